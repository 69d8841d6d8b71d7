import Determinism
import Lisp

/// A program with what testing said about it.
public struct Program: Sendable, Hashable {
  /// 16 hexadecimal digits of the SHA-256 of ``source``.
  public let id: String
  /// Printed Lisp: `(define (reverse …) …)`. Equal programs up to names of variables print equal.
  public let source: String
  /// The target with its body, in canonical form.
  public let function: Function
  /// Nodes of the body.
  public let size: Int
  /// For each `require` formula of the problem whether it survived testing.
  public let passed: [Bool]
  /// Hash of what the program gives on the probe inputs of its context.
  public let behaviour: UInt64
  /// Calls on all test cases.
  public let fuelSpent: Int

  init(source: String, function: Function, assessment: Assessment) {
    id = String(SHA256.hex(of: source.utf8).prefix(16))
    self.source = source
    self.function = function
    size = function.body?.size ?? 0
    passed = assessment.passed
    behaviour = assessment.behaviour
    fuelSpent = assessment.fuel
  }

  public static func == (left: Program, right: Program) -> Bool { left.source == right.source }

  public func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// Whether it passes every `require` formula.
  public var isSolution: Bool { passed.allSatisfy { $0 } }

  public var passedCount: Int { passed.count { $0 } }

  /// Whether this program is to be preferred as an answer: it passes more, then it is smaller
  /// (Occam), then it spends less; ties break by the source.
  func isBetter(than other: Program) -> Bool {
    if passedCount != other.passedCount { return passedCount > other.passedCount }
    if size != other.size { return size < other.size }
    if fuelSpent != other.fuelSpent { return fuelSpent < other.fuelSpent }
    return source < other.source
  }
}

/// What running a program on the cases of its problem gave.
struct Assessment: Hashable, Sendable {
  /// By `require` formula.
  var passed: [Bool]
  /// By additional law.
  var laws: [Bool]
  var behaviour: UInt64
  /// Calls on the `require` formulas.
  var fuel: Int
  /// Evaluations made, each one program on one input.
  var cases: Int
}
