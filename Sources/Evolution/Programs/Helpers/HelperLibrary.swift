import Determinism
import Lisp

/// The helper functions that a run invented, and what each adds to a program that calls it.
///
/// Each calls itself and helpers before it only, so that programs with helpers are admitted as those
/// with components are. A set of helpers is a word, one bit for each.
struct HelperLibrary: Sendable {
  /// Helpers at most.
  static let limit = 64

  /// In the order in which they were invented.
  let functions: [FunctionID]
  /// By helper its printed definition.
  let sources: [String]
  /// By helper the nodes of its body, and what else of its form decides between programs.
  private let sizes: [Int]
  private let forms: [GenomeMeasures]
  /// The helpers that call themselves.
  private let recursive: UInt64
  /// By helper the helpers that a call of it needs, itself included.
  private let closures: [UInt64]

  static let empty = HelperLibrary(functions: [], sources: [], environment: Environment())

  private init(functions: [FunctionID], sources: [String], environment: Environment) {
    self.functions = functions
    self.sources = sources
    sizes = functions.map { environment[$0].body?.size ?? 0 }
    forms = functions.map {
      GenomeMeasures(
        complexity: environment[$0].complexity,
        arbitrariness: environment[$0].arbitrariness(of: $0))
    }
    var recursive: UInt64 = 0
    for (place, function) in functions.enumerated()
    where environment[function].body?.mentions(function) == true {
      recursive |= 1 << UInt64(place)
    }
    self.recursive = recursive
    var closures: [UInt64] = []
    for (place, function) in functions.enumerated() {
      var closure: UInt64 = 1 << UInt64(place)
      for (earlier, other) in functions.prefix(place).enumerated()
      where environment[function].body?.mentions(other) == true {
        closure |= closures[earlier]
      }
      closures.append(closure)
    }
    self.closures = closures
  }

  /// The problem with helpers that programs may call as they do components, and the helpers.
  ///
  /// - Throws: ``RunFailure/foreignState(_:)`` with the first definition that does not read back.
  static func adding(
    _ sources: [String], to problem: Problem
  ) throws(RunFailure) -> (problem: Problem, helpers: HelperLibrary) {
    var problem = problem
    var functions: [FunctionID] = []
    for source in sources {
      // A helper is a new function: it may neither replace one of the problem's nor call the target.
      let place = problem.environment.functions.count
      guard
        let (read, added) = try? elaborateFunctions(text: source, in: problem.environment),
        added.map(\.index) == [place], read[added[0]].body?.mentions(problem.target) == false
      else { throw .foreignState(source) }
      problem.environment = read
      functions += added
    }
    if problem.components != nil { problem.components? += functions.map { .function($0) } }
    problem.vocabulary += functions.map { .function($0) }
    let library = HelperLibrary(
      functions: functions, sources: sources, environment: problem.environment)
    return (problem, library)
  }

  var isEmpty: Bool { functions.isEmpty }

  /// A hash of what each helper is: of its definition and of those that it needs.
  var keys: [FunctionID: UInt64] {
    var keys: [FunctionID: UInt64] = [:]
    for (place, function) in functions.enumerated() {
      var hasher = StableHasher()
      for source in sources(of: closures[place]) { hasher.combine(source) }
      keys[function] = hasher.finalize()
    }
    return keys
  }

  /// The helpers that a call of a function needs.
  func needs(of function: FunctionID) -> UInt64 {
    functions.firstIndex(of: function).map { closures[$0] } ?? 0
  }

  /// The helpers that an expression needs.
  func needs(of expression: Expression) -> UInt64 {
    var needs: UInt64 = 0
    if isEmpty { return needs }
    expression.visit { node in
      switch node {
      case .call(let function, _, _), .reference(.function(let function), _):
        needs |= self.needs(of: function)
      default: break
      }
    }
    return needs
  }

  /// The nodes of the bodies of some helpers.
  func size(of needs: UInt64) -> Int { places(needs).reduce(0) { $0 + sizes[$1] } }

  /// The measures of some helpers, added up.
  func measures(of needs: UInt64) -> GenomeMeasures {
    places(needs).reduce(GenomeMeasures(complexity: 0, arbitrariness: 0)) { $0 + forms[$1] }
  }

  /// Whether some of these helpers call themselves.
  func isRecursive(_ needs: UInt64) -> Bool { needs & recursive != 0 }

  /// The definitions of some helpers.
  func sources(of needs: UInt64) -> [String] {
    places(needs).map { sources[$0] }
  }

  private func places(_ needs: UInt64) -> [Int] {
    needs == 0 ? [] : functions.indices.filter { needs >> UInt64($0) & 1 == 1 }
  }
}
