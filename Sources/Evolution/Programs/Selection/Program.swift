import Determinism
import Lisp

/// A program with what testing said about it.
public struct Program: Sendable, Hashable {
  /// 16 hexadecimal digits of the SHA-256 of ``source``.
  public let id: String
  /// Printed Lisp: `(define (reverse …) …)`. Equal programs up to names of variables print equal.
  public let definition: String
  /// The definition, and after it those of the invented helpers that it needs.
  public let source: String
  /// The target with its body, in canonical form.
  public let function: Function
  /// Nodes of the body and of those of the helpers that it needs.
  public let size: Int
  /// For each `require` formula of the problem whether it survived testing.
  public let passed: [Bool]
  /// Hash of what the program gives on the probe inputs of its context.
  public let behaviour: UInt64
  /// Calls on all test cases.
  public let fuelSpent: Int

  let candidate: Candidate

  init(
    definition: String, function: Function, candidate: Candidate, helpers: HelperLibrary
  ) {
    self.definition = definition
    source = ([definition] + helpers.sources(of: candidate.needs)).joined(separator: "\n\n")
    id = String(SHA256.hex(of: source.utf8).prefix(16))
    self.candidate = candidate
    self.function = function
    size = candidate.size
    passed = candidate.assessment.passed
    behaviour = candidate.assessment.behaviour
    fuelSpent = candidate.assessment.fuel
  }

  public static func == (left: Program, right: Program) -> Bool { left.source == right.source }

  public func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// Nodes when parts of a body that occur again count as one; the helpers' are among them.
  public var complexity: Int { candidate.complexity }

  /// Whether it passes every `require` formula.
  public var isSolution: Bool { passed.allSatisfy { $0 } }
}

/// A program that was evaluated and has not been printed: most never are.
struct Candidate: Sendable {
  let form: ProgramForm
  let assessment: Assessment
  /// By `require` formula.
  let outcome: OutcomeVector
  let rank: CandidateRank
  /// The helpers that it needs.
  let needs: UInt64

  init(
    _ form: ProgramForm, key: UInt64, _ context: ProgramContext, _ assessment: Assessment
  ) {
    self.form = form
    self.assessment = assessment
    needs = context.needs(of: form)
    outcome = OutcomeVector(assessment.passed)
    rank = CandidateRank(
      passed: assessment.passed.count { $0 },
      measures: form.measures(context) + context.helpers.measures(of: needs),
      size: form.size + context.helpers.size(of: needs), fuel: assessment.fuel, key: key)
  }

  var size: Int { rank.size }

  /// By `require` formula.
  var passed: [Bool] { assessment.passed }

  var behaviour: UInt64 { assessment.behaviour }

  var passedCount: Int { rank.passed }

  var isSolution: Bool { passedCount == assessment.passed.count }

  /// Whether this program is to be preferred as an answer.
  func isBetter(than other: Candidate) -> Bool { rank < other.rank }

  /// Whether more than chance prefers this program as an answer.
  func isClearlyBetter(than other: Candidate) -> Bool {
    var rank = rank
    rank.key = other.rank.key
    return rank < other.rank
  }

  /// Nodes when parts of a body that occur again count as one; the helpers' are among them.
  var complexity: Int { rank.measures.complexity }

  /// Whether it passes more than its parent, or does the same and is to be preferred.
  func improves(on parent: Candidate) -> Bool {
    passedCount > parent.passedCount
      || assessment.behaviour == parent.assessment.behaviour && isBetter(than: parent)
  }
}

/// The order in which programs are preferred as an answer, better ones first: those that pass more,
/// then those that are simpler (Occam), less arbitrary, smaller, cheaper; ties break by a hash.
struct CandidateRank: Comparable, Sendable {
  var passed: Int
  var measures: GenomeMeasures
  var size: Int
  var fuel: Int
  var key: UInt64

  static func < (left: CandidateRank, right: CandidateRank) -> Bool {
    if left.passed != right.passed { return left.passed > right.passed }
    if left.measures != right.measures { return left.measures < right.measures }
    return (left.size, left.fuel, left.key) < (right.size, right.fuel, right.key)
  }
}

/// What running a program on the cases of its problem gave.
struct Assessment: Hashable, Sendable {
  /// By `require` formula.
  var passed: [Bool]
  var behaviour: UInt64
  /// Calls on the `require` formulas.
  var fuel: Int
  /// Evaluations made, each one program on one input.
  var cases: Int
}
