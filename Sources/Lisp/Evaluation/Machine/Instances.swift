/// What the machine has code for: functions at closed types, constructors and primitives that are
/// passed by name, and formulas.
struct Instances: Sendable {
  enum Source: Hashable, Sendable {
    case function(FunctionID, [Int])
    case constructor(ConstructorID)
    case primitive(Primitive, [Int])
    /// A formula, by a number of its own.
    case formula(Int)
  }

  struct Entry: Sendable {
    var source: Source
    /// The closed types of the function's type parameters.
    var types: [String: Int]
    /// A formula as a function of its variables; nil for other sources.
    var formula: Function?
  }

  var types = ClosedTypes()
  private(set) var entries: [Entry] = []
  /// By instance: the address of its code, 0 if there is none yet, and in the upper half the number
  /// of its registers.
  var code: [UInt64] = []
  private var places: [Source: Int] = [:]
  private var instancesOfFunction: [FunctionID: [Int]] = [:]
  /// By function, its instance without types; -1 where there is none yet.
  private var plain: [Int] = []
  private var released: [Int] = []
  private var formulas = 0

  mutating func instance(
    of function: FunctionID, _ types: [Int], in environment: Environment
  ) -> Int {
    if types.isEmpty, function.index < plain.count, plain[function.index] >= 0 {
      return plain[function.index]
    }
    let source = Source.function(function, types)
    if let known = places[source] { return known }
    var variables: [String: Int] = [:]
    for (name, type) in zip(environment[function].typeParameters, types) { variables[name] = type }
    let new = add(Entry(source: source, types: variables, formula: nil))
    instancesOfFunction[function, default: []].append(new)
    if types.isEmpty {
      while plain.count <= function.index { plain.append(-1) }
      plain[function.index] = new
    }
    return new
  }

  mutating func instance(of constructor: ConstructorID) -> Int {
    places[.constructor(constructor)]
      ?? add(Entry(source: .constructor(constructor), types: [:], formula: nil))
  }

  mutating func instance(of primitive: Primitive, _ types: [Int]) -> Int {
    let source = Source.primitive(primitive, types)
    if let known = places[source] { return known }
    let variables = Dictionary(
      zip(primitive.typeParameters, types), uniquingKeysWith: { first, _ in first })
    return add(Entry(source: source, types: variables, formula: nil))
  }

  mutating func instance(ofFormula function: Function, types: [String: Int]) -> Int {
    formulas += 1
    let entry = Entry(source: .formula(formulas), types: types, formula: function)
    guard let place = released.popLast() else { return add(entry) }
    entries[place] = entry
    code[place] = 0
    return place
  }

  private mutating func add(_ entry: Entry) -> Int {
    entries.append(entry)
    code.append(0)
    if case .formula = entry.source { return entries.count - 1 }
    places[entry.source] = entries.count - 1
    return entries.count - 1
  }

  /// Gives up a formula's row.
  mutating func release(formula instance: Int) {
    guard case .formula = entries[instance].source else { return }
    entries[instance].formula = nil
    code[instance] = 0
    released.append(instance)
  }

  /// Forgets the code of all instances of a function.
  mutating func invalidate(_ function: FunctionID) {
    for instance in instancesOfFunction[function] ?? [] { code[instance] = 0 }
  }

  /// Forgets the code of everything.
  mutating func invalidateAll() {
    for instance in code.indices { code[instance] = 0 }
  }
}
