import Lisp

/// Finds results that the laws of a problem leave no choice about: of the values that can be made
/// of what an input contains, the only one that satisfies each law that speaks of a single call.
struct LawfulResults {
  /// Values that are tried for one input.
  static let values = 1_500
  /// Instances of a law that are looked at for one value; a law with more is left out.
  static let instances = 64

  private let environment: Environment
  private let target: FunctionID
  private let result: Type
  private let laws: [Formula]
  private var interpreter: Interpreter

  init(problem: Problem) {
    environment = problem.environment
    target = problem.target
    result = problem.environment[problem.target].result
    laws = problem.require.filter { !$0.isGround && $0.typeVariables.isEmpty }
    interpreter = Interpreter(environment: problem.environment, target: problem.target)
  }

  /// The only lawful result; nil if there are several, or none among those that are tried.
  mutating func result(for arguments: [Expression]) -> Expression? {
    guard !laws.isEmpty else { return nil }
    let parts = arguments.flatMap { self.parts(of: $0) }
    var found: Expression?
    for value in values(from: parts, depth: 1 + (arguments.map { length($0) }.max() ?? 0)) {
      guard laws.allSatisfy({ holds($0, arguments, value, parts) }) else { continue }
      if found != nil { return nil }
      found = value
    }
    return found
  }

  // MARK: - Values

  /// The constructors of the result's type with their fields.
  private var constructors: [(ConstructorID, [Type])] {
    guard let type = environment.dataType(of: result) else { return [] }
    return environment[type].constructors.map { ($0, environment.fields(of: $0, in: result)) }
  }

  /// What an input contains, each once, the input itself included.
  private func parts(of value: Expression) -> [Expression] {
    var found: [Expression] = []
    value.visit { if !found.contains($0) { found.append($0) } }
    return found
  }

  /// How many values of the result's type lie within each other.
  private func length(_ value: Expression) -> Int {
    let inner = value.children.map { length($0) }.max() ?? 0
    return inner + (typed(value, result) ? 1 : 0)
  }

  /// Whether a value of constructors and integers has the type.
  private func typed(_ value: Expression, _ type: Type) -> Bool {
    switch value {
    case .integer: return type == .int
    case .construct(let constructor, _, let parts):
      guard let dataType = environment.dataType(of: type),
        environment[dataType].constructors.contains(constructor)
      else { return false }
      let fields = environment.fields(of: constructor, in: type)
      return zip(parts, fields).allSatisfy { typed($0, $1) }
    default: return false
    }
  }

  /// Values of the result's type of at most this depth over fields that are among the parts.
  private func values(from parts: [Expression], depth: Int) -> [Expression] {
    guard case .data(_, let inner) = result else { return [] }
    var all: [Expression] = []
    var last: [Expression] = []
    for level in 0..<depth {
      var next: [Expression] = []
      for (constructor, fields) in constructors {
        let isRecursive = fields.contains(result)
        guard isRecursive == (level > 0) else { continue }
        var tuples: [[Expression]] = [[]]
        for field in fields {
          let choices = field == result ? last : elements(parts, field)
          tuples = tuples.flatMap { tuple in choices.map { tuple + [$0] } }
          if tuples.count > Self.values { return all }
        }
        next += tuples.map { .construct(constructor, inner, $0) }
      }
      all += next
      last = next
      if all.count > Self.values { break }
    }
    return all
  }

  /// The parts of a type that lie in no other part of the type.
  private func elements(_ parts: [Expression], _ type: Type) -> [Expression] {
    let all = parts.filter { typed($0, type) }
    return all.filter { part in
      parts.contains { whole in
        !typed(whole, type) && whole.children.contains(part)
      } || !parts.contains { $0 != part && $0.children.contains(part) }
    }
  }

  // MARK: - Laws

  /// Whether a law holds on an input, as far as it speaks of it. Its other variables are the parts.
  private mutating func holds(
    _ law: Formula, _ arguments: [Expression], _ value: Expression, _ parts: [Expression]
  ) -> Bool {
    var calls: [[Expression]] = []
    law.body.visit { node in
      if case .call(target, _, let given) = node { calls.append(given) }
    }
    guard let first = calls.first, calls.allSatisfy({ $0 == first }) else { return true }
    var bound: [Int: Expression] = [:]
    for (variable, argument) in zip(first, arguments) {
      guard case .local(let slot) = variable, slot < law.variableCount, bound[slot] == nil else {
        return true
      }
      bound[slot] = argument
    }
    let body = law.body.replacingCalls(of: target, by: value)
    var instances: [[Int: Expression]] = [bound]
    for slot in 0..<law.variableCount where bound[slot] == nil {
      let choices = parts.filter { typed($0, law.locals[slot].type) }
      instances = instances.flatMap { instance in
        choices.map { instance.merging([slot: $0]) { old, _ in old } }
      }
      if instances.count > Self.instances { return true }
    }
    let yes = interpreter.value(of: .true, locals: 0)
    return instances.allSatisfy { instance in
      let ground = body.replacingLocals { instance[$0] }
      return interpreter.value(of: ground, locals: law.locals.count) == yes
    }
  }
}

extension Expression {
  fileprivate func replacingCalls(of function: FunctionID, by value: Expression) -> Expression {
    if case .call(function, _, _) = self { return value }
    return withChildren(children.map { $0.replacingCalls(of: function, by: value) })
  }
}
