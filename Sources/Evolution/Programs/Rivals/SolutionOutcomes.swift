import Lisp
import Prover

/// Runs solutions, one after the other, on the same inputs of growing size.
struct SolutionOutcomes: ~Copyable {
  /// One argument tuple for each input.
  let tuples: [[Value]]
  /// With the functions that were made up as inputs.
  let environment: Environment
  private let target: FunctionID
  private let budget: Budget
  private var machine: Machine
  private let function: CompiledFunction

  /// - Parameter inputs: how many are wanted; there are fewer where the types have not so many.
  init(context: ProgramContext, inputs count: Int) {
    var inputs = context.formulaInputs
    let types = context.grammar.parameters.map { inputs.closed($0.type) }
    let named = Self.namedFunctions(of: types, in: context)
    tuples = inputs.growing(types, count: count).enumerated().map { number, tuple in
      zip(tuple, named).map { value, names in
        names.isEmpty ? value : names[number % names.count]
      }
    }
    environment = inputs.environment
    target = context.problem.target
    budget = context.budget
    machine = Machine(environment: environment)
    function = machine.prepare(target, types: context.targetTypes)
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

  /// What the program gives, input by input.
  mutating func outcomes(of program: Program) -> [Outcome] {
    machine.setBody(of: target, to: program.function)
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(tuples.count)
    for tuple in tuples { outcomes.append(machine.run(function, tuple, budget: budget).outcome) }
    return outcomes
  }

  /// The same, as words that are equal for equal values; 0 where there is no value.
  mutating func hashes(of program: Program) -> [UInt64] {
    machine.setBody(of: target, to: program.function)
    guard let block = machine.encode(tuples, for: function) else { return [] }
    var hashes: [UInt64] = []
    hashes.reserveCapacity(block.count)
    for index in 0..<block.count {
      let answer = machine.run(function, block, case: index, budget: budget)
      hashes.append(machine.hash(answer, of: function) ?? 0)
    }
    return hashes
  }
}
