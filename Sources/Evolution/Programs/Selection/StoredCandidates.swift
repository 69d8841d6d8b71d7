import Foundation

/// Candidates with what testing gave them, in few bytes: how a checkpoint keeps a population.
///
/// One after the other, numbers with their low bytes first: the count of nodes in two bytes; for each
/// node its head and its slot, two bytes each; a bit for each `require` formula; the behaviour and the
/// fuel, eight bytes each. A program that is no genome has no nodes here, and its source stands apart.
struct StoredCandidates: Codable, Hashable, Sendable {
  /// The fingerprint of the table by which heads are numbered.
  private var heads: UInt64
  private var count: Int
  private var bytes = Data()
  private var sources: [String] = []

  /// - Parameter heads: what the genomes are numbered by; nil if there is none.
  init(_ candidates: [Candidate], _ heads: HeadTable?) {
    self.heads = heads?.fingerprint ?? 0
    count = candidates.count
    bytes.reserveCapacity(128 * count)
    for candidate in candidates { append(candidate) }
  }

  private mutating func append(_ candidate: Candidate) {
    switch candidate.form {
    case .genome(let genome):
      append(UInt64(genome.size), bytes: 2)
      for node in genome.nodes {
        append(UInt64(node.head), bytes: 2)
        append(UInt64(node.slot), bytes: 2)
      }
    case .function(_, let source):
      append(0, bytes: 2)
      sources.append(source)
    }
    var bits = [UInt8](repeating: 0, count: (candidate.assessment.passed.count + 7) / 8)
    for (test, passes) in candidate.assessment.passed.enumerated() where passes {
      bits[test / 8] |= 1 << UInt8(test % 8)
    }
    bytes += bits
    append(candidate.assessment.behaviour, bytes: 8)
    append(UInt64(candidate.assessment.fuel), bytes: 8)
  }

  private mutating func append(_ number: UInt64, bytes count: Int) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * place))) }
  }
}

// MARK: - Reading

extension StoredCandidates {
  /// The candidates; nil where one cannot be a program of the context's problem.
  func candidates(in context: ProgramContext) -> [Candidate]? {
    // Each takes more than one byte.
    guard 0...bytes.count ~= count, count == 0 || heads == context.heads.fingerprint else {
      return nil
    }
    var reader = Reader(bytes: Array(bytes), sources: sources[...])
    var candidates: [Candidate] = []
    for _ in 0..<count {
      guard let candidate = reader.candidate(context) else { return nil }
      candidates.append(candidate)
    }
    return reader.isAtEnd ? candidates : nil
  }

  private struct Reader {
    let bytes: [UInt8]
    var sources: ArraySlice<String>
    var place = 0

    var isAtEnd: Bool { place == bytes.count && sources.isEmpty }

    mutating func number(bytes count: Int) -> UInt64? {
      guard place + count <= bytes.count else { return nil }
      defer { place += count }
      return (0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
    }

    mutating func candidate(_ context: ProgramContext) -> Candidate? {
      guard let form = form(context) else { return nil }
      var passed: [Bool] = []
      var bits: UInt64 = 0
      for test in 0..<context.problem.require.count {
        if test % 8 == 0 {
          guard let next = number(bytes: 1) else { return nil }
          bits = next
        }
        passed.append(bits >> UInt64(test % 8) & 1 == 1)
      }
      guard let behaviour = number(bytes: 8),
        let fuel = number(bytes: 8).flatMap({ Int(exactly: $0) })
      else { return nil }
      return context.candidate(
        form,
        Assessment(
          passed: passed, behaviour: behaviour, fuel: fuel, cases: 0))
    }

    private mutating func form(_ context: ProgramContext) -> ProgramForm? {
      guard let size = number(bytes: 2) else { return nil }
      if size == 0 {
        guard let source = sources.popFirst(), let function = context.read(source) else {
          return nil
        }
        return .function(function, source: source)
      }
      var nodes: [GenomeNode] = []
      for _ in 0..<size {
        guard let head = number(bytes: 2), let slot = number(bytes: 2) else { return nil }
        nodes.append(GenomeNode(Int(head), slot: Int(slot)))
      }
      return context.heads.admits(nodes) ? .genome(Genome(nodes: nodes)) : nil
    }
  }
}
