import Determinism
import Lisp

/// What one input says about a formula.
package enum TestOutcome: Hashable, Sendable {
  case holds
  case fails
  /// Out of fuel, cells or depth, overflow, or undefined.
  case undetermined
}

/// Evaluates closed formulas and calls on many inputs.
package struct FormulaTester: ~Copyable {
  private var environment: Environment
  private let budget: Budget
  private var suites: [(formula: Formula, inputs: [[Value]])] = []
  private var probes: [(function: FunctionID, inputs: [[Value]])] = []
  /// Calls of the last evaluation.
  package private(set) var fuelUsed = 0

  package init(environment: Environment, budget: Budget) {
    self.environment = environment
    self.budget = budget
  }

  /// Gives a declared function its body, or another one.
  package mutating func setBody(of function: FunctionID, to body: Function) {
    environment.replace(function, with: body)
  }

  /// Adds a formula without type variables, with inputs for its free variables.
  package mutating func add(_ formula: Formula, inputs: [[Value]]) -> Int {
    suites.append((formula, inputs))
    return suites.count - 1
  }

  /// Forgets the formulas and probes.
  package mutating func removeAll() {
    suites = []
    probes = []
  }

  /// Adds inputs to a formula.
  package mutating func extend(_ suite: Int, by inputs: ArraySlice<[Value]>) {
    suites[suite].inputs += inputs
  }

  /// Adds calls of a function at closed types.
  package mutating func addProbes(
    _ function: FunctionID, _ types: [Type], inputs: [[Value]]
  ) -> Int {
    probes.append((function, inputs))
    return probes.count - 1
  }

  package mutating func test(_ suite: Int, input: Int) -> TestOutcome {
    let (formula, inputs) = suites[suite]
    var walker = Walker(environment: environment, fuel: budget.fuel)
    walker.stack = inputs[input] + Array(
      repeating: .closure, count: formula.locals.count - formula.variableCount)
    let value = walker.evaluate(formula.body, 0)
    fuelUsed = budget.fuel - walker.fuel
    switch value {
    case Value.true: return .holds
    case Value.false: return .fails
    default: return .undetermined
    }
  }

  /// A hash of what the calls give.
  package mutating func behaviour(_ probe: Int) -> UInt64 {
    var hasher = StableHasher()
    for input in probes[probe].inputs {
      var walker = Walker(environment: environment, fuel: budget.fuel)
      hasher.combine("\(String(describing: walker.call(probes[probe].function, input)))")
    }
    return hasher.finalize()
  }
}

private struct Walker {
  let environment: Environment
  var fuel: Int
  var depth = 0
  var stack: [Value] = []
  var closures: [(Expression, [Value])] = []

  mutating func call(_ id: FunctionID, _ arguments: [Value]) -> Value? {
    fuel -= 1
    guard fuel > 0, depth < 200, let body = environment[id].body else { return nil }
    let base = stack.count
    stack += arguments
    stack += Array(repeating: .closure, count: environment[id].locals.count - arguments.count)
    depth += 1
    defer {
      stack.removeLast(stack.count - base)
      depth -= 1
    }
    return evaluate(body, base)
  }

  mutating func apply(_ function: Value, _ arguments: [Value]) -> Value? {
    switch function {
    case .function(let id, _): return call(id, arguments)
    case .integer(let code):
      let (expression, captured) = closures[Int(code)]
      switch expression {
      case .reference(.constructor(let constructor), _): return .construct(constructor, arguments)
      case .reference(.primitive(let primitive), _): return self.primitive(primitive, arguments)
      case .lambda(let slots, let body):
        fuel -= 1
        guard fuel > 0, depth < 200 else { return nil }
        let base = stack.count
        stack += captured
        stack += Array(repeating: .closure, count: 40)
        for (slot, argument) in zip(slots, arguments) { stack[base + slot] = argument }
        depth += 1
        defer {
          stack.removeLast(stack.count - base)
          depth -= 1
        }
        return evaluate(body, base)
      default: return nil
      }
    default: return nil
    }
  }

  mutating func evaluate(_ expression: Expression, _ base: Int) -> Value? {
    switch expression {
    case .local(let slot): return stack[base + slot]
    case .integer(let number): return .integer(number)
    case .call(let id, _, let arguments):
      guard let values = values(arguments, base) else { return nil }
      return call(id, values)
    case .construct(let constructor, _, let arguments):
      guard let values = values(arguments, base) else { return nil }
      return .construct(constructor, values)
    case .primitive(let primitive, _, let arguments):
      switch primitive {
      case .if, .and, .or, .implies:
        guard let condition = evaluate(arguments[0], base) else { return nil }
        if primitive == .if { return evaluate(arguments[condition == .true ? 1 : 2], base) }
        if primitive == .and {
          return condition == .true ? evaluate(arguments[1], base) : condition
        }
        if primitive == .or {
          return condition == .true ? condition : evaluate(arguments[1], base)
        }
        return condition == .true ? evaluate(arguments[1], base) : .true
      default:
        guard let values = values(arguments, base) else { return nil }
        return self.primitive(primitive, values)
      }
    case .match(let scrutinee, let branches):
      guard case .construct(let constructor, let fields)? = evaluate(scrutinee, base) else {
        return nil
      }
      let branch = branches[environment[constructor].index]
      for (slot, field) in zip(branch.slots, fields) { stack[base + slot] = field }
      return evaluate(branch.body, base)
    case .bind(let bindings, let body):
      for binding in bindings {
        guard let value = evaluate(binding.expression, base) else { return nil }
        stack[base + binding.slot] = value
      }
      return evaluate(body, base)
    case .reference(.function(let id), let types): return .function(id, types)
    case .lambda, .reference:
      closures.append((expression, Array(stack[base...].prefix(60))))
      return .integer(Int64(closures.count - 1))
    case .apply(let function, let arguments):
      guard let values = values([function] + arguments, base) else { return nil }
      return apply(values[0], Array(values.dropFirst()))
    case .undefined: return nil
    }
  }

  mutating func values(_ expressions: [Expression], _ base: Int) -> [Value]? {
    var values: [Value] = []
    for expression in expressions {
      guard let value = evaluate(expression, base) else { return nil }
      values.append(value)
    }
    return values
  }

  func primitive(_ primitive: Primitive, _ values: [Value]) -> Value? {
    func bool(_ flag: Bool) -> Value { flag ? .true : .false }
    switch primitive {
    case .equal: return bool(values[0] == values[1])
    case .not: return bool(values[0] == .false)
    case .and: return bool(values[0] == .true && values[1] == .true)
    case .or: return bool(values[0] == .true || values[1] == .true)
    case .implies: return bool(values[0] == .false || values[1] == .true)
    case .if: return values[0] == .true ? values[1] : values[2]
    default: break
    }
    guard case .integer(let left) = values[0], case .integer(let right) = values[1] else {
      return nil
    }
    switch primitive {
    case .less: return bool(left < right)
    case .lessOrEqual: return bool(left <= right)
    case .plus: return .integer(left &+ right)
    case .minus: return .integer(left &- right)
    case .times: return .integer(left &* right)
    default: return right == 0 ? .integer(0) : .integer(left / right)
    }
  }
}
