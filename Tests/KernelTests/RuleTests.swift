import Testing

/// Lines that many examples begin with.
private let assumed = """
  (line 0 (assume ((= nat) n m)))
  (line 1 (assume (=> p q)))
  (line 2 (assume p))

  """

@Suite struct RuleTests {
  @Test("a rule concludes what the page says", arguments: accepted)
  func accepts(example: Example) {
    #expect(outcome(of: prelude + example.text) == example.outcome)
  }

  @Test("a rule refuses what its side conditions forbid", arguments: refused)
  func refuses(example: Example) {
    #expect(outcome(of: prelude + example.text) == example.outcome)
  }

  static let accepted: [Example] = [
    Example("refl", "(line 0 (refl (add n m)))", "|- (= (add n m) (add n m))"),
    Example("assume", "(line 0 (assume p))", "p |- p"),
    Example(
      "rewrite at a node", assumed + "(line 3 (rewrite 0 0 ((= nat) m n)))", "(= n m) |- (= m n)"),
    Example(
      "rewrite at some nodes, backwards",
      assumed + "(line 3 (refl (add m m))) (line 4 (rewrite 3 0 ((= nat) (add m n) (add n m))))",
      "(= n m) |- (= (add m n) (add n m))"),
    Example(
      "rewrite inside function values and calls",
      assumed + "(line 3 (refl (@ (fn add n) k)))"
        + "(line 4 (rewrite 3 0 ((= nat) (@ (fn add m) k) (@ (fn add n) k))))",
      "(= n m) |- (= (@ (fn add m) k) (@ (fn add n) k))"),
    Example(
      "rewrite joins hypotheses",
      "(line 0 (assume p)) (line 1 (assume ((= bool) p q)))"
        + "(line 2 (rewrite 0 1 q))", "p, (= p q) |- q"),
    Example("eq-true", "(line 0 (assume p)) (line 1 (eq-true 0))", "p |- (= p true)"),
    Example(
      "true-eq", "(line 0 (assume ((= bool) p (true)))) (line 1 (true-eq 0))",
      "(= p true) |- p"),
    Example("discharge", assumed + "(line 3 (discharge p 2))", "|- (=> p p)"),
    Example(
      "discharge of what was not assumed", assumed + "(line 3 (discharge q 2))", "p |- (=> q p)"),
    Example("mp", assumed + "(line 3 (mp 1 2))", "p, (=> p q) |- q"),
    Example(
      "cut",
      assumed + "(line 3 (discharge (=> p q) 2)) (line 4 (mp 1 2)) (line 5 (assume q))"
        + "(line 6 (cut 4 5))", "p, (=> p q) |- q"),
    Example(
      "inst, all at once", assumed + "(line 3 (inst 0 () ((n m) (m n))))", "(= m n) |- (= m n)"),
    Example(
      "inst joins hypotheses that become equal",
      "(line 0 (assume p)) (line 1 (assume q)) (line 2 (assume (=> p (=> q r))))"
        + "(line 3 (mp 2 0)) (line 4 (mp 3 1)) (line 5 (inst 4 () ((q p))))",
      "p, (=> p (=> p r)) |- r"),
    Example(
      "inst of types", "(line 0 (refl x)) (line 1 (inst 0 (('a nat)) ((x n))))", "|- (= n n)"),
    Example(
      "unfold", "(line 0 (unfold add 1 () (n m)))", "|- (= (add (succ n) m) (succ (add n m)))"),
    Example(
      "unfold of a built-in function", "(line 0 (unfold => 1 () (p)))", "|- (= (=> false p) true)"),
    Example(
      "unfold of if", "(line 0 (unfold if 0 (nat) (n m)))", "|- (= (if true n m) n)"),
    Example(
      "unfold under a condition",
      """
      (define ((last () (n) nat
        (case (add n n) ((zero) n) ((succ k) (case n ((zero) k) ((succ l) l)))))) structural)
      (line 0 (unfold last 2 () (n k)))
      """, "(= (add (succ n) (succ n)) (succ k)) |- (= (last (succ n)) n)"),
    Example("beta", "(line 0 (beta (@ (fn add n) m)))", "|- (= (@ (fn add n) m) (add n m))"),
    Example(
      "ext",
      "(line 0 (beta (@ (fn add n) m))) (line 1 (refl (add n m)))"
        + "(line 2 (rewrite 1 0 ((= nat) (@ (fn add n) m) (@ (fn add n) m)))) (line 3 (ext 2 m))",
      "|- (= (fn add n) (fn add n))"),
    Example(
      "distinct", "(line 0 (distinct (zero) (succ n)))", "|- (= (= zero (succ n)) false)"),
    Example(
      "distinct truths", "(line 0 (distinct (true) (false)))", "|- (= (= true false) false)"),
    Example(
      "inject with one field", "(line 0 (inject (succ n) (succ m)))",
      "|- (= (= (succ n) (succ m)) (= n m))"),
    Example(
      "inject with two fields", "(line 0 (inject ((mk nat bool) n p) ((mk nat bool) m q)))",
      "|- (= (= (mk n p) (mk m q)) (and (= n m) (= p q)))"),
    Example(
      "acyclic", "(line 0 (acyclic n (succ (succ n))))", "|- (= (= n (succ (succ n))) false)"),
    Example(
      "acyclic the other way", "(line 0 (acyclic ((cons 'a) x xs) xs))",
      "|- (= (= (cons x xs) xs) false)"),
    Example(
      "cases",
      "(line 0 (assume ((= nat) n (zero)))) (line 1 (discharge ((= nat) n (zero)) 0))"
        + "(line 2 (refl p)) (line 3 (cases n ((2) (2 k))))", "|- (= p p)"),
    Example(
      "cases keeps what is not the distinction",
      "(line 0 (assume p))"
        + "(line 1 (assume ((= bool) q (true)))) (line 2 (cut 0 1)) (line 3 (cases q ((0) (0))))",
      "p |- p"),
    Example("induct", induction(), "|- (= (add n zero) n)"),
  ]

