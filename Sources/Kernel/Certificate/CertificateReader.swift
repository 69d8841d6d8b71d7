import Terms

/// Replays a certificate through the rules of the kernel, and returns its theorems.
///
/// Data types and functions that the theory has already, under whatever name, stand for those of the
/// certificate; others are declared, under their name if it is free.
///
/// - Throws: ``ReplayFailure``; what was declared and proved before the failure stays.
public func replay(
  _ certificate: [UInt8], in theory: inout Theory
) throws(ReplayFailure) -> [(name: String, theorem: Theorem)] {
  var item = 0
  var line = 1
  do throws(ReplayCause) {
    var reader = try SExpressionReader(certificate)
    return try replayItems(&reader, in: &theory, item: &item, line: &line)
  } catch {
    throw ReplayFailure(item: item, line: line, cause: error)
  }
}

/// Replays a certificate through the rules of the kernel, and returns its theorems.
///
/// - Throws: as ``replay(_:in:)-([UInt8],_)``.
public func replay(
  _ certificate: String, in theory: inout Theory
) throws(ReplayFailure) -> [(name: String, theorem: Theorem)] {
  try replay(Array(certificate.utf8), in: &theory)
}

private func replayItems(
  _ reader: inout SExpressionReader, in theory: inout Theory, item: inout Int, line: inout Int
) throws(ReplayCause) -> [(name: String, theorem: Theorem)] {
  guard try nextItem(&reader, &line), isHeader(try reader.next()) else { throw .noHeader }
  var replayer = CertificateReplayer(theory.bank)
  while try nextItem(&reader, &line) {
    try replayer.replay(reader.next(), in: &theory)
    item += 1
  }
  return replayer.theorems
}

/// Moves to the next item and notes its text line; false at the end of the file.
private func nextItem(
  _ reader: inout SExpressionReader, _ line: inout Int
) throws(ReplayCause) -> Bool {
  defer { line = reader.line }
  return try reader.skipSpace()
}

private func isHeader(_ expression: SExpression) -> Bool {
  guard case .list(let parts) = expression, parts.count == 2,
    case .name("lakatos-certificate") = parts[0], case .number("1") = parts[1]
  else { return false }
  return true
}

/// The state of a replay between two items.
struct CertificateReplayer {
  var scope: CertificateScope
  var theorems: [(name: String, theorem: Theorem)] = []
  /// The theory's items that already stand for one of the certificate.
  var used: Set<Int> = []

  init(_ bank: borrowing TermBank) { scope = CertificateScope(bank) }

  mutating func replay(
    _ expression: SExpression, in theory: inout Theory
  ) throws(ReplayCause) {
    guard case .list(let parts) = expression, let first = parts.first,
      case .name(let word) = first
    else { throw .expected(.item) }
    let content = Array(parts.dropFirst())
    switch word {
    case "data": try data(content, in: &theory)
    case "var":
      try content.checkCount(2)
      let type = try scope.type(content[1], &theory.bank)
      let name = try content[0].name()
      try scope.declare(name, theory.bank.variable(name, type))
    case "define":
      try content.checkCount(2)
      try define(content[0].list(), evidence: content[1], in: &theory)
    case "term":
      try content.checkCount(2)
      let term = try scope.term(content[1], &theory.bank)
      guard theory.bank.depth(of: term) <= TermLimits.termDepth else {
        throw .rule(.tooDeep(term))
      }
      try scope.append(term, numbered: content[0].number())
    case "line":
      try content.checkCount(2)
      let number: Int = try content[0].number()
      try scope.append(line(content[1].list(.rule), in: &theory), numbered: number)
    case "theorem":
      try content.checkCount(3)
      try theorem(content, in: &theory)
    default: throw .expected(.item)
    }
  }

  private mutating func theorem(
    _ content: [SExpression], in theory: inout Theory
  ) throws(ReplayCause) {
    let name = try content[0].name()
    let conclusion = try scope.term(content[1], &theory.bank)
    let theorem = try scope.line(content[2])
    guard theorem.conclusion == conclusion else { throw .wrongConclusion }
    guard theorem.hypotheses.isEmpty else { throw .hypothesesLeft }
    theorems.append((name, theorem))
  }
}
