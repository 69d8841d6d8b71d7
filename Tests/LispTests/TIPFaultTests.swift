import Determinism
import Testing

@testable import Lisp

/// Wrong files get messages, and nothing makes the loader crash.
struct TIPFaultTests {
  private func messages(of text: String) -> [String] {
    do throws(Diagnostics) {
      _ = try loadTIP(text: text, path: "test.smt2")
      return []
    } catch {
      return error.list.map { $0.rendered() }
    }
  }

  @Test(arguments: [
    ("(prove (= x 1))", "1:11", "the name `x` is not known"),
    ("(prove (= 1 true))", "1:13", "the types differ"),
    ("(prove (and 1))", "1:13", "the types differ"),
    ("(prove (forall ((x Nat)) true))", "1:20", "the sort `Nat` is not known"),
    ("(prove (forall (x) true))", "1:17", "a name with its sort is expected"),
    ("(prov true)", "1:1", "the command `prov` is not known"),
    ("(prove)", "1:1", "`prove` is malformed"), ("x", "1:1", "this is no command"),
    ("(prove (not true false))", "1:8", "`not` takes 1 argument"),
    ("(define-fun f ((x Int)) Bool x)", "1:30", "the types differ"),
    ("(define-fun f ((x Int)) Int (f x x))", "1:29", "`f` takes 1 argument"),
    ("(define-fun f () Int 1) (define-fun f () Int 1)", "1:37", "`f` is declared twice"),
    ("(define-fun true () Int 1)", "1:13", "`true` is built in and cannot be redefined"),
    ("(declare-datatype D ((c (s D))))", "1:19", "the data type `D` has no values"),
    ("(declare-datatype D ())", "1:19", "the data type `D` has no constructors"),
    ("(declare-datatype D ((c)))\n(prove (match c ((d 1))))", "2:8", "the types differ"),
    ("(declare-datatype D ((c)))\n(prove (match c ()))", "2:8", "`match` is malformed"),
    ("(prove (match 1 (((C x) true))))", "1:19", "the constructor `C` is not known"),
    ("(prove (let ((x 1) (x 2)) true))", "1:20", "`x` is bound twice in this `let`"),
    ("(prove |x)", "1:8", "this name is never closed"), ("(prove 'x)", "1:8", "nothing is quoted"),
    ("(prove (_ f Int))", "1:11", "the name `f` is not known"), ("(", "1:1", "is never closed"),
    ("(define-fun f (par (a) (((x a)) a)) (+ x 1))", "1:40", "`a` stands for any type"),
  ])
  func faultsAreReportedAtTheirPlace(text: String, place: String, message: String) throws {
    let found = messages(of: text)
    let first = try #require(found.first)
    #expect(first.hasPrefix("test.smt2:\(place): error: "), "\(first)")
    #expect(first.contains(message), "\(first)")
    #expect(first.contains("^"))
  }

  @Test func aMissingFileIsToldApart() {
    do throws(Diagnostics) {
      _ = try loadTIP(path: "/nowhere/at/all.smt2")
      Issue.record("the file was read")
    } catch {
      #expect(error.isMissingFile)
    }
  }

  @Test(arguments: [
    "(", "(prove ", "(prove (not ", "(prove (+ 1 ", "(prove (forall ((x ", "(declare-datatype ((",
    "(prove (match (", "(prove (let ((x ",
  ])
  func deepTextGivesACleanError(opening: String) {
    let found = messages(of: String(repeating: opening, count: 100_000))
    #expect(found.count == 1)
  }

  @Test(arguments: [
    ("(not ", "true", ")"), ("(and true ", "true", ")"), ("(ite true ", "true", " false)"),
    ("(let ((x ", "true", ")) x)"), ("(forall ((x Int)) ", "true", ")"),
    ("(=> ", "true", " true)"), ("(@ (lambda ((x Bool)) x) ", "true", ")"),
    ("(! ", "true", " :named x)"), ("(= true ", "true", ")"), ("(is-c (d ", "c", "))"),
    ("(xor true ", "true", ")"), ("(match c ((c ", "true", ")))"),
  ])
  func deepTermsWork(opening: String, inner: String, closing: String) {
    let depth = 300
    let term =
      String(repeating: opening, count: depth) + inner + String(repeating: closing, count: depth)
    _ = messages(of: "(declare-datatype D ((c) (d (e D)))) (prove \(term))")
  }

  @Test func wideTermsWork() throws {
    let many = String(repeating: " 1", count: 900)
    for name in ["+", "-", "*", "=", "<", "distinct", "and", "=>", "f"] {
      _ = messages(of: "(prove (= 1 (\(name)\(many))))")
    }
    let nested = String(repeating: "(+" + many, count: 300) + String(repeating: ")", count: 300)
    #expect(messages(of: "(prove (= 1 \(nested)))").count == 1)
    let sorts = (1...200).map { "(define-sort S\($0) () (=> S\($0 - 1) S\($0 - 1)))" }
    let found = messages(of: "(define-sort S0 () Int)" + sorts.joined())
    #expect(found.first?.contains("a sort is too large") == true)
  }

  /// Any damage to a file gives a file or messages.
  @Test(arguments: seeds(60))
  func damagedTextDoesNoHarm(seed: UInt64) {
    let text = """
      (declare-sort E 0) (declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
      (declare-datatypes ((N 0)) (((Z) (S (p N))))) (declare-const c E) (declare-fun f (N) N)
      (define-fun-rec len (par (a) (((x (list a))) N))
        (match x ((nil Z) ((cons _ (cons y ys)) (S (S (len ys)))) (_ (f Z)))))
      (define-funs-rec ((g ((x Int)) Bool) (h ((x Int)) Bool))
        ((ite (< x 0 1) true (h (- x 1))) (let ((y (+ x 1))) (g (abs y)))))
      (assert (forall ((x Int)) (=> (g x) (distinct x 1 2))))
      (prove (par (a) (forall ((x (list a)) (k (=> a a a)))
        (or ((_ is cons) x) (= (len x) (_ Z)) (= (@ k (head x)) (lambda ((y a)) (@ k y y)))))))
      """
    var random = SeededGenerator.stream(seed: seed, path: 7)
    let pieces = [
      "(", ")", " ", "_", "par", "1", "|", "nil", "x", ":source", "match", "é", "\u{0}",
    ]
    for _ in 0..<40 {
      var bytes = Array(text.utf8)
      for _ in 0...random.index(below: 4) {
        let start = random.index(below: bytes.count)
        let end = min(bytes.count, start + random.index(below: 12))
        bytes.replaceSubrange(start..<end, with: Array(random.element(of: pieces).utf8))
      }
      _ = messages(of: String(decoding: bytes, as: UTF8.self))
    }
  }
}