  static let refused: [Example] = [
    Example("assume a term", "(line 0 (assume n))", "rule(notAProposition(n))"),
    Example(
      "rewrite by no equation", assumed + "(line 3 (rewrite 2 2 q))", "rule(notAnEquation(p))"),
    Example(
      "rewrite to something else", assumed + "(line 3 (rewrite 0 0 ((= nat) m k)))",
      "rule(doesNotRewrite(m, k))"),
    Example(
      "rewrite across heads",
      assumed + "(line 3 (refl (add n m)))"
        + "(line 4 (rewrite 3 0 ((= nat) (add n m) (succ n))))",
      "rule(doesNotRewrite((add n m), (succ n)))"),
    Example(
      "rewrite across the types of heads",
      "(line 0 (refl ((nil nat)))) (line 1 (assume p))"
        + "(line 2 (rewrite 0 0 ((= (list bool)) ((nil bool)) ((nil bool)))))",
      "rule(doesNotRewrite((= nil nil), (= nil nil)))"),
    Example(
      "true-eq of another equation", assumed + "(line 3 (true-eq 0))",
      "rule(notEqualToTrue((= n m)))"),
    Example(
      "true-eq of true = p", "(line 0 (assume ((= bool) (true) p))) (line 1 (true-eq 0))",
      "rule(notEqualToTrue((= true p)))"),
    Example(
      "discharge a term", assumed + "(line 3 (discharge n 2))", "rule(notAProposition(n))"),
    Example("mp of no implication", assumed + "(line 3 (mp 2 2))", "rule(notAnImplication(p))"),
    Example(
      "mp with another premise", assumed + "(line 3 (mp 1 0))",
      "rule(premiseDiffers(p, (= n m)))"),
    Example(
      "inst with a term of another type", assumed + "(line 3 (inst 0 () ((n p))))",
      "rule(term(wrongReplacement(n, nat, bool)))"),
    Example(
      "inst of a type under a variable that stays",
      "(line 0 (refl x)) (line 1 (inst 0 (('a nat)) ()))",
      "rule(term(typeOfVariableChanges(x)))"),
    Example(
      "inst across types", "(line 0 (refl x)) (line 1 (inst 0 () ((x n))))",
      "rule(term(wrongReplacement(x, 'a, nat)))"),
    Example("unfold =", "(line 0 (unfold = 0 (nat) (n n)))", "rule(notDefined(=))"),
    Example("unfold a constructor", "(line 0 (unfold zero 0 () ()))", "rule(notDefined(zero))"),
    Example(
      "unfold a clause too many", "(line 0 (unfold add 2 () (n m)))", "rule(noSuchClause(2))"),
    Example(
      "unfold a negative clause", "(line 0 (unfold add -1 () (n m)))", "rule(noSuchClause(-1))"),
    Example("unfold any", "(line 0 (unfold some 0 () ()))", "rule(clauseWithoutResult(0))"),
    Example(
      "unfold with too few terms", "(line 0 (unfold add 1 () (n)))", "rule(wrongCount(2, 1))"),
    Example(
      "unfold with too many types", "(line 0 (unfold add 1 (nat) (n m)))",
      "rule(wrongTypeArgumentCount(0, 1))"),
    Example(
      "unfold with a term of another type", "(line 0 (unfold add 0 () (p)))",
      "rule(term(wrongReplacement(m, nat, bool)))"),
    Example("beta of no call", "(line 0 (beta (add n m)))", "rule(notABetaRedex((add n m)))"),
    Example(
      "beta of a variable function", "(line 0 (beta (@ f n)))", "rule(notABetaRedex((@ f n)))"),
    Example("ext of no equation", assumed + "(line 3 (ext 2 n))", "rule(notExtensional(p))"),
    Example(
      "ext of terms", assumed + "(line 3 (ext 0 n))", "rule(notExtensional((= n m)))"),
    Example(
      "ext with another variable", called + "(line 1 (ext 0 m))",
      "rule(notExtensional((= (@ f n) (@ g n))))"),
    Example(
      "ext with a variable in a hypothesis", called + "(line 1 (ext 0 n))",
      "rule(variableNotFresh(n))"),
    Example(
      "ext with a variable in the function",
      "(line 0 (refl (@ (fn add n) n))) (line 1 (ext 0 n))", "rule(variableNotFresh(n))"),
    Example(
      "ext with one variable twice",
      "(var b (-> nat nat nat)) (line 0 (refl (@ b n n))) (line 1 (ext 0 n n))",
      "rule(repeatedVariable(n))"),
    Example(
      "distinct on equal constructors", "(line 0 (distinct (succ n) (succ m)))",
      "rule(sameConstructor(succ))"),
    Example(
      "distinct on a function", "(line 0 (distinct (zero) (add n m)))",
      "rule(notAConstructor((add n m)))"),
    Example(
      "distinct on function values", "(line 0 (distinct (fn succ) (fn add n)))",
      "rule(notAConstructor((fn succ)))"),
    Example(
      "distinct across types", "(line 0 (distinct (zero) (true)))",
      "rule(term(sidesDiffer(nat, bool)))"),
    Example(
      "distinct on literals", "(line 0 (distinct (int 0) (int 1)))", "rule(notAConstructor(0))"),
    Example(
      "inject on two constructors", "(line 0 (inject (succ n) (zero)))",
      "rule(differentConstructors(succ, zero))"),
    Example("inject without fields", "(line 0 (inject (zero) (zero)))", "rule(noFields(zero))"),
    Example(
      "inject on functions", "(line 0 (inject (add n m) (add n k)))",
      "rule(notAConstructor((add n m)))"),
    Example("acyclic on a term itself", "(line 0 (acyclic n n))", "rule(notInside(n, n))"),
    Example(
      "acyclic through a function", "(line 0 (acyclic n (succ (add n m))))",
      "rule(notInside(n, (succ (add n m))))"),
    Example(
      "acyclic under a function", "(line 0 (acyclic n (add (succ n) m)))",
      "rule(notInside(n, (add (succ n) m)))"),
    Example(
      "cases on an integer", "(line 0 (refl p)) (line 1 (cases i ((0))))", "rule(notADataType(i))"),
    Example(
      "cases on a function", "(line 0 (refl p)) (line 1 (cases f ((0))))", "rule(notADataType(f))"),
    Example(
      "cases on a type variable", "(line 0 (refl p)) (line 1 (cases x ((0))))",
      "rule(notADataType(x))"),
    Example(
      "cases with a branch missing", "(line 0 (refl p)) (line 1 (cases n ((0))))",
      "rule(wrongBranchCount(2, 1))"),
    Example(
      "cases with two conclusions",
      "(line 0 (refl p)) (line 1 (refl q)) (line 2 (cases n ((0) (1 k))))",
      "rule(conclusionsDiffer((= p p), (= q q)))"),
    Example(
      "cases with a variable missing", "(line 0 (refl p)) (line 1 (cases n ((0) (0))))",
      "rule(term(wrongArgumentCount(1, 0)))"),
    Example(
      "cases with a variable of another type",
      "(line 0 (refl p)) (line 1 (cases n ((0) (0 q))))",
      "rule(term(wrongArgumentType(0, nat, bool)))"),
    Example(
      "cases with a variable of the term", "(line 0 (refl p)) (line 1 (cases n ((0) (0 n))))",
      "rule(variableNotFresh(n))"),
    Example(
      "cases with a variable of the conclusion",
      "(line 0 (refl k)) (line 1 (cases n ((0) (0 k))))", "rule(variableNotFresh(k))"),
    Example(
      "cases with a variable of a hypothesis",
      """
      (line 0 (assume ((= nat) k m))) (line 1 (refl p)) (line 2 (eq-true 0))
      (line 3 (discharge ((= nat) n n) 1)) (line 4 (assume ((= bool) ((= bool) p p) (true))))
      (line 5 (true-eq 4)) (line 6 (cut 0 1)) (line 7 (discharge q 0))
      (line 8 (assume (=> (=> q ((= nat) k m)) r))) (line 9 (mp 8 7))
      (line 10 (cases n ((9) (9 k))))
      """, "rule(variableNotFresh(k))"),
    Example(
      "cases with one variable twice",
      "(line 0 (refl p)) (line 1 (cases ((mk nat nat) n m) ((0 k k))))",
      "rule(repeatedVariable(k))"),
    Example("ground of variables", "(line 0 (ground (+ i j)))", "rule(notGround((+ i j)))"),
    Example(
      "ground of another function", "(line 0 (ground (add (zero) (zero))))",
      "rule(notGround((add zero zero)))"),
    Example(
      "ground beyond 64 bits", "(line 0 (ground (+ (int 9223372036854775807) (int 1))))",
      "rule(overflow((+ 9223372036854775807 1)))"),
    Example(
      "ground of the quotient that overflows",
      "(line 0 (ground (div (int -9223372036854775808) (int -1))))",
      "rule(overflow((div -9223372036854775808 -1)))"),
  ]

