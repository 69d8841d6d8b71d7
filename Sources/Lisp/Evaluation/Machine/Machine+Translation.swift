extension Machine {
  /// Makes sure that an instance has code. False if there are too many instances.
  mutating func translate(_ instance: Int) -> Bool {
    if instances.code[instance] != 0 { return true }
    guard instances.entries.count <= HardCaps.instances else { return false }
    let entry = instances.entries[instance]
    guard let function = function(of: entry) else {
      append([Instruction.word(.undefined)], registers: 1, for: instance)
      return true
    }
    let body = function.body ?? .undefined(.bool)
    let start = code.count
    // Tables and code are lent, so that neither is copied.
    var lentInstances = Instances()
    var lentCode: [UInt64] = []
    swap(&instances, &lentInstances)
    swap(&code, &lentCode)
    var generator = CodeGenerator(
      environment, lentInstances, entry.types, code: lentCode)
    lentInstances = Instances()
    lentCode = []
    generator.generate(body, parameterCount: function.parameterCount)
    let isTooLarge = generator.isTooLarge
    let registers = generator.registers
    (instances, code) = generator.end()
    lastTranslated = (instance, start)
    if isTooLarge {
      code.removeLast(code.count - start)
      append(
        [Instruction.word(.tooLarge)], registers: function.parameterCount + 1, for: instance)
    } else {
      instances.code[instance] = UInt64(start) | UInt64(max(registers, 1)) << 32
    }
    return true
  }

  private mutating func append(_ new: [UInt64], registers: Int, for instance: Int) {
    lastTranslated = (instance, code.count)
    instances.code[instance] = UInt64(code.count) | UInt64(registers) << 32
    code += new
  }

  /// What an instance computes, as a function.
  private func function(of entry: Instances.Entry) -> Function? {
    switch entry.source {
    case .function(let id, _):
      return environment.functions.indices.contains(id.index) ? environment[id] : nil
    case .formula: return entry.formula
    case .constructor(let id):
      let fields = environment[id].fields
      return wrapper(fields.count) { .construct(id, [], $0) }
    case .primitive(let primitive, _):
      let types = primitive.typeParameters.map { Type.variable($0) }
      return wrapper(primitive.parameters.count) { .primitive(primitive, types, $0) }
    }
  }

  private func wrapper(_ count: Int, _ body: ([Expression]) -> Expression) -> Function {
    let parameters = (0..<count).map { Local(name: "x\($0)", type: .bool) }
    return Function(
      name: "", typeParameters: [], locals: parameters, parameterCount: count, result: .bool,
      body: body((0..<count).map { .local($0) }))
  }
}
