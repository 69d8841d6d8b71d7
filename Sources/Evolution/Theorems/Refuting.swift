import Determinism
import Lisp
import Prover

/// What testing said about a statement.
struct TestedStatement: Sendable {
  var statement: Statement
  var outcome: Outcome

  enum Outcome: Sendable {
    case refuted([CounterexampleBinding])
    /// Hypotheses were true on `held` of `tested` inputs.
    case survived(tested: Int, held: Int)
  }
}

/// Tests statements about one program on generated inputs.
struct Refuting {
  /// Statements that one refuter takes in turn.
  static let batch = 32

  let context: TheoryContext
  let threads: Int

  /// The outcomes, in the order of the statements.
  func test(_ statements: [Statement]) -> [TestedStatement] {
    let starts = Array(stride(from: 0, to: statements.count, by: Self.batch))
    let batches = parallelMap(starts, threads: threads) { _, start in
      var refuter = Refuter(
        environment: context.environment, limits: context.configuration.refutationLimits,
        seed: seed)
      let end = min(start + Self.batch, statements.count)
      var outcomes: [TestedStatement.Outcome] = []
      for statement in statements[start..<end] {
        let outcome = refuter.refute(statement.formula)
        outcomes.append(Self.described(outcome, in: refuter.environment))
      }
      return outcomes
    }
    return zip(statements, batches.flatMap { $0 }).map {
      TestedStatement(statement: $0, outcome: $1)
    }
  }

  /// Counterexamples are printed where the functions that were made up as inputs are known.
  private static func described(
    _ outcome: Refutation, in environment: Environment
  ) -> TestedStatement.Outcome {
    switch outcome {
    case .counterexample(let counterexample):
      .refuted(
        counterexample.bindings.map { binding in
          CounterexampleBinding(
            variable: binding.variable,
            value: StatementText.print(binding.value, in: environment))
        })
    case .survived(let tested, let held, _): .survived(tested: tested, held: held)
    }
  }

  private var seed: UInt64 {
    var generator = SeededGenerator.stream(
      seed: context.configuration.seed, path: TheoremPurpose.refutation.rawValue)
    return generator.next()
  }
}

/// Which programs a statement rejects.
struct PanelTrial {
  /// Inputs per program: a program that a law excludes fails it soon.
  static let tests = 60

  let environment: Environment
  let target: FunctionID
  let limits: RefutationLimits
  let seed: UInt64

  init(environment: Environment, target: FunctionID, limits: RefutationLimits, seed: UInt64) {
    self.environment = environment
    self.target = target
    var limits = limits
    limits.tests = min(limits.tests, Self.tests)
    limits.smallest = limits.tests / 2
    limits.testsForPremises = limits.tests * 2
    self.limits = limits
    self.seed = seed
  }

  /// For each statement whether the program makes it false on some input.
  func rejections(of program: Function, by statements: [Formula]) -> [Bool] {
    var replaced = environment
    replaced.replace(target, with: program)
    var refuter = Refuter(environment: replaced, limits: limits, seed: seed)
    var rejections: [Bool] = []
    for statement in statements {
      if case .counterexample = refuter.refute(statement) {
        rejections.append(true)
      } else {
        rejections.append(false)
      }
    }
    return rejections
  }
}
