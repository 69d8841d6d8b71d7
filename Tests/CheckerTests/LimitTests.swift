import Checker
import Testing

@Suite("Limits")
struct LimitTests {
  private func verdict(_ text: String, _ limits: CheckLimits = .standard) -> CheckVerdict {
    check(certificate: Array(("(lakatos-certificate 1)\n" + text).utf8), limits: limits)
  }

  private func cause(_ text: String, _ limits: CheckLimits = .standard) -> Cause? {
    if case .rejected(_, _, let cause) = verdict(text, limits) { cause } else { nil }
  }

  /// `(not (not ... p))`, each step a numbered term; the last has this depth.
  private func tower(depth: Int) -> String {
    "(var p bool)\n(term 0 p)\n"
      + (1..<depth).map { "(term \($0) (not \($0 - 1)))\n" }.joined()
  }

  @Test("terms are at most 10,000 deep")
  func termDepth() {
    #expect(cause(tower(depth: 10_000)) == nil)
    #expect(cause(tower(depth: 10_001)) == .termTooDeep)
  }

  @Test("all walks bear a term of that depth")
  func deepWalks() {
    let text =
      tower(depth: 9_990) + "(var q bool)\n(line 0 (refl 9989))\n(line 1 (inst 0 () ((p q))))\n"
      + "(line 2 (assume ((= bool) p q)))\n(line 3 (rewrite 0 2 ((= bool) 9989 9989)))\n"
      + "(theorem deep ((= bool) 9989 9989) 3)\n"
    #expect(cause(text) == .hypothesesLeft)
    let proved =
      tower(depth: 9_990) + "(line 0 (refl 9989))\n(theorem deep ((= bool) 9989 9989) 0)\n"
    #expect(cause(proved) == nil)
  }

  @Test("parentheses are at most 1,000 deep")
  func nesting() {
    func nested(_ count: Int) -> String {
      "(var p bool)\n(term 0 " + String(repeating: "(not ", count: count) + "p"
        + String(repeating: ")", count: count) + ")"
    }
    #expect(cause(nested(999)) == nil)
    #expect(cause(nested(1_000)) == .nestingTooDeep)
  }

  @Test("types are at most 10,000 deep")
  func typeDepth() {
    let open = String(repeating: "(list ", count: 200)
    let close = String(repeating: ")", count: 200)
    var text = "(data ((list 'a) (nil) (cons 'a (list 'a))))\n(line 0 (refl ((nil 'a))))\n"
    for line in 1...60 { text += "(line \(line) (inst \(line - 1) (('a \(open)'a\(close))) ()))\n" }
    #expect(cause(text) == .typeTooDeep)
  }

  @Test("types that are large as trees are small as graphs")
  func typeGraph() {
    var text = "(data ((pair 'a 'b) (two 'a 'b)))\n(define ((any-of ('a) () 'a any)) structural)\n"
    text += "(line 0 (refl ((any-of 'a))))\n"
    for line in 1...100 { text += "(line \(line) (inst \(line - 1) (('a (pair 'a 'a))) ()))\n" }
    #expect(cause(text) == nil)
  }

  @Test("the size of a file is bounded")
  func fileSize() {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: (64 << 20) + 1)
    #expect(check(certificate: bytes) == .rejected(item: 0, line: 1, cause: .fileTooLarge))
  }

  @Test(
    "a lowered limit is kept",
    arguments: [
      (\CheckLimits.nodes, 20, Cause.tooManyNodes), (\.references, 20, .tooManyNodes),
      (\.pairs, 1, .tooManyPairs), (\.statementBytes, 10, .statementTooLong),
      (\.identities, 2, .tooManyIdentities), (\.graphs, 0, .tooManyGraphs),
      (\.clauses, 1, .tooManyClauses), (\.identityBytes, 40, .identityTooLong),
      (\.totalIdentityBytes, 400, .identityTooLong),
      (\.depth, 3, .termTooDeep), (\.nesting, 4, .nestingTooDeep),
      (\.arguments, 1, .tooManyArguments),
      (\.typeParameters, 0, .tooManyTypeParameters), (\.fileBytes, 100, .fileTooLarge),
    ] as [(WritableKeyPath<CheckLimits, Int> & Sendable, Int, Cause)])
  func lowered(
    field: WritableKeyPath<CheckLimits, Int> & Sendable, value: Int, expected: Cause
  ) throws {
    let specimen = try #require(Corpus.accept.specimens.first { $0.name == "append-nil.cert" })
    var limits = CheckLimits.standard
    limits[keyPath: field] = value
    guard case .rejected(_, _, let cause) = check(certificate: specimen.bytes, limits: limits)
    else {
      Issue.record("accepted")
      return
    }
    #expect(cause == expected)
  }

  @Test("polynomials are multiplied out within a budget")
  func monomials() {
    var limits = CheckLimits.standard
    limits.monomials = 100
    let square = "(var i int)\n(var j int)\n(line 0 (ring (* (+ i j) (+ j i)) (* (+ j i) (+ i j))))"
    #expect(cause(square, limits) == nil)
    limits.monomials = 30
    #expect(cause(square, limits) == .polynomialTooLarge)
    let sum = "(var i int)\n(var j int)\n(line 0 (linear 1 () (<= (+ i j) (+ j i))))"
    limits.monomials = 20
    #expect(cause(sum, limits) == nil)
    limits.monomials = 10
    #expect(cause(sum, limits) == .polynomialTooLarge)
  }

  @Test("a product that is too large is refused at once")
  func hugeProduct() {
    var text = "(var i int)\n(var j int)\n(var k int)\n(term 0 (+ i (- j k)))\n"
    for term in 1..<12 { text += "(term \(term) (* \(term - 1) \(term - 1)))\n" }
    text += "(line 0 (ring 11 11))\n"
    var limits = CheckLimits.standard
    limits.monomials = 1 << 16
    #expect(cause(text, limits) == .polynomialTooLarge)
  }

  @Test("no limit can be raised")
  func raised() {
    var limits = CheckLimits.standard
    limits.arguments = 1_000
    limits.typeParameters = 1_000
    limits.depth = 1_000_000
    let parameters = (0..<65).map { "x\($0)" }
    let text =
      parameters.map { "(var \($0) int)\n" }.joined()
      + "(define ((f () (\(parameters.joined(separator: " "))) int x0)) structural)\n"
    #expect(cause(text, limits) == .tooManyArguments)
    #expect(cause(tower(depth: 10_001), limits) == .termTooDeep)
  }

  @Test("a false rewrite on a tree of 2^60 nodes is refused at once")
  func hugeRewrite() throws {
    let specimen = try #require(Corpus.reject.specimens.first { $0.name == "rewrite-huge.cert" })
    let clock = ContinuousClock()
    let duration = clock.measure {
      #expect(
        complaint(about: check(certificate: specimen.bytes), on: specimen, of: .reject) == nil)
    }
    #expect(duration < .milliseconds(500))
  }

  @Test("a true rewrite everywhere in a tree of 2^60 nodes is seen at once")
  func hugeTrueRewrite() {
    var text = "(var i int)\n(var j int)\n(term 0 i)\n(term 1 j)\n"
    for term in 2..<122 { text += "(term \(term) (+ \(term - 2) \(term - 2)))\n" }
    text += "(line 0 (refl 120))\n(line 1 (assume ((= int) i j)))\n"
    text += "(line 2 (rewrite 0 1 ((= int) 120 121)))\n(line 3 (inst 2 () ((i j))))\n"
    let clock = ContinuousClock()
    let duration = clock.measure { #expect(cause(text) == nil) }
    #expect(duration < .milliseconds(500))
  }
}
