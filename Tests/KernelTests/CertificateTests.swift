import Kernel
import Terms
import Testing

/// The worked certificate of the logic's page.
let workedExample = """
  ; A worked certificate: (append xs nil) = xs, by induction on the recursion of append.
  (lakatos-certificate 1)
  (data ((list 'a) (nil) (cons 'a (list 'a))))
  (var x 'a)                                    ; each variable of the file, once, with its type
  (var xs (list 'a))
  (var zs (list 'a))
  (var ys (list 'a))
  (define ((append ('a) (xs ys) (list 'a)       ; name, type parameters, parameters, result type, body
    (case xs ((nil) ys)                                           ; clause 0: (append nil ys) = ys
             ((cons x zs) ((cons 'a) x ((append 'a) zs ys)))))    ; clause 1: variables x zs ys
  ) structural)
  (var w 'a)
  (var ws (list 'a))
  (term 0 ((nil 'a)))                           ; terms are shared by number
  (term 1 ((append 'a) xs 0))
  (term 2 ((= (list 'a)) 1 xs))                 ; P: (append xs nil) = xs
  (line 0 (unfold append 0 ('a) (0)))           ; |- (append nil nil) = nil
  (term 3 ((= (list 'a)) ((append 'a) ws 0) ws))
  (line 1 (unfold append 1 ('a) (w ws 0)))      ; |- (append (cons w ws) nil) = (cons w (append ws nil))
  (line 2 (assume 3))                           ; (append ws nil) = ws |- the same
  (line 3 (rewrite 1 2 ((= (list 'a)) ((append 'a) ((cons 'a) w ws) 0) ((cons 'a) w ws))))
                                                ; line 1 rewritten by line 2: hypothesis |- (append (cons w ws) nil) = (cons w ws)
  (line 4 (induct (append ('a) (xs ys) 2 ((0 ()) (3 (w ws) (append () ((xs ws))))))))
                                                ; clause 0 by line 0; clause 1 by line 3, its hypothesis being P at the call (xs := ws)
  (theorem append-nil ((= (list 'a)) ((append 'a) xs ((nil 'a))) xs) 4)
  """

@Suite struct CertificateTests {
  @Test("the worked example replays, and is what the writer writes but for layout")
  func workedExampleReplays() throws {
    var theory = Theory()
    let theorems = try replay(workedExample, in: &theory)
    #expect(theorems.map(\.name) == ["append-nil"])
    let text = theory.bank.description(of: theorems[0].theorem.conclusion)
    #expect(text == "(= (append xs nil) xs)")
  }

  @Test("writing, replaying and writing again gives the same bytes")
  func fixedPoint() throws {
    var theory = try listTheory()
    let theorem = try theory.proveAppendNil()
    let first = try certificate(of: [("append-nil", theorem)], in: theory)
    var fresh = Theory()
    let replayed = try replay(first, in: &fresh)
    let second = try certificate(of: replayed, in: fresh)
    #expect(first == second)
  }
}

@Suite struct CertificateWriterTests {
  @Test("a certificate contains what its theorems need and nothing else")
  func pruned() throws {
    var theory = try listTheory()
    _ = try theory.refl(theory.bank.integer(7))
    let theorem = try theory.proveAppendNil()
    _ = try replay("(lakatos-certificate 1) (data (nat (zero) (succ nat)))", in: &theory)
    let text = try certificate(of: [("t", theorem)], in: theory)
    #expect(!text.contains("nat"))
    #expect(!text.contains("int"))
    var plain = try listTheory()
    let other = try plain.proveAppendNil()
    #expect(try certificate(of: [("t", other)], in: plain) == text)
  }

