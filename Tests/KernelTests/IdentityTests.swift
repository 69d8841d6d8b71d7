import Determinism
import Kernel
import Terms
import Testing

@Suite struct IdentityTests {
  private let listText = "( data ( ( .0 '0 ) ( .1 ) ( .2 '0 ( .0 '0 ) ) ) )"

  private func digest(_ text: String) -> String { SHA256.hex(of: text.utf8) }

  @Test("an identity is the digest of the text that the page describes")
  func golden() throws {
    let theory = try listTheory()
    let list = digest(listText)
    let append = digest(
      "( define ( ( .0 ( '0 ) ( ( 0 ( L.0 '0 ) ) ( 1 ( L.0 '0 ) ) ) ( L.0 '0 ) "
        .replacing("L", with: list)
        + "( case 0 ( ( L.1 ) 1 ) ( ( L.2 2 3 ) ( ( L.2 '0 ) 2 ( ( .0 '0 ) 3 1 ) ) ) ) ) ) )"
        .replacing("L", with: list))
    #expect(theory.identity(of: try theory.named("list")) == list + ".0")
    #expect(theory.identity(of: try theory.named("nil")) == list + ".1")
    #expect(theory.identity(of: try theory.named("cons")) == list + ".2")
    #expect(theory.identity(of: try theory.named("append")) == append + ".0")
    #expect(theory.identity(of: theory.bank.builtin(.implies)) == "=>")
    #expect(theory.identity(of: theory.bank.trueSymbol) == "true")
  }

  @Test("every construction of terms and bodies stands in the text")
  func constructions() throws {
    var theory = Theory()
    _ = try replay(
      """
      (lakatos-certificate 1)
      (var g (-> int bool int)) (var i int) (var p bool) (var q bool) (var r bool)
      (define ((f ('b) (g i p) int
        (case (= p q-or-r) ((true) (@ g (+ i (int -3)) p)) ((false) any)))) structural)
      """.replacing("(= p q-or-r)", with: "((= bool) p (true))"), in: &theory)
    let text =
      "( define ( ( .0 ( '0 ) ( ( 0 ( -> int bool int ) ) ( 1 int ) ( 2 bool ) ) int "
      + "( case ( ( = bool ) 2 ( true ) ) ( ( true ) ( @ 0 ( + 1 ( int -3 ) ) 2 ) ) "
      + "( ( false ) any ) ) ) ) )"
    #expect(theory.identity(of: try theory.named("f")) == digest(text) + ".0")
    _ = try replay(
      """
      (lakatos-certificate 1) (var j int)
      (define ((h () (j) (-> int int) (fn + j))) structural)
      """, in: &theory)
    let second = "( define ( ( .0 ( ) ( ( 0 int ) ) ( -> int int ) ( fn + 0 ) ) ) )"
    #expect(theory.identity(of: try theory.named("h")) == digest(second) + ".0")
  }

  @Test("names do not matter, definitions do")
  func names() throws {
    let definition = """
      (data ((seq 'e) (empty) (item 'e (seq 'e))))
      (var u (seq 'e)) (var v (seq 'e)) (var w (seq 'e)) (var h 'e)
      (define ((join ('e) (u v) (seq 'e)
        (case u ((empty) v) ((item h w) ((item 'e) h ((join 'e) w v)))))) structural)
      """
    var other = Theory()
    _ = try replay("(lakatos-certificate 1)" + definition, in: &other)
    let theory = try listTheory()
    let (append, join) = (try theory.named("append"), try other.named("join"))
    #expect(theory.identity(of: append) == other.identity(of: join))
    var third = Theory()
    _ = try replay(
      "(lakatos-certificate 1)"
        + definition.replacing("((empty) v)", with: "((empty) u)"), in: &third)
    #expect(third.identity(of: try third.named("join")) != other.identity(of: join))
  }

  @Test("a definition whose text is huge is refused, and at once")
  func hugeText() throws {
    var theory = Theory()
    let int = theory.bank.int
    let f = try theory.bank.declareFunction("f", typeParameters: [], parameters: [int], result: int)
    let x = theory.bank.variable("x", int)
    let plus = theory.bank.builtin(.plus)
    var term = x
    for _ in 0..<60 { term = try theory.bank.application(plus, [], [term, term]) }
    let definition = FunctionDefinition(
      symbol: f, typeParameters: [], parameters: [x], result: int, body: .term(term))
    #expect(throws: AdmissionFailure.textTooLong) {
      try theory.define([definition], evidence: .structural)
    }
  }

  @Test("a function without definition has no identity")
  func undefined() throws {
    var theory = Theory()
    let f = try theory.bank.declareFunction(
      "f", typeParameters: [], parameters: [], result: theory.bank.int)
    #expect(theory.identity(of: f) == "?f")
  }
}
