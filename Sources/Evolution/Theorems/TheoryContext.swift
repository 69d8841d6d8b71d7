import Lisp
import Prover

/// A program that theorems about another one should reject.
struct PanelProgram: Sendable {
  var id: String
  /// With a body.
  var function: Function
  /// The identity, a projection or a constant.
  var isTrivial: Bool
}

/// What the theorem side knows about one program in one generation. Never changes within it.
struct TheoryContext: Sendable {
  let configuration: RunConfiguration
  /// The targets have bodies here.
  let environment: Environment
  let targets: Set<FunctionID>
  let signature: StatementSignature
  let order: StatementOrder
  /// Statements to examine first, for instance laws of the problem.
  let given: [Formula]
  let panel: [PanelProgram]
  let filters: Filters
  let program: String
  let generation: Int
  /// A program that does not solve the problem is worth a fraction of the effort.
  let effort: Effort

  /// How much of the configured numbers is spent.
  enum Effort: Int, Sendable {
    case full = 1
    case little = 4
  }

  init(
    configuration: RunConfiguration, environment: Environment, targets: [FunctionID],
    vocabulary: [Callable], given: [Formula], panel: [PanelProgram], program: String,
    generation: Int, effort: Effort
  ) {
    self.configuration = configuration
    self.environment = environment
    self.targets = Set(targets)
    self.given = given
    self.panel = panel
    self.program = program
    self.generation = generation
    self.effort = effort
    filters = Filters(configuration)
    order = StatementOrder(environment: environment, targets: self.targets)
    signature = StatementSignature(
      environment: environment, targets: targets, vocabulary: vocabulary)
  }

  /// The configured number under the effort, at least 1 unless it is 0.
  func share(of number: Int) -> Int {
    number == 0 ? 0 : max(1, number / effort.rawValue)
  }

  func statement(_ text: String) -> Statement? {
    guard let formula = StatementText.read(text, in: environment) else { return nil }
    return Statement(formula, in: environment, order: order)
  }

  func isAboutTarget(_ formula: Formula) -> Bool { formula.body.mentions(targets) }

  /// Limits of the full prover for one goal.
  var proverLimits: ProverLimits {
    var limits = ProverLimits.standard
    limits.inferences = configuration.budget
    limits.lemmas = configuration.lemmas
    // The loop itself explores: its proved statements are the lemmas.
    limits.discovery = false
    return limits
  }

  /// Limits of the prover for a law of `require`: where the loop has found no lemma, it looks for one.
  var lawLimits: ProverLimits {
    var limits = proverLimits
    limits.discovery = true
    return limits
  }
}

extension RunConfiguration {
  /// Limits of tests of one statement.
  var refutationLimits: RefutationLimits {
    var limits = RefutationLimits()
    limits.tests = tests
    limits.smallest = tests / 2
    limits.testsForPremises = tests * 4
    limits.fuel = fuel
    limits.cells = cells
    limits.depth = depth
    return limits
  }
}

/// What a random draw of the theorem side is for: the last part of its stream's address.
enum TheoremPurpose: UInt64 {
  case breeding = 0x7101
  case exploration
  case refutation
  case panel
  case matrix
}
