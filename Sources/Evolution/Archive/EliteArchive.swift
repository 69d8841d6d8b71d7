/// What an insertion did.
public enum InsertionOutcome: Hashable, Sendable {
  /// The niche was empty.
  case new
  /// The niche's elite was worse and gave way.
  case improved
  /// The niche's elite is at least as good.
  case rejected
}

/// The best solution of each niche: quality and diversity (MAP-Elites, Mouret and Clune 2015).
public struct EliteArchive<Division: Niches, Solution: Sendable>: Sendable {
  /// A solution with its quality and where it lies.
  public struct Elite: Sendable {
    public var solution: Solution
    public var quality: Float
    public var descriptor: SIMD4<Float>
  }

  public let niches: Division
  /// By niche.
  private var elites: [Elite?]
  /// Niches that have an elite.
  public private(set) var count = 0

  public init(niches: Division) {
    self.niches = niches
    elites = Array(repeating: nil, count: niches.count)
  }

  /// Puts a solution into its niche if that is empty or holds a worse one. A quality that is not a
  /// number is worse than every number.
  @discardableResult
  public mutating func insert(
    _ solution: Solution, quality: Float, descriptor: SIMD4<Float>
  ) -> InsertionOutcome {
    let niche = niches.niche(of: descriptor)
    guard let old = elites[niche]?.quality else {
      elites[niche] = Elite(solution: solution, quality: quality, descriptor: descriptor)
      count += 1
      return .new
    }
    guard quality > old || old.isNaN && !quality.isNaN else { return .rejected }
    elites[niche] = Elite(solution: solution, quality: quality, descriptor: descriptor)
    return .improved
  }

  /// The elite of a niche.
  public subscript(niche: Int) -> Elite? { elites[niche] }

  /// All elites in the order of their niches.
  public var occupants: [Elite] { elites.compactMap { $0 } }

  /// The share of the niches that have an elite.
  public var coverage: Double { Double(count) / Double(max(1, niches.count)) }
}
