import Lisp

/// Finds the smallest programs for a problem by systematic search.
struct ProgramEnumeration {
  let grammar: Grammar
  let require: [Formula]
  let seed: UInt64
  /// Where there are any with holes, only programs that fill these are looked for.
  var starts: [Function] = []
  /// Whether `accept` decides more than the test cases do, so that places which no test case comes to
  /// matter.
  var isPartial = false

  /// The smallest programs that pass the test cases and that `accept` takes, in canonical form.
  ///
  /// - Returns: the programs, what the search did in units of its limits, and how many runs of a
  ///   candidate on one test case were among it.
  func programs(
    limits: EnumerationLimits, accept: (Function) -> Bool
  ) -> (programs: [Function], work: Int, runs: Int) {
    var interpreter = Interpreter(environment: grammar.environment, target: grammar.target)
    let tests = tests(&interpreter)
    var inputs = SearchInputs(grammar: grammar, seed: seed)
    let root = inputs.root(tests: tests, &interpreter)
    var semantics = TermSemantics(
      interpreter: interpreter, parameterCount: grammar.parameters.count)
    for test in tests { semantics.learn(test.arguments, gives: test.result) }
    var search = SketchSearch(
      grammar: grammar, limits: limits, semantics: semantics, tests: tests, root: root)
    search.isPartial = isPartial
    if !starts.isEmpty, !search.start(from: starts.compactMap(\.body)) { return ([], 0, 0) }
    let canonical = CanonicalForm(
      reader: grammar.reader, target: grammar.environment[grammar.target])
    var programs: [Function] = []
    _ = search.run { body in
      let function = canonical.function(body: body)
      guard accept(function) else { return false }
      programs.append(function)
      return true
    }
    return (programs, search.work, search.runs)
  }

  /// The test cases with their values; those that cannot be computed are left out.
  private func tests(
    _ interpreter: inout Interpreter
  ) -> [(arguments: [ValueID], result: ValueID)] {
    var tests: [(arguments: [ValueID], result: ValueID)] = []
    for formula in require {
      guard let test = TestCase(formula, target: grammar.target) else { continue }
      let count = formula.locals.count
      let arguments = test.arguments.map { interpreter.value(of: $0, locals: count) }
      let result = interpreter.value(of: test.result, locals: count)
      guard result >= 0, arguments.allSatisfy({ $0 >= 0 }) else { continue }
      tests.append((arguments, result))
    }
    return tests
  }
}
