import Lisp

/// What one place in ``NarrowingCode`` does. `a`, `b` and `c` are explained at each case; a list is
/// a place in ``NarrowingCode/lists``.
enum NarrowingOperation: UInt8 {
  /// Slot a.
  case local
  /// Node a, which never changes.
  case constant
  /// Function a with c arguments, list b.
  case call
  /// Constructor a with c fields, list b.
  case construct
  /// Subject a; list b has for each constructor its body, then the place of its slots.
  case match
  /// List a of b pairs of slot and expression, then body c.
  case bind
  /// List a: the size of the frame, then b slots; body c.
  case lambda
  /// Function a applied to c arguments, list b.
  case apply
  /// Function a by name.
  case function
  /// Constructor a by name.
  case constructor
  /// Primitive a by name.
  case primitiveName
  case undefined
  /// Operands a, b, and c for the conditionals.
  case and, or, implies, not
  case conditional
  /// A conditional between truth values.
  case truthConditional
  case equal, less, lessOrEqual
  case plus, minus, times, div, mod
}

/// One expression, compiled.
struct NarrowingWord {
  var operation: NarrowingOperation
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
}

/// The functions that a formula can reach, without types and in one array.
///
/// Types matter for inputs alone: what is evaluated was type-checked before.
struct NarrowingCode {
  private(set) var words: ContiguousArray<NarrowingWord> = []
  private(set) var lists: ContiguousArray<Int32> = []
  /// For each function its body, or -1, and the size of its frame.
  private(set) var bodies: ContiguousArray<(body: Int32, frame: Int32)> = []
  /// For each constructor its place in its type, and its fields.
  let constructors: ContiguousArray<(index: Int32, fields: Int32)>
  /// Integers that occur, in order of occurrence.
  private(set) var literals: [Int64] = []
  /// Nodes that never change: constructors without fields by number, then integers.
  private(set) var constants: ContiguousArray<GraphNode> = []
  private var integers: [Int64: Int32] = [:]
  private var frame = 0

  init(environment: Environment) {
    constructors = ContiguousArray(
      environment.constructors.map { (Int32($0.index), Int32($0.fields.count)) })
    for index in environment.constructors.indices {
      constants.append(GraphNode(.data, Int32(index), 0, 0))
    }
    bodies = ContiguousArray(
      repeating: (body: -1, frame: 0), count: environment.functions.count)
  }

  /// Compiles the functions that these reach, each once.
  mutating func addFunctions(reachableFrom roots: [FunctionID], in environment: Environment) {
    while bodies.count < environment.functions.count { bodies.append((-1, 0)) }
    for id in environment.functions(reachableFrom: roots) where bodies[id.index].body < 0 {
      let function = environment[id]
      guard let body = function.body else { continue }
      frame = function.locals.count
      bodies[id.index] = (compile(body), Int32(frame))
    }
  }

  mutating func compile(_ formula: Formula) -> Int32 {
    frame = formula.locals.count
    return compile(formula.body)
  }

  private mutating func emit(
    _ operation: NarrowingOperation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0
  ) -> Int32 {
    words.append(NarrowingWord(operation: operation, a: a, b: b, c: c))
    return Int32(words.count - 1)
  }

  private mutating func list(_ items: [Int32]) -> Int32 {
    lists += items
    return Int32(lists.count - items.count)
  }

  private mutating func constant(_ number: Int64) -> Int32 {
    if let known = integers[number] { return known }
    let node = Int32(constants.count)
    constants.append(GraphNode(integer: number))
    integers[number] = node
    literals.append(number)
    return node
  }

  private mutating func compile(_ expression: Expression) -> Int32 {
    switch expression {
    case .local(let slot): return emit(.local, Int32(slot))
    case .integer(let number): return emit(.constant, constant(number))
    case .call(let function, _, let arguments):
      let places = compile(arguments)
      return emit(.call, Int32(function.index), list(places), Int32(places.count))
    case .construct(let constructor, _, let arguments):
      if arguments.isEmpty { return emit(.constant, Int32(constructor.index)) }
      let places = compile(arguments)
      return emit(.construct, Int32(constructor.index), list(places), Int32(places.count))
    case .primitive(let primitive, let types, let arguments):
      return compile(primitive, types, compile(arguments))
    case .match(let subject, let branches):
      let subject = compile(subject)
      var table: [Int32] = []
      for branch in branches {
        table.append(compile(branch.body))
        table.append(list(branch.slots.map { Int32($0) }))
      }
      return emit(.match, subject, list(table))
    case .bind(let bindings, let body):
      var pairs: [Int32] = []
      for binding in bindings {
        pairs.append(Int32(binding.slot))
        pairs.append(compile(binding.expression))
      }
      let body = compile(body)
      return emit(.bind, list(pairs), Int32(bindings.count), body)
    case .lambda(let slots, let body):
      let body = compile(body)
      let places = list([Int32(frame)] + slots.map { Int32($0) })
      return emit(.lambda, places, Int32(slots.count), body)
    case .apply(let function, let arguments):
      let function = compile(function)
      let places = compile(arguments)
      return emit(.apply, function, list(places), Int32(places.count))
    case .reference(.function(let function), _): return emit(.function, Int32(function.index))
    case .reference(.constructor(let constructor), _):
      return emit(.constructor, Int32(constructor.index))
    case .reference(.primitive(let primitive), _):
      return emit(.primitiveName, Int32(operation(of: primitive, []).rawValue))
    case .undefined: return emit(.undefined)
    }
  }

  private mutating func compile(_ expressions: [Expression]) -> [Int32] {
    var places: [Int32] = []
    for expression in expressions { places.append(compile(expression)) }
    return places
  }

  private mutating func compile(
    _ primitive: Primitive, _ types: [Type], _ operands: [Int32]
  ) -> Int32 {
    let operation = operation(of: primitive, types)
    return emit(
      operation, operands[0], operands.count > 1 ? operands[1] : 0,
      operands.count > 2 ? operands[2] : 0)
  }

  private func operation(of primitive: Primitive, _ types: [Type]) -> NarrowingOperation {
    switch primitive {
    case .equal: .equal
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .div: .div
    case .mod: .mod
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .not: .not
    case .and: .and
    case .or: .or
    case .implies: .implies
    case .if: types == [.bool] ? .truthConditional : .conditional
    }
  }
}
