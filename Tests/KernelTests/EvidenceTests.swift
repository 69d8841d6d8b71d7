import Kernel
import Terms
import Testing

@Suite struct EvidenceTests {
  /// The outcome names the function that is defined.
  static let accepted: [Example] = [
    Example("a countdown", countdown(), "down"),
    Example(
      "more than is needed, in any order", countdown(evidence: "(measured ((i i)) (2 3 0))"),
      "down"),
    Example(
      "no call", "(define ((f1 () (i) int i)) (measured (()) ()))", "f1"),
    Example("Euclid's algorithm", euclid, "gcd"),
    Example("Ackermann's function on integers", ackermann(), "ack"),
    Example("two functions by one measure", parity(), "od"),
    Example("recursion at another type", growingType, "poly"),
    Example("McCarthy's function", mcCarthy, "f91"),
    Example("a call hidden in a function value", hiddenCall, "hidden"),
    Example("a recursion that does not end", endless(), "endless"),
    Example(
      "a built-in witness",
      """
      (line 0 (unfold not 0 () ())) (line 1 (unfold not 1 () ()))
      (define ((f1 () (p) bool (case p ((true) (false)) ((false) (true))))) (witnessed (not 0 1)))
      """, "f1"),
    Example(
      "a constructor as witness",
      "(line 0 (refl (succ n))) (define ((f1 () (n) nat (succ n))) (witnessed (succ 0)))", "f1"),
    Example(
      "a witness whose type parameter has another name",
      """
      (var bs (list 'b)) (define ((same ('b) (bs) (list 'b) bs)) structural)
      (line 0 (unfold same 0 ('a) (xs)))
      (define ((f1 ('a) (xs) (list 'a) xs)) (witnessed (same 0)))
      """, "f1"),
    Example(
      "a clause without result needs no theorem",
      """
      (define ((same () (n) nat n)) structural) (line 0 (unfold same 0 () ((zero))))
      (define ((f1 () (n) nat (case n ((zero) n) ((succ k) any)))) (witnessed (same 0)))
      """, "f1"),
    Example(
      "a condition in which the witness stands for the function",
      """
      (define ((same () (n) nat n)) structural)
      (line 0 (assume ((= nat) (same n) (zero)))) (line 1 (assume ((= nat) (same n) (succ k))))
      (define ((f1 () (n) nat (case (f1 n) ((zero) (zero)) ((succ k) (succ k)))))
        (witnessed (same 0 1)))
      """, "f1"),
    Example(
      "each function has its witness",
      """
      (define ((same () (n) nat n)) structural) (define ((more () (n) nat (succ n))) structural)
      (line 0 (unfold same 0 () (n))) (line 1 (unfold more 0 () (n)))
      (line 2 (rewrite 1 0 ((= nat) (more n) (succ (same n)))))
      (line 3 (refl (same n)))
      (define ((f1 () (n) nat (f1 n)) (f2 () (n) nat (succ (f1 n)))) (witnessed (same 3) (more 2)))
      """, "f2"),
  ]

  @Test("what is shown to have a meaning is admitted", arguments: accepted)
  func accepts(example: Example) throws {
    var theory = Theory()
    _ = try replay(prelude + example.text, in: &theory)
    let isDefined = theory.isDefined(try theory.named(example.outcome))
    #expect(isDefined)
  }

  @Test("evidence is written and read back", arguments: accepted)
  func fixedPoint(example: Example) throws {
    var theory = Theory()
    // What is not used comes first, so that numbers change.
    _ = try replay("(lakatos-certificate 1) (var z int) (line 0 (refl z))", in: &theory)
    _ = try replay(prelude + example.text, in: &theory)
    let theorem = try theory.reflection(of: theory.named(example.outcome))
    let first = try certificate(of: [("t", theorem)], in: theory)
    var fresh = Theory()
    let replayed = try replay(first, in: &fresh)
    #expect(try certificate(of: replayed, in: fresh) == first)
    // A second import finds what is there.
    let again = try replay(first, in: &fresh)
    #expect(again[0].theorem == replayed[0].theorem)
    let imported = try replay(first, in: &theory)
    #expect(imported[0].theorem == theorem)
  }

  @Test("induction over a measured function")
  func induction() throws {
    let text =
      countdown() + """
        (term 1 ((= int) (down i) (int 0))) (term 2 ((= int) (down 0) (int 0)))
        (line 4 (unfold down 0 () (i)))
        (line 5 (unfold down 1 () (i)))
        (line 6 (assume 2))
        (line 7 (rewrite 5 6 1))
        (line 8 (induct (down () (i) 1 ((4 ()) (7 () (down () ((i 0))))))))

        """
    #expect(outcome(of: prelude + text) == "|- (= (down i) 0)")
    let theorem = text + "(theorem zero 1 8)"
    var theory = Theory()
    let proved = try replay(prelude + theorem, in: &theory)
    let first = try certificate(of: proved, in: theory)
    var fresh = Theory()
    #expect(try certificate(of: replay(first, in: &fresh), in: fresh) == first)
  }

  @Test("no induction over a witnessed function")
  func noInduction() {
    let text =
      prelude + endless() + "(line 5 (refl p)) (line 6 (induct (endless () (n) p ((5 ())))))"
    #expect(outcome(of: text) == "rule(notInductive(endless))")
  }
}

extension Theory {
  /// `f(x ...) = f(x ...)` for a function and its parameters.
  fileprivate mutating func reflection(of function: SymbolID) throws -> Theorem {
    let known = definition(of: function)
    let definition = try #require(known)
    var types: [TypeID] = []
    for name in definition.typeParameters { types.append(try bank.type(.variable(name))) }
    return try refl(bank.application(function, types, definition.parameters))
  }
}