  @Test("what cannot stand in a certificate is refused")
  func refusals() throws {
    var theory = Theory()
    let p = theory.bank.variable("p", theory.bank.bool)
    let assumed = try theory.assume(p)
    #expect(throws: CertificateFailure.hypothesesLeft("t")) {
      try certificate(of: [("t", assumed)], in: theory)
    }
    let proved = try theory.refl(p)
    for name in ["", "two words", "12", "-3", "a(b", "a'b", "é"] {
      #expect(throws: CertificateFailure.illegalName(name)) {
        try certificate(of: [(name, proved)], in: theory)
      }
    }
    let f = try theory.bank.declareFunction(
      "f", typeParameters: [], parameters: [], result: theory.bank.int)
    let term = try theory.bank.application(f, [], [])
    let unknown = try theory.refl(term)
    #expect(throws: CertificateFailure.undefinedSymbol(f)) {
      try certificate(of: [("t", unknown)], in: theory)
    }
  }

  @Test("names that clash or cannot be written are replaced, always in the same way")
  func renaming() throws {
    var theory = Theory()
    try theory.declare([
      DataDeclaration(
        name: "λ", parameters: ["α"],
        constructors: [
          ConstructorDeclaration(name: "5", fields: []),
          ConstructorDeclaration(name: "x", fields: [.parameter("α")]),
        ])
    ])
    let a = try theory.bank.type(.variable("α"))
    let type = try theory.bank.type(.data(theory.named("λ"), [a]))
    let variables = [
      theory.bank.variable("x", type), theory.bank.variable("x", a),
      theory.bank.variable("y z", type), theory.bank.variable("any", theory.bank.int),
      theory.bank.variable("any", theory.bank.bool),
    ]
    var theorems: [(name: String, theorem: Theorem)] = []
    for variable in variables {
      theorems.append(("t\(theorems.count)", try theory.refl(variable)))
    }
    let first = try certificate(of: theorems, in: theory)
    var fresh = Theory()
    let replayed = try replay(first, in: &fresh)
    #expect(try certificate(of: replayed, in: fresh) == first)
    let lines = Set(first.split(separator: "\n").map(String.init))
    #expect(lines.contains("(data ((x.1 'x.1) (5.1) (x 'x.1)))"))
    #expect(lines.contains("(var any.1 bool)") && lines.contains("(var any.2 int)"))
    #expect(lines.contains("(var yz.1 (x.1 'x.1))"))
    #expect(Set(replayed.map(\.theorem.conclusion)).count == 5)
  }

  @Test("shared and deep terms are written once and replay")
  func largeTerms() throws {
    var theory = Theory()
    let plus = theory.bank.builtin(.plus)
    var term = theory.bank.variable("x", theory.bank.int)
    for _ in 0..<60 { term = try theory.bank.application(plus, [], [term, term]) }
    for index in 0..<9000 {
      term = try theory.bank.application(plus, [], [term, theory.bank.integer(Int64(index))])
    }
    let text = try certificate(of: [("t", theory.refl(term))], in: theory)
    #expect(text.utf8.count < 300_000)
    var fresh = Theory()
    let replayed = try replay(text, in: &fresh)
    #expect(try certificate(of: replayed, in: fresh) == text)
    let left = fresh.bank.argument(0, of: replayed[0].theorem.conclusion)
    #expect(fresh.bank.depth(of: left) == 9061)
  }

  @Test("a lemma that is imported twice costs its lines once, under any names")
  func lemmas() throws {
    var theory = Theory()
    let first = try replay(workedExample, in: &theory)
    let (lines, symbols) = (theory.lineCount, theory.bank.symbolCount)
    let renamed =
      workedExample
      .replacing("append-nil", with: "other").replacing("append", with: "join")
      .replacing("list", with: "seq").replacing("cons", with: "item")
    let second = try replay(renamed, in: &theory)
    #expect(second[0].theorem == first[0].theorem)
    #expect(theory.lineCount == lines)
    let third = try replay(renamed, in: &theory)
    #expect(third[0].theorem == first[0].theorem)
    // One placeholder, to read the definition with.
    #expect(theory.bank.symbolCount == symbols + 1)
    let both = try certificate(of: [first[0], ("again", first[0].theorem)], in: theory)
    #expect(both.split(separator: "\n").count { $0.hasPrefix("(line") } == 5)
  }

  @Test("what differs gets another name")
  func clashes() throws {
    var theory = try listTheory()
    let replayed = try replay(
      """
      (lakatos-certificate 1)
      (data (list (nil) (cons int list)))
      (var xs list) (var ys list) (var x int) (var zs list)
      (define ((append () (xs ys) list
        (case xs ((nil) ys) ((cons x zs) (cons x (append zs ys)))))) structural)
      (line 0 (refl (append xs (nil))))
      (theorem t ((= list) (append xs (nil)) (append xs (nil))) 0)
      """, in: &theory)
    let text = theory.bank.description(of: replayed[0].theorem.conclusion)
    #expect(text == "(= (append.1 xs nil.1) (append.1 xs nil.1))")
  }

  @Test("two functions of a certificate with one definition stay two")
  func twins() throws {
    let text = """
      (lakatos-certificate 1)
      (define ((one () () int any)) structural)
      (define ((two () () int any)) structural)
      (line 0 (refl (one)))
      (theorem t ((= int) (one) (two)) 0)
      """
    #expect(outcome(of: text) == "wrongConclusion")
    var theory = Theory()
    let failure = ReplayFailure(item: 3, line: 5, cause: .wrongConclusion)
    #expect(throws: failure) { try replay(text, in: &theory) }
    let count = theory.bank.symbolCount
    #expect(throws: failure) { try replay(text, in: &theory) }
    // The second time both are there already.
    #expect(theory.bank.symbolCount <= count + 1)
  }

  @Test("a definition that is there already is checked all the same")
  func knownButIllegal() throws {
    var theory = Theory()
    _ = try replay(workedExample, in: &theory)
    let wrong = workedExample.replacing("(var x 'a) ", with: "(var x int)")
    #expect(wrong != workedExample)
    do throws(ReplayFailure) {
      _ = try replay(wrong, in: &theory)
      Issue.record("a branch variable had the wrong type")
    } catch {
      #expect(error.item == 5)
    }
  }

  @Test(
    "every rule is written and read back",
    arguments: RuleTests.accepted + IntegerRuleTests.accepted)
  func everyRule(example: Example) throws {
    // The last line with hypotheses is discharged, so that it can be a theorem.
    var theory = Theory()
    _ = try replay(prelude + example.text, in: &theory)
    var theorem = try theory.lastTheorem()
    for hypothesis in theorem.hypotheses {
      theorem = try theory.discharge(hypothesis, from: theorem)
    }
    let first = try certificate(of: [("t", theorem)], in: theory)
    var fresh = Theory()
    let replayed = try replay(first, in: &fresh)
    #expect(try certificate(of: replayed, in: fresh) == first)
    let (one, other) = (
      theory.bank.description(of: theorem.conclusion),
      fresh.bank.description(of: replayed[0].theorem.conclusion)
    )
    #expect(one == other)
  }
}

