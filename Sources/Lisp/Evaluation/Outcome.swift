/// A value as it enters or leaves the evaluator.
public indirect enum Value: Hashable, Sendable {
  case integer(Int64)
  case construct(ConstructorID, [Value])
  /// A defined function by name, with types for its type parameters.
  case function(FunctionID, [Type])
  /// Another function value; what it is cannot be seen from outside.
  case closure

  public static let `true` = Value.construct(.true, [])
  public static let `false` = Value.construct(.false, [])
}

/// What one evaluation may use. Numbers above ``HardCaps`` count as those.
public struct Budget: Hashable, Sendable {
  /// One unit for each call of a defined function, and each application of a function value.
  public var fuel: Int
  /// The fields of each constructor application, and one more than the captured variables of
  /// each closure.
  public var cells: Int
  /// Nested calls that are not tail calls.
  public var depth: Int

  public init(fuel: Int, cells: Int = HardCaps.cells, depth: Int = HardCaps.depth) {
    self.fuel = fuel
    self.cells = cells
    self.depth = depth
  }
}

/// How an evaluation ended.
public enum Outcome: Hashable, Sendable {
  case value(Value)
  case outOfFuel
  case outOfCells
  case tooDeep
  case overflow
  /// A selector met another constructor, function values were compared, or a function has no body.
  case undefined
}

/// An outcome and what it cost.
public struct Evaluation: Hashable, Sendable {
  public var outcome: Outcome
  /// Units used, at most the budget's.
  public var fuel: Int

  public init(outcome: Outcome, fuel: Int) {
    self.outcome = outcome
    self.fuel = fuel
  }
}
