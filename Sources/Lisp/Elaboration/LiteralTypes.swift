/// The data types that literals denote: the visible `nat` and `list`, if they have their usual shape.
struct LiteralTypes: Sendable {
  struct Natural: Sendable {
    var name: String
    var zero: ConstructorID
    var succ: ConstructorID
  }

  struct List: Sendable {
    var name: String
    var empty: ConstructorID
    var cons: ConstructorID
  }

  let natural: Natural?
  let list: List?

  init(_ environment: Environment) {
    natural = LiteralTypes.findNatural(environment)
    list = LiteralTypes.findList(environment)
  }

  private static func findNatural(_ environment: Environment) -> Natural? {
    guard let id = environment.dataType(named: "nat"), environment[id].typeParameters.isEmpty,
      environment[id].constructors.count == 2,
      let zero = environment.constructor(named: "zero"), environment[zero].dataType == id,
      let succ = environment.constructor(named: "succ"), environment[succ].dataType == id,
      environment[zero].fields.isEmpty, environment[succ].fields == [.data("nat", [])]
    else { return nil }
    return Natural(name: "nat", zero: zero, succ: succ)
  }

  private static func findList(_ environment: Environment) -> List? {
    guard let id = environment.dataType(named: "list"),
      environment[id].typeParameters.count == 1, environment[id].constructors.count == 2,
      let empty = environment.constructor(named: "nil"), environment[empty].dataType == id,
      let cons = environment.constructor(named: "cons"), environment[cons].dataType == id,
      environment[empty].fields.isEmpty
    else { return nil }
    let element = Type.variable(environment[id].typeParameters[0])
    guard environment[cons].fields == [element, .data("list", [element])] else { return nil }
    return List(name: "list", empty: empty, cons: cons)
  }
}
