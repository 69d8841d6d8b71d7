import Terms

/// Where and why a certificate was rejected.
public struct ReplayFailure: Error, Equatable, Sendable {
  /// The number of items read before; the header is no item.
  public var item: Int
  /// The text line, from 1, on which the item begins.
  public var line: Int
  public var cause: ReplayCause

  public init(item: Int, line: Int, cause: ReplayCause) {
    self.item = item
    self.line = line
    self.cause = cause
  }
}

/// Why a certificate was rejected.
public enum ReplayCause: Error, Equatable, Sendable {
  /// More bytes than ``CertificateLimits/bytes``.
  case tooLarge
  /// A byte that is neither printable ASCII nor white space, or one out of place.
  case illegalByte(UInt8)
  /// More open parentheses than ``CertificateLimits/nesting``.
  case nestedTooDeeply
  case unbalancedParenthesis
  case unexpectedEnd
  /// A number with superfluous zeros.
  case illegalNumber(String)
  /// A number that does not fit its place.
  case numberOutOfRange(String)
  /// The file does not begin with `(lakatos-certificate 1)`.
  case noHeader
  /// The text does not follow the grammar; this was expected.
  case expected(ReplayExpectation)

  /// A name that is in use, or that nothing new may have.
  case nameTaken(String)
  case repeatedName(String)
  case unknownName(String)
  case unknownTerm(Int)
  case unknownLine(Int)
  /// A term or line does not bear the next number.
  case wrongNumber(expected: Int, found: Int)
  case functionTypeInField
  /// The line does not conclude what the theorem says.
  case wrongConclusion
  /// The line has hypotheses.
  case hypothesesLeft
  case term(TermFailure)
  case admission(AdmissionFailure)
  case rule(RuleFailure)
}

/// What the grammar asks for.
public enum ReplayExpectation: Equatable, Sendable {
  case item
  case list
  case name
  case number
  case type
  case typeVariable
  case term
  case head
  case body
  case evidence
  case rule
  case substitution
  /// A list of so many parts.
  case parts(Int)
}
