import Foundation
import Testing

private let facts = """
  (define (double (n nat)) nat
    (match n ((zero) zero) ((succ m) (succ (succ (double m))))))
  (theorem append-nil (= (append xs nil) xs))
  (theorem wrong (= (append xs ys) (append ys xs)))
  (theorem double-plus (= (double n) (plus n n)))
  """

/// A TIP file with a function of its own that joins lists, and one goal about three lists.
private func tip(_ goal: String) -> String {
  """
  (declare-datatype seq (par (e) ((none) (more (first e) (rest (seq e))))))
  (define-fun-rec join (par (e) (((s (seq e)) (t (seq e))) (seq e)))
    (match s ((none t) ((more x r) (more x (join r t))))))
  (prove (par (e) (forall ((a (seq e)) (b (seq e)) (c (seq e))) \(goal))))
  """
}

@Suite("prove and check")
struct ProveTests {
  @Test("proves what is true and refutes what is false")
  func verdicts() throws {
    let place = try Workplace()
    try place.write("facts.lisp", facts)
    let result = try place.lakatos("prove", "facts.lisp", "--json", "--certificates", "certs")
    #expect(result.status == 1)
    let objects = try result.objects()
    try #require(objects.map { $0["goal"] as? String } == ["append-nil", "wrong", "double-plus"])
    #expect(objects[0]["verdict"] as? String == "proved")
    #expect(objects[1]["verdict"] as? String == "refuted")
    #expect(objects[1]["counterexample"] is [String: Any])
    let keys = [
      "file", "goal", "verdict", "seconds", "inferences", "proof_lines", "certificate",
      "counterexample", "reason", "line",
    ]
    for object in objects { #expect(Set(keys).isSubset(of: Set(object.keys))) }
    let path = try #require(objects[0]["certificate"] as? String)
    let checked = try place.lakatos("check", path, "--json")
    #expect(checked.status == 0)
    let verdict = try #require(try checked.objects().first)
    #expect(verdict["verdict"] as? String == "accepted")
    #expect(verdict["statement"] is String)
    #expect(verdict["identities"] != nil)
  }

  @Test("prints a line for each goal, and proofs when asked")
  func text() throws {
    let place = try Workplace()
    try place.write("facts.lisp", "(theorem append-nil (= (append xs nil) xs))")
    let result = try place.lakatos("prove", "facts.lisp", "--explain")
    #expect(result.status == 0)
    #expect(result.output.contains("proved"))
    #expect(result.output.contains("append-nil"))
    #expect(result.output.contains("Induction on xs"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test("the number of threads changes nothing but times")
  func threads() throws {
    let place = try Workplace()
    try place.write("facts.lisp", facts)
    func run(_ threads: String) throws -> [Data] {
      try place.lakatos("prove", "facts.lisp", "--json", "--threads", threads).objects()
        .map { object in
          let timeless = object.filter { $0.key != "seconds" }
          return try JSONSerialization.data(withJSONObject: timeless, options: .sortedKeys)
        }
    }
    #expect(try run("1") == run("2"))
  }

  @Test("a wrong file among others does not stop them, and gives 65")
  func wrongAmongOthers() throws {
    let place = try Workplace()
    try place.write("good.lisp", "(theorem t (= (plus zero n) n))")
    try place.write("wrong.lisp", "(theorem t (= (plis zero n) n)")
    let result = try place.lakatos("prove", "wrong.lisp", "good.lisp", "--json")
    #expect(result.status == 65)
    #expect(result.errors.contains("wrong.lisp:1:"))
    #expect(try result.objects().map { $0["verdict"] as? String } == ["proved"])
  }

  @Test("reads TIP files, alone and in folders; nothing that they assert is assumed")
  func smt() throws {
    let place = try Workplace()
    try place.write("suite/good.smt2", tip("(= (join a (join b c)) (join (join a b) c))"))
    try place.write("suite/wrong.smt2", tip("(= (join a b) (join b a))"))
    try place.write(
      "suite/assumed.smt2", "(assert false)\n" + tip("(= (join a b) (join b a))"))
    let result = try place.lakatos("prove", "suite", "--json")
    #expect(result.status == 1)
    let objects = try result.objects()
    #expect(objects.map { $0["goal"] as? String } == ["assumed", "good", "wrong"])
    #expect(
      objects.map { $0["verdict"] as? String } == ["refuted", "proved", "refuted"])
  }

  @Test("a TIP file without a goal says so")
  func emptySMT() throws {
    let place = try Workplace()
    try place.write("x.smt2", "(check-sat)")
    let result = try place.lakatos("prove", "x.smt2")
    #expect(result.status == 0)
    #expect(result.errors.contains("x.smt2 states no theorem"))
  }

  @Test("bench prover saves a table and compares with it")
  func benchProver() throws {
    let place = try Workplace()
    try place.write("suite/good.smt2", tip("(= (join a (join b c)) (join (join a b) c))"))
    try place.write("suite/wrong.smt2", tip("(= (join a b) (join b a))"))
    let first = try place.lakatos(
      "bench", "prover", "suite", "--budget", "5000", "--save", "table.json")
    #expect(first.status == 0)
    #expect(first.output.contains("proved                       1 goals"))
    let again = try place.lakatos(
      "bench", "prover", "suite", "--budget", "1", "--compare", "table.json")
    #expect(again.output.contains("lost       good.smt2 good  proved -> unknown"))
    let kept = try place.lakatos(
      "bench", "prover", "suite", "--budget", "1", "--save", "table.json")
    #expect(kept.status == 73)
    #expect(kept.errors.contains("table.json is there already"))
  }

  @Test("a goal beyond the budget is unknown")
  func unknown() throws {
    let place = try Workplace()
    try place.write(
      "hard.lisp", "(theorem hard (= (times m (times n k)) (times (times m n) k)))")
    let result = try place.lakatos("prove", "hard.lisp", "--json", "--budget", "1")
    #expect(result.status == 3)
    #expect(try result.objects().first?["verdict"] as? String == "unknown")
  }

  @Test("a changed certificate is rejected, the others are not, and the code is 1")
  func changed() throws {
    let place = try Workplace()
    try place.write("facts.lisp", facts)
    _ = try place.lakatos("prove", "facts.lisp", "--certificates", "certs", "-q")
    let names = place.entries(of: "certs")
    try #require(names.count == 2)
    let text = try place.read("certs/" + names[0])
    try place.write(
      "certs/" + names[0], text.replacingOccurrences(of: "(line 0 ", with: "(line 7 "))
    let result = try place.lakatos("check", "certs", "--json")
    #expect(result.status == 1)
    let verdicts = try result.objects().map { $0["verdict"] as? String }
    #expect(verdicts == ["rejected", "accepted"])
  }
}
