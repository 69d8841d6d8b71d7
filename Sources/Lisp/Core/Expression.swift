/// A typed expression without names: the language that is compiled, evolved and proved about.
///
/// Slots number the variables of one function or formula: first the parameters (or free variables),
/// then the binders, in the order in which they are written (a `match`: its subject, then for each
/// branch the slots and the body; a `bind`: for each binding the slot and its expression, then the
/// body; a `lambda`: the slots, then the body). No slot is bound twice. Hence equal expressions are
/// those that differ in the names of variables at most.
public indirect enum Expression: Hashable, Sendable {
  case local(Int)
  case integer(Int64)
  /// The types stand for the function's type parameters.
  case call(FunctionID, [Type], [Expression])
  /// The types stand for the data type's parameters.
  case construct(ConstructorID, [Type], [Expression])
  /// One type for `=` and `if`, none otherwise; all arguments are there.
  case primitive(Primitive, [Type], [Expression])
  /// One level deep; one branch for each constructor, in the order of declaration.
  case match(Expression, [Branch])
  /// `let`: the bindings do not see each other.
  case bind([Binding], Expression)
  case lambda([Int], Expression)
  case apply(Expression, [Expression])
  /// A function, constructor or primitive that is passed by name.
  case reference(Callable, [Type])
  /// What a selector gives for another constructor than its own, and a `?` of a start program.
  case undefined(Type)
}

/// One case of a `match`.
public struct Branch: Hashable, Sendable {
  public var constructor: ConstructorID
  /// One slot for each field.
  public var slots: [Int]
  public var body: Expression

  public init(constructor: ConstructorID, slots: [Int], body: Expression) {
    self.constructor = constructor
    self.slots = slots
    self.body = body
  }
}

/// One variable of a `let`.
public struct Binding: Hashable, Sendable {
  public var slot: Int
  public var expression: Expression

  public init(slot: Int, expression: Expression) {
    self.slot = slot
    self.expression = expression
  }
}

/// What can be called, or passed, by name.
public enum Callable: Hashable, Sendable, Codable {
  case function(FunctionID)
  case constructor(ConstructorID)
  case primitive(Primitive)
}

extension Expression {
  public static let `true` = Expression.construct(.true, [], [])
  public static let `false` = Expression.construct(.false, [], [])
}
