import Determinism
import Lisp
import Prover

/// Evaluates terms over common inputs on the virtual machine.
///
/// For each sort one function over all variables stands in the machine; each term in turn becomes
/// its body. Inputs are encoded once.
struct MachineEvaluator: TermEvaluator, ~Copyable {
  /// Inputs on which terms are compared.
  static let inputs = 48

  private var machine: Machine
  private let locals: [Local]
  private let rows: [[Value]]
  private let budget: Budget
  /// What type variables stand for.
  private let element: Type
  private var probes: [Type: FunctionID] = [:]
  private var block: InputBlock?

  init(context: TheoryContext, variables: StatementVariables) {
    var generator = InputGenerator(
      environment: context.environment, limits: context.configuration.refutationLimits,
      seed: context.configuration.seed)
    element = generator.element
    locals = variables.locals.map { Local(name: $0.name, type: generator.closed($0.type)) }
    var random = SeededGenerator.stream(
      seed: context.configuration.seed, path: TheoremPurpose.exploration.rawValue)
    var rows: [[Value]] = []
    for row in 0..<Self.inputs {
      var values: [Value] = []
      for local in locals {
        values.append(generator.random(local.type, size: 1 + row % 10, using: &random))
      }
      rows.append(values)
    }
    self.rows = rows
    machine = Machine(environment: generator.environment)
    budget = Budget(
      fuel: context.configuration.fuel, cells: context.configuration.cells,
      depth: context.configuration.depth)
  }

  mutating func outcomes(of term: Expression, type: Type) -> [UInt64]? {
    let function = compiled(term, type: type)
    guard let inputs = inputs(for: function) else { return nil }
    var outcomes: [UInt64] = []
    outcomes.reserveCapacity(inputs.count)
    for index in 0..<inputs.count {
      let answer = machine.run(function, inputs, case: index, budget: budget)
      guard answer.kind == .value, let hash = machine.hash(answer, of: function) else {
        return nil
      }
      outcomes.append(hash)
    }
    return outcomes
  }

  private mutating func compiled(_ term: Expression, type: Type) -> CompiledFunction {
    var instance: [String: Type] = [:]
    for name in type.variables { instance[name] = element }
    for node in term.nodes {
      for name in node.types.flatMap(\.variables) { instance[name] = element }
    }
    let result = type.substituting(instance)
    let probe = Function(
      name: "probe", typeParameters: [], locals: locals, parameterCount: locals.count,
      result: result, body: term.substituting(types: instance))
    let id = probes[result] ?? FunctionID(machine.environment.functions.count)
    probes[result] = id
    machine.setBody(of: id, to: probe)
    return machine.prepare(id, types: [])
  }

  private mutating func inputs(for function: CompiledFunction) -> InputBlock? {
    if let block { return block }
    block = machine.encode(rows, for: function)
    return block
  }
}
