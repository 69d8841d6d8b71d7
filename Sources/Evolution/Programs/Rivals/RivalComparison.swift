import Lisp
import Prover

/// Runs solutions side by side on inputs of growing size.
struct RivalComparison: ~Copyable {
  /// Inputs tried at most.
  static let inputs = 1_000

  private let context: ProgramContext
  private let program: Program
  private let tuples: [[Value]]
  private let environment: Environment
  private var machine: Machine
  private let function: CompiledFunction
  private let outcomes: [Outcome]

  /// - Parameter program: what the others are compared with.
  init(context: ProgramContext, program: Program) {
    self.context = context
    self.program = program
    var inputs = context.formulaInputs
    let types = context.grammar.parameters.map { inputs.closed($0.type) }
    let named = Self.namedFunctions(of: types, in: context)
    tuples = inputs.growing(types, count: Self.inputs).enumerated().map { number, tuple in
      zip(tuple, named).map { value, names in
        names.isEmpty ? value : names[number % names.count]
      }
    }
    environment = inputs.environment
    machine = Machine(environment: environment)
    let target = context.problem.target
    machine.setBody(of: target, to: program.function)
    function = machine.prepare(target, types: context.targetTypes)
    let budget = context.budget
    var outcomes: [Outcome] = []
    for tuple in tuples { outcomes.append(machine.run(function, tuple, budget: budget).outcome) }
    self.outcomes = outcomes
  }

  /// By parameter the functions that the test cases pass and that have its type: people can read
  /// these. Empty for parameters of other types.
  private static func namedFunctions(
    of types: [Type], in context: ProgramContext
  ) -> [[Value]] {
    let known = ComponentSet.inputFunctions(of: context.problem)
    return types.map { type in
      guard type.isFunction else { return [] }
      return known.filter { id in
        let function = context.problem.environment[id]
        return function.typeParameters.isEmpty && function.type == type
      }.map { .function($0, []) }
    }
  }

  /// The other program as a rival; nil if no input tells the two apart.
  mutating func rival(_ other: Program) -> Rival? {
    machine.setBody(of: context.problem.target, to: other.function)
    for (tuple, outcome) in zip(tuples, outcomes) {
      let given = machine.run(function, tuple, budget: context.budget).outcome
      guard given != outcome else { continue }
      let name = environment[context.problem.target].name
      let arguments = tuple.map { Printer.text(of: $0, in: environment) }
      return Rival(
        id: other.id, source: other.source, size: other.size,
        isEquallyGood: other.candidate.isAsGood(as: program.candidate),
        call: "(\(([name] + arguments).joined(separator: " ")))",
        returned: text(outcome), given: text(given))
    }
    return nil
  }

  private func text(_ outcome: Outcome) -> String? {
    guard case .value(let value) = outcome else { return nil }
    return Printer.text(of: value, in: environment)
  }
}
