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
  /// By helper the nodes of its body, and those that count for its complexity.
  private let sizes: [Int]
  private let complexities: [Int]
  /// By helper the helpers that a call of it needs, itself included.
  private let closures: [UInt64]

  static let empty = HelperLibrary(functions: [], sources: [], environment: Environment())

  private init(functions: [FunctionID], sources: [String], environment: Environment) {
    self.functions = functions
    self.sources = sources
    sizes = functions.map { environment[$0].body?.size ?? 0 }
    complexities = functions.map { environment[$0].complexity }
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
      guard
        let (read, added) = try? elaborateFunctions(text: source, in: problem.environment),
        added.count == 1
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
  func size(of needs: UInt64) -> Int { sum(sizes, needs) }

  func complexity(of needs: UInt64) -> Int { sum(complexities, needs) }

  /// The definitions of some helpers.
  func sources(of needs: UInt64) -> [String] {
    sources.indices.filter { needs >> UInt64($0) & 1 == 1 }.map { sources[$0] }
  }

  private func sum(_ numbers: [Int], _ needs: UInt64) -> Int {
    if needs == 0 { return 0 }
    return numbers.indices.reduce(0) { needs >> UInt64($1) & 1 == 1 ? $0 + numbers[$1] : $0 }
  }
}
