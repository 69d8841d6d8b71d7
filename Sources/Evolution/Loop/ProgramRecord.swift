/// A share of formulas that a program passes.
public struct PassCount: Codable, Hashable, Sendable {
  public var passed: Int
  public var of: Int

  public init(passed: Int, of: Int) {
    self.passed = passed
    self.of = of
  }

  public var isAll: Bool { passed == of }
}

/// A program as reports and the store see it.
public struct ProgramRecord: Codable, Hashable, Sendable {
  public var id: String
  /// Printed Lisp, the target first; reads back in the problem's environment.
  public var source: String
  /// Nodes of the bodies: the target's, and those of the helpers that it needs.
  public var size: Int
  /// Formulas of `require`.
  public var require: PassCount
  /// Formulas of `holdout`: reported, never used for selection.
  public var holdout: PassCount
  /// Whether the logic admits it as total; nil until it is a champion.
  public var total: Bool?
  /// Fuel spent on all test cases.
  public var fuelSpent: Int
  /// Of a solution, by law of `require` whether it is proved.
  public var laws: [LawVerdict] = []
  /// Hash of what it does on the probe inputs.
  public var behaviour: UInt64
  public var score: Double = 0
  /// The summands of ``score``.
  public var terms: [ScoreTerm] = []
  /// The generation in which it was first met.
  public var generation: Int

  public init(
    id: String, source: String, size: Int, require: PassCount, holdout: PassCount,
    fuelSpent: Int, behaviour: UInt64, generation: Int
  ) {
    self.id = id
    self.source = source
    self.size = size
    self.require = require
    self.holdout = holdout
    self.fuelSpent = fuelSpent
    self.behaviour = behaviour
    self.generation = generation
  }

  /// Passes all of `require`.
  public var isSolved: Bool { require.isAll }
}
