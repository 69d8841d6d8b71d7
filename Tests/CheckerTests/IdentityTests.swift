import Testing

@testable import Checker

/// The digests are those of Python's hashlib.
@Suite("Identities")
struct IdentityTests {
  @Test(
    "SHA-256 of the vectors of NIST",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
          + "lmnopqrsmnopqrstnopqrstu", 1,
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
      ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func vectors(text: String, count: Int, digest: String) {
    let message = Array(String(repeating: text, count: count).utf8)
    #expect(String(decoding: SHA256.hexDigest(message), as: UTF8.self) == digest)
  }

  private func identities(_ file: String) throws -> [String: String] {
    let specimen = try #require(Corpus.accept.specimens.first { $0.name == file })
    guard case .accepted(let theorems) = check(certificate: specimen.bytes) else { return [:] }
    let all = theorems.flatMap(\.identities).map { ($0.name, "\($0.sha256).\($0.index)") }
    return Dictionary(all) { first, _ in first }
  }

  @Test("a data type is the hash of its text")
  func dataType() throws {
    let text = "( data ( ( .0 '0 ) ( .1 ) ( .2 '0 ( .0 '0 ) ) ) )"
    let digest = String(decoding: SHA256.hexDigest(Array(text.utf8)), as: UTF8.self)
    let found = try identities("append-nil.cert")
    #expect(found["list"] == digest + ".0")
    #expect(found["nil"] == digest + ".1")
    #expect(found["cons"] == digest + ".2")
  }

  @Test("a function is the hash of its text")
  func function() throws {
    let found = try identities("append-nil.cert")
    let list = try #require(found["list"])
    let digest = String(list.dropLast(2))
    let text =
      "( define ( ( .0 ( '0 ) ( ( 0 ( \(list) '0 ) ) ( 1 ( \(list) '0 ) ) ) ( \(list) '0 ) "
      + "( case 0 ( ( \(digest).1 ) 1 ) ( ( \(digest).2 2 3 ) "
      + "( ( \(digest).2 '0 ) 2 ( ( .0 '0 ) 3 1 ) ) ) ) ) ) )"
    let expected = String(decoding: SHA256.hexDigest(Array(text.utf8)), as: UTF8.self)
    #expect(found["append"] == expected + ".0")
  }

  @Test("golden identities", arguments: golden)
  func goldenIdentities(file: String, name: String, identity: String) throws {
    #expect(try identities(file)[name] == identity)
  }

  @Test("names and the order of variables do not matter, bodies do")
  func renamed() throws {
    func identity(_ definition: String) -> String? {
      let text = """
        (lakatos-certificate 1)
        (var i int) (var j int) (var a int) (var b int)
        \(definition)
        (line 0 (refl (f i j))) (theorem t ((= int) (f i j) (f i j)) 0)
        """
      guard case .accepted(let theorems) = check(certificate: Array(text.utf8)) else { return nil }
      return theorems[0].identities[0].sha256
    }
    let first = identity("(define ((f () (i j) int (- i j))) structural)")
    #expect(first != nil)
    #expect(first == identity("(define ((f () (a b) int (- a b))) structural)"))
    #expect(first == identity("(term 0 i) (define ((f () (i a) int (- 0 a))) structural)"))
    #expect(first != identity("(define ((f () (i j) int (- j i))) structural)"))
    #expect(first != identity("(define ((f () (j i) int (+ j i))) structural)"))
  }

  @Test("evidence does not matter, nor does what only the evidence names")
  func evidence() throws {
    func identities(_ evidence: String) -> [Identity]? {
      let text = """
        (lakatos-certificate 1)
        (var i int)
        (define ((g () (i) int i)) structural)
        (line 0 (unfold g 0 () (i)))
        (define ((f () (i) int i)) \(evidence))
        (line 1 (refl (f i))) (theorem t ((= int) (f i) (f i)) 1)
        """
      guard case .accepted(let theorems) = check(certificate: Array(text.utf8)) else { return nil }
      return theorems[0].identities
    }
    let structural = try #require(identities("structural"))
    #expect(structural.map(\.name) == ["f"])
    #expect(identities("(measured (((g i))) ())") == structural)
    #expect(identities("(witnessed (g 0))") == structural)
  }

  @Test("a theorem rests on what its definitions use, and on nothing else")
  func dependencies() throws {
    let text = """
      (lakatos-certificate 1)
      (data (unit (one)))
      (data (colour (red) (green)))
      (var u unit)
      (var c colour)
      (define ((inner () (u) int (int 1))) structural)
      (define ((outer () () int (inner (one)))) structural)
      (define ((other () (c) int (int 1))) structural)
      (line 0 (refl (outer)))
      (theorem t ((= int) (outer) (outer)) 0)
      (line 1 (refl c))
      (theorem v ((= colour) c c) 1)
      """
    guard case .accepted(let theorems) = check(certificate: Array(text.utf8)) else {
      Issue.record("rejected")
      return
    }
    #expect(theorems[0].identities.map(\.name) == ["unit", "one", "inner", "outer"])
    #expect(theorems[1].identities.map(\.name) == ["colour", "red", "green"])
    #expect(theorems[1].variables == [TheoremVariable(name: "c", type: "colour")])
  }

  @Test("shared subterms of a statement are numbered")
  func statement() {
    let text = """
      (lakatos-certificate 1)
      (var p bool)
      (var q bool)
      (line 0 (refl (and (or p q) (not (or p q)))))
      (theorem t ((= bool) (and (or p q) (not (or p q))) (and (or p q) (not (or p q)))) 0)
      """
    guard case .accepted(let theorems) = check(certificate: Array(text.utf8)) else {
      Issue.record("rejected")
      return
    }
    #expect(
      theorems[0].statement
        == "(term 0 (or p q)) (term 1 (and 0 (not 0))) ((= bool) 1 1)")
    #expect(theorems[0].line == 5)
  }
}
