import Determinism
import Lisp

extension InputGenerator {
  /// Looks for a counterexample by narrowing.
  ///
  /// - Parameter formula: closed in types.
  /// - Returns: values for its variables at which evaluation gives `false`.
  mutating func narrow(
    _ formula: Formula, limits: NarrowingLimits, steps: Int
  ) -> [Value]? {
    var functions: [Type: [FunctionID]] = [:]
    var roots: [FunctionID] = environment.functions(in: formula.body)
    for type in formula.variables.map(\.type) {
      guard case .function = type else { continue }
      let ids = smallest(.max, of: type).compactMap { value -> FunctionID? in
        guard case .function(let id, _) = value else { return nil }
        return id
      }
      functions[type] = ids
      roots += ids
    }
    var code = NarrowingCode(environment: environment)
    code.addFunctions(reachableFrom: roots, in: environment)
    let body = code.compile(formula)
    var search = NarrowingSearch(
      formula: body, locals: formula.locals.count, variables: formula.variables.map(\.type),
      code: code, types: InputTypes(environment: environment, functions: functions),
      limits: limits)
    var tester = FormulaTester(
      environment: environment, budget: Budget(fuel: limits.confirmation, depth: 20_000))
    let compiled = tester.compile(formula)
    return search.run(steps: steps, &self) { input in
      guard let block = tester.encode([input], for: compiled) else { return false }
      return tester.test(compiled, block, 0) == .fails
    }
  }
}

extension Refuter {
  /// Tests a formula and then narrows for a few milliseconds: what is done before a proof.
  public mutating func quickCounterexample(
    to formula: Formula, limits: NarrowingLimits = NarrowingLimits()
  ) -> Counterexample? {
    if case .counterexample(let found) = refute(formula) { return found }
    return narrow(formula, limits: limits, steps: limits.quickSteps)
  }

  /// Looks for a counterexample by narrowing, for a formula that survived ``refute(_:)``.
  ///
  /// - Parameter steps: when to give up; see ``NarrowingLimits``.
  public mutating func narrow(
    _ formula: Formula, limits: NarrowingLimits = NarrowingLimits(), steps: Int
  ) -> Counterexample? {
    let closed = closed(formula)
    guard !closed.variables.isEmpty else { return nil }
    let start = generator
    let answer = withLargeStack { () -> Narrowed in
      var generator = start
      let values = generator.narrow(closed, limits: limits, steps: steps)
      return Narrowed(generator: generator, values: values)
    }
    generator = answer.generator
    return answer.values.map { counterexample(closed, $0) }
  }
}

/// What a search by narrowing gives back.
private struct Narrowed: Sendable {
  var generator: InputGenerator
  var values: [Value]?
}
