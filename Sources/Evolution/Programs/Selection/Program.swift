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

  let candidate: Candidate

  init(source: String, candidate: Candidate) {
    id = String(SHA256.hex(of: source.utf8).prefix(16))
    self.source = source
    self.candidate = candidate
    function = candidate.function
    size = candidate.size
    passed = candidate.assessment.passed
    behaviour = candidate.assessment.behaviour
    fuelSpent = candidate.assessment.fuel
  }

  public static func == (left: Program, right: Program) -> Bool { left.source == right.source }

  public func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// Nodes of the body when parts that occur again count as one.
  public var complexity: Int { candidate.complexity }

  /// Whether it passes every `require` formula.
  public var isSolution: Bool { passed.allSatisfy { $0 } }
}

/// A program that was evaluated and has not been printed: most never are.
struct Candidate: Sendable {
  let function: Function
  let assessment: Assessment
  let size: Int
  let passedCount: Int
  /// Nodes of the body when parts that occur again count as one.
  let complexity: Int
  /// Unused variables, and constants in self-calls.
  private let arbitrariness: Int
  /// Hash of the body, to break ties.
  private let key: UInt64

  init(_ function: Function, target: FunctionID, _ assessment: Assessment) {
    self.function = function
    self.assessment = assessment
    size = function.body?.size ?? 0
    passedCount = assessment.passed.count { $0 }
    complexity = function.complexity
    arbitrariness = function.arbitrariness(of: target)
    key = function.body?.stableHash ?? 0
  }

  var isSolution: Bool { passedCount == assessment.passed.count }

  /// Whether nothing that matters prefers one of the two as an answer.
  func isAsGood(as other: Candidate) -> Bool {
    passedCount == other.passedCount && complexity == other.complexity
      && arbitrariness == other.arbitrariness
  }

  /// Whether this program is to be preferred as an answer: it passes more, then it is simpler
  /// (Occam), less arbitrary, smaller, cheaper; ties break by a hash.
  func isBetter(than other: Candidate) -> Bool {
    if passedCount != other.passedCount { return passedCount > other.passedCount }
    let own = (complexity, arbitrariness, size, assessment.fuel, key)
    return own < (
      other.complexity, other.arbitrariness, other.size, other.assessment.fuel, other.key
    )
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