  @Test(
    "arithmetic on literals is exact and Euclidean",
    arguments: [
      ("+", 2, 3, "5"), ("-", 2, 3, "-1"), ("*", -4, 3, "-12"), ("div", 7, 2, "3"),
      ("div", -7, 2, "-4"), ("div", 7, -2, "-3"), ("div", -7, -2, "4"), ("div", 7, 0, "0"),
      ("mod", 7, 2, "1"), ("mod", -7, 2, "1"), ("mod", 7, -2, "1"), ("mod", -7, -2, "1"),
      ("mod", -7, 0, "-7"), ("mod", -6, 3, "0"), ("div", -6, 3, "-2"), ("<", 2, 2, "false"),
      ("<=", 2, 2, "true"), ("<", -3, 2, "true"), ("=", 2, 2, "true"), ("=", 2, 3, "false"),
      ("mod", Int64.min, -1, "0"), ("div", Int64.min, 1, "-9223372036854775808"),
      ("mod", Int64.min, Int64.max, "9223372036854775806"),
      ("-", Int64.min, Int64.min, "0"), ("div", Int64.max, Int64.min, "0"),
    ] as [(String, Int64, Int64, String)])
  func ground(operation: String, left: Int64, right: Int64, value: String) {
    let head = operation == "=" ? "(= int)" : operation
    let text = "(line 0 (ground (\(head) (int \(left)) (int \(right)))))"
    #expect(outcome(of: prelude + text) == "|- (= (\(operation) \(left) \(right)) \(value))")
  }

