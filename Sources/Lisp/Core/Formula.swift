/// An expression of type `bool` whose free variables, and type variables, stand for everything.
public struct Formula: Hashable, Sendable {
  /// By slot: first the free variables, then the binders of the body.
  public var locals: [Local]
  public var variableCount: Int
  public var body: Expression

  public init(locals: [Local], variableCount: Int, body: Expression) {
    self.locals = locals
    self.variableCount = variableCount
    self.body = body
  }
}

extension Formula {
  public var variables: [Local] { Array(locals.prefix(variableCount)) }

  /// A formula without variables is a test case.
  public var isGround: Bool { variableCount == 0 }

  /// Its type variables, in the order in which they first occur: in its locals, then in its body.
  public var typeVariables: [String] {
    var names: [String] = []
    for local in locals { local.type.collectVariables(into: &names) }
    body.visit { node in
      for type in node.types { type.collectVariables(into: &names) }
    }
    return names
  }

  /// The formula with types put for its type variables.
  public func substituting(types: [String: Type]) -> Formula {
    Formula(
      locals: locals.map { Local(name: $0.name, type: $0.type.substituting(types)) },
      variableCount: variableCount, body: body.substituting(types: types))
  }

  /// The same for all formulas that differ in the names or the numbering of variables and type
  /// variables at most.
  ///
  /// Free variables are numbered by first occurrence (those that do not occur are left out), and
  /// everything is named by its number.
  public var canonical: Formula {
    let used = body.freeSlots
    var order = used.map { locals[$0] }
    var slots: [Int: Int] = [:]
    for (new, old) in used.enumerated() { slots[old] = new }
    for old in body.boundSlots {
      slots[old] = order.count
      order.append(locals[old])
    }
    var renamed = Formula(
      locals: order, variableCount: used.count, body: body.renamingSlots(slots))
    var types: [String: Type] = [:]
    for (index, name) in renamed.typeVariables.enumerated() {
      types[name] = .variable(TypeVariableNames.name(index))
    }
    renamed = renamed.substituting(types: types)
    for slot in renamed.locals.indices { renamed.locals[slot].name = "x\(slot)" }
    return renamed
  }
}

/// The names of type variables: one letter each, so that they can be read back.
public enum TypeVariableNames {
  private static let first = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

  /// The name with this number; letters beyond the Latin ones are CJK ideographs.
  public static func name(_ index: Int) -> String {
    if index < first.count { return String(first[index]) }
    let scalar = Unicode.Scalar(UInt32(0x4E00 + (index - first.count) % 20_000))
    return scalar.map { String(Character($0)) } ?? "a"
  }
}