extension Theory {
  /// The theorem of the last line, made again by its rule.
  mutating func lastTheorem() throws -> Theorem {
    try theorem(at: LineID(index: UInt32(lineCount - 1)))
  }

  private mutating func theorem(at line: LineID) throws -> Theorem {
    switch self.line(line).rule {
    case .refl(let t): try refl(t)
    case .rewrite(let p, by: let e, to: let q):
      try rewrite(theorem(at: p), by: theorem(at: e), to: q)
    case .eqTrue(let p): try eqTrue(theorem(at: p))
    case .trueEq(let p): try trueEq(theorem(at: p))
    case .assume(let p): try assume(p)
    case .discharge(let p, let q): try discharge(p, from: theorem(at: q))
    case .modusPonens(let p, let q): try modusPonens(theorem(at: p), theorem(at: q))
    case .cut(let p, let q): try cut(theorem(at: p), into: theorem(at: q))
    case .instantiate(let p, let s): try instantiate(theorem(at: p), s)
    case .unfold(let f, let clause, let types, let terms):
      try unfold(f, clause: clause, types: types, terms: terms)
    case .beta(let t): try beta(t)
    case .extensionality(let p, let x): try extensionality(theorem(at: p), x)
    case .distinct(let s, let t): try distinct(s, t)
    case .inject(let s, let t): try inject(s, t)
    case .acyclic(let s, let t): try acyclic(s, t)
    case .cases(let t, let branches): try cases(t, branches.map { try branch($0) })
    case .ground(let t): try ground(t)
    case .induct(let parts): try induct(parts.map { try part($0) })
    case .ring(let s, let t): try ring(s, t)
    case .linear(let divisor, let summands, let p):
      try linear(
        divisor: divisor, summands.map { ($0.coefficient, try theorem(at: $0.line)) }, to: p)
    case .antisym(let p, let q): try antisym(theorem(at: p), theorem(at: q))
    case .divMod(let index, let s, let t): try divMod(index, s, t)
    }
  }

  private mutating func branch(_ branch: CaseLine) throws -> CaseBranch {
    CaseBranch(theorem: try theorem(at: branch.line), variables: branch.variables)
  }

  private mutating func part(_ part: InductionLines) throws -> InductionPart {
    var premises: [InductionPremise] = []
    for premise in part.premises {
      premises.append(
        InductionPremise(
          theorem: try theorem(at: premise.line), variables: premise.variables,
          hypotheses: premise.hypotheses))
    }
    return InductionPart(
      function: part.function, types: part.types, variables: part.variables,
      formula: part.formula, premises: premises)
  }
}