  @Test("an induction refuses what it must", arguments: refusedInductions)
  func refusesInduction(example: Example) {
    #expect(outcome(of: prelude + example.text) == example.outcome)
  }

  /// `(add n zero) = n`, with parts exchanged.
  static func induction(
    head: String = "add () (n m) 0", base: String = "(0 ())",
    step: String = "(3 (k) (add () ((n k))))", between: String = "",
    formula: String = "((= nat) (add n (zero)) n)"
  ) -> String {
    """
    (term 0 \(formula))
    (line 0 (unfold add 0 () ((zero))))
    (line 1 (unfold add 1 () (k (zero))))
    (line 2 (assume ((= nat) (add k (zero)) k)))
    (line 3 (rewrite 1 2 ((= nat) (add (succ k) (zero)) (succ k))))
    \(between)
    (line \(between.isEmpty ? 4 : 5) (induct (\(head) (\(base) \(step)))))
    """
  }

  static let refusedInductions: [Example] = [
    Example(
      "a premise missing", induction(step: ""), "rule(wrongPremiseCount(add, 2, 1))"),
    Example("nothing to prove", "(line 0 (induct))", "rule(nothingToProve)"),
    Example(
      "a formula that is none", induction(head: "add () (n m) n"), "rule(notAProposition(n))"),
    Example(
      "another base", induction(base: "(1 ())"),
      "rule(wrongPremise(0, add, (= (add zero zero) zero)))"),
    Example(
      "another step", induction(step: "(0 (k))"),
      "rule(wrongPremise(1, add, (= (add (succ k) zero) (succ k))))"),
    Example(
      "a hypothesis that is not listed", induction(step: "(3 (k))"),
      "rule(foreignHypothesis(1, add, (= (add k zero) k)))"),
    Example(
      "a foreign hypothesis",
      induction(
        step: "(4 (k) (add () ((n k))))",
        between: "(line 4 (assume ((= nat) (add (succ k) (zero)) (succ k))))"),
      "rule(foreignHypothesis(1, add, (= (add (succ k) zero) (succ k))))"),
    Example(
      "a hypothesis for what is no call", induction(step: "(3 (k) (add () ((n (succ k)))))"),
      "rule(notACall(1, add, 0))"),
    Example(
      "a hypothesis for a function without formula",
      induction(step: "(3 (k) (even () ((n k))))"), "rule(notACall(1, add, 0))"),
    Example(
      "a hypothesis for the whole pattern", induction(step: "(3 (k) (add () ()))"),
      "rule(notACall(1, add, 0))"),
    Example(
      "a hypothesis of another type", induction(step: "(3 (k) (add () ((n p))))"),
      "rule(term(wrongReplacement(n, nat, bool)))"),
    Example(
      "a captured variable", induction(head: "add () (n k) 0"), "rule(variableNotFresh(k))"),
    Example(
      "a clause variable that is in the formula",
      induction(
        base: "(4 ())", step: "(4 (k))", between: "(line 4 (refl k))", formula: "((= nat) k k)"),
      "rule(variableNotFresh(k))"),
    Example(
      "one variable twice", induction(head: "add () (n n) 0"), "rule(repeatedVariable(n))"),
    Example(
      "a variable too few", induction(head: "add () (n) 0"), "rule(wrongCount(2, 1))"),
    Example(
      "a variable of another type", induction(head: "add () (n p) 0"),
      "rule(wrongVariableType(p, nat))"),
    Example(
      "a type too many", induction(head: "add (nat) (n m) 0"),
      "rule(wrongTypeArgumentCount(0, 1))"),
    Example(
      "a clause variable too few", induction(step: "(3 () (add () ((n k))))"),
      "rule(wrongCount(1, 0))"),
    Example(
      "a clause variable of another type", induction(step: "(3 (p) (add () ((n k))))"),
      "rule(wrongVariableType(p, nat))"),
    Example(
      "a built-in function", "(line 0 (induct (and () (p q) (and p q) ())))",
      "rule(notInductive(and))"),
    Example(
      "a constructor", "(line 0 (induct (zero () () p ())))", "rule(notInductive(zero))"),
    Example(
      "functions of two groups",
      "(line 0 (refl p)) (line 1 (induct (add () (n m) p ()) (even () (n) p ())))",
      "rule(anotherGroup(even))"),
    Example(
      "one function twice",
      "(line 0 (refl p)) (line 1 (induct (even () (n) p ()) (even () (n) p ())))",
      "rule(repeatedFunction(even))"),
  ]
}

/// `(@ f n) = (@ g n)`, assumed.
private let called = "(line 0 (assume ((= nat) (@ f n) (@ g n))))\n"
