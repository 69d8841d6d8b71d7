import Kernel
import Terms
import Testing

@Suite struct AdmissionTests {
  @Test("what is well founded is admitted", arguments: accepted)
  func accepts(example: Example) {
    #expect(outcome(of: prelude + example.text) == "accepted")
  }

  @Test("what might be empty, partial or circular is refused", arguments: refused)
  func refuses(example: Example) {
    #expect(outcome(of: prelude + example.text) == example.outcome)
  }

  static let accepted: [Example] = [
    Example(
      "mutual data types",
      "(data ((tree 'a) (leaf 'a) (branch (forest 'a))) ((forest 'a) (none) (some-trees (tree 'a) (forest 'a))))",
      ""),
    Example(
      "a data type inside another",
      "(data ((rose 'a) (rose-node 'a (list (rose 'a)))))", ""),
    Example(
      "a data type that grows its parameter",
      "(data ((nest 'a) (flat) (deep 'a (nest (pair 'a 'a)))))", ""),
    Example("a parameter that no field has", "(data ((phantom 'a) (ghost)))", ""),
    Example("a data type of an integer", "(data (box (wrap int bool)))", ""),
    Example(
      "Ackermann's function",
      """
      (define ((ack () (n m) nat (case n
        ((zero) (succ m))
        ((succ k) (case m ((zero) (ack k (succ (zero)))) ((succ l) (ack k (ack n l)))))))) structural)
      """, ""),
    Example(
      "map",
      """
      (var u (-> 'a 'b)) (var bs (list 'b))
      (define ((map ('a 'b) (u xs) (list 'b) (case xs
        ((nil) ((nil 'b)))
        ((cons x zs) ((cons 'b) (@ u x) ((map 'a 'b) u zs)))))) structural)
      """, ""),
    Example(
      "permuted arguments that shrink",
      "(define ((swap () (n m) nat (case n ((zero) m) ((succ k) (swap m k))))) structural)", ""),
    Example(
      "recursion at another type",
      """
      (define ((poly ('a) (n x) nat (case n ((zero) n)
        ((succ k) ((poly (list 'a)) k ((cons 'a) x ((nil 'a)))))))) structural)
      """, ""),
    Example(
      "a case of what is known already",
      "(define ((twice () (n) nat (case n ((zero) n) ((succ k) (case n ((zero) n) ((succ l) l)))))) structural)",
      ""),
    Example("a constant that nobody knows", "(define ((anything ('a) () 'a any)) structural)", ""),
    Example(
      "recursion in the condition of a case",
      """
      (define ((slow () (n) nat (case n ((zero) n)
        ((succ k) (case (slow k) ((zero) any) ((succ l) (slow k))))))) structural)
      """, ""),
    Example(
      "a function value of an earlier function",
      "(define ((adder () (n) (-> nat nat) (fn add n))) structural)", ""),
  ]

  static let refused: [Example] = [
    Example("an empty data type", "(data (void))", "admission(uninhabited(void))"),
    Example(
      "a data type without base", "(data (stream (more int stream)))",
      "admission(uninhabited(stream))"),
    Example(
      "two data types without base", "(data (left (to-left right)) (right (to-right left)))",
      "admission(uninhabited(left))"),
    Example(
      "a data type empty through a parameter",
      "(data (knot (tie (pair knot nat))))", "admission(uninhabited(knot))"),
    Example(
      "a data type empty through a parameter that grows",
      "(data ((loop 'a) (again (pair 'a (loop (list 'a))))))", "admission(uninhabited(loop))"),
    Example(
      "recursion through a function", "(data (bad (make (-> bad nat))))", "functionTypeInField"),
    Example(
      "recursion through a function in a parameter", "(data (bad (make (list (-> nat bad)))))",
      "functionTypeInField"),
    Example("a data type twice", "(data (nat (other)))", "nameTaken(nat)"),
    Example("a constructor twice", "(data (new (zero)))", "nameTaken(zero)"),
    Example("a name twice in a group", "(data (new (make) (make)))", "nameTaken(make)"),
    Example("a type and its constructor", "(data (new (new)))", "nameTaken(new)"),
    Example("a reserved name", "(data (case (make)))", "nameTaken(case)"),
    Example("a built-in name", "(data (bool (make)))", "nameTaken(bool)"),
    Example(
      "a user's own implication", "(define ((=> () (p q) bool p)) structural)", "nameTaken(=>)"),
    Example("the name of a type", "(data (int (make)))", "nameTaken(int)"),
    Example(
      "a type variable of another", "(data ((new 'a) (make 'b)))",
      "admission(unboundTypeVariable(b))"),
    Example(
      "a type parameter twice", "(data ((new 'a 'a) (make 'a)))",
      "admission(repeatedTypeParameter(a))"),
    Example(
      "too many type parameters",
      "(data ((new 'a 'b 'c 'd 'e 'f 'g 'h 'i) (make)))", "admission(tooManyTypeParameters(9))"),
    Example(
      "too many fields", "(data (new (make \(String(repeating: "int ", count: 65)))))",
      "admission(tooManyArguments(65))"),
    Example("an unknown field", "(data (new (make later)))", "unknownName(later)"),
    Example(
      "a field with too few types", "(data (new (make (pair nat))))",
      "admission(wrongTypeArgumentCount(pair, 2, 1))"),
    Example(
      "a field of a function", "(data (new (make add)))", "admission(unknownDataType(add))"),
    Example("an empty group of data types", "(data)", "admission(emptyGroup)"),
    Example("an empty group of functions", "(define () structural)", "admission(emptyGroup)"),

    Example(
      "a function that calls itself", "(define ((loop () (n) nat (loop n))) structural)",
      "admission(doesNotDecrease(loop))"),
    Example(
      "a circular definition",
      "(define ((yes () (n) bool (not (no n))) (no () (n) bool (yes n))) structural)",
      "admission(doesNotDecrease(yes))"),
    Example(
      "a constant in terms of itself", "(define ((c () () bool (not (c)))) structural)",
      "admission(doesNotDecrease(c))"),
    Example(
      "a call that does not decrease in the condition of a case",
      "(define ((odd-one () (n) nat (case (odd-one n) ((zero) n) ((succ k) n)))) structural)",
      "admission(doesNotDecrease(odd-one))"),
    Example(
      "a call that decreases only under an if",
      "(define ((f1 () (n) nat ((if nat) (even n) n (f1 (succ n))))) structural)",
      "admission(doesNotDecrease(f1))"),
    Example(
      "a call at a term that only equals a part",
      "(define ((f1 () (n) nat (case (add n n) ((zero) n) ((succ k) (f1 k))))) structural)",
      "admission(doesNotDecrease(f1))"),
    Example(
      "arguments that take turns",
      "(define ((f1 () (n m) nat (case n ((zero) m) ((succ k) (f1 m n))))) structural)",
      "admission(doesNotDecrease(f1))"),
    Example(
      "a call hidden in a function value",
      """
      (define ((ap () (f n) nat (@ f n))) structural)
      (define ((f1 () (n) nat (succ (ap (fn f1) n)))) structural)
      """, "admission(functionValueOfGroup((fn f1)))"),
    Example(
      "a call hidden in a function value of another member",
      """
      (define ((f1 () (n) nat (@ (fn f2) n)) (f2 () (n) nat n)) structural)
      """, "admission(functionValueOfGroup((fn f2)))"),
    Example(
      "a repeated definition", "(define ((add () (n) nat n)) structural)", "nameTaken(add)"),
    Example(
      "a name twice in a definition",
      "(define ((f1 () (n) nat n) (f1 () (n) nat n)) structural)", "nameTaken(f1)"),
    Example(
      "a function that is defined later", "(define ((f1 () (n) nat (f2 n))) structural)",
      "unknownName(f2)"),
    Example(
      "a type variable that is no parameter",
      "(define ((f1 () () bool ((= (list 'a)) ((nil 'a)) ((nil 'a))))) structural)",
      "admission(unboundTypeVariable(a))"),
    Example(
      "a type variable of a parameter that is none of the function",
      "(define ((f1 () (x) nat (zero))) structural)", "term(unboundTypeVariable(a))"),
    Example(
      "a parameter twice", "(define ((f1 () (n n) nat n)) structural)", "admission(boundTwice(n))"),
    Example(
      "a variable bound twice",
      "(define ((f1 () (n) nat (case n ((zero) n) ((succ n) n)))) structural)",
      "admission(boundTwice(n))"),
    Example(
      "a variable of the branch bound twice",
      """
      (define ((f1 () (n) nat (case n ((zero) n)
        ((succ k) (case k ((zero) k) ((succ k) k)))))) structural)
      """, "admission(boundTwice(k))"),
    Example(
      "a variable that is not bound", "(define ((f1 () (n) nat m)) structural)",
      "admission(unboundVariable(m))"),
    Example(
      "a variable of another branch",
      "(define ((f1 () (n) nat (case n ((zero) k) ((succ k) k)))) structural)",
      "admission(unboundVariable(k))"),
    Example(
      "a result of another type", "(define ((f1 () (n) nat (even n))) structural)",
      "admission(wrongResultType((even n)))"),
    Example(
      "a branch missing", "(define ((f1 () (n) nat (case n ((zero) n)))) structural)",
      "admission(wrongBranches(n))"),
    Example(
      "a branch repeated",
      "(define ((f1 () (n) nat (case n ((zero) n) ((zero) n)))) structural)",
      "admission(wrongBranches(n))"),
    Example(
      "branches out of order",
      "(define ((f1 () (n) nat (case n ((succ k) n) ((zero) n)))) structural)",
      "admission(wrongBranches(n))"),
    Example(
      "a branch of another type",
      "(define ((f1 () (p) bool (case p ((zero) p) ((succ k) p)))) structural)",
      "admission(wrongBranches(p))"),
    Example(
      "a case of an integer", "(define ((f1 () (i) int (case i))) structural)",
      "admission(notADataType(i))"),
    Example(
      "a case of a function", "(define ((f1 () (f) nat (case f ((zero) (zero))))) structural)",
      "admission(notADataType(f))"),
    Example(
      "a branch with a variable missing",
      "(define ((f1 () (n) nat (case n ((zero) n) ((succ) n)))) structural)",
      "admission(wrongBranchVariables(succ))"),
    Example(
      "a branch variable of another type",
      "(define ((f1 () (n) nat (case n ((zero) n) ((succ p) n)))) structural)",
      "admission(wrongBranchVariables(succ))"),
    Example(
      "too many clauses", manyClauses, "admission(tooManyClauses)"),
    Example("too many size-change graphs", manyGraphs, "admission(tooManyGraphs)"),
  ]

  /// Calls with two permutations that generate all 40,320 permutations of eight parameters.
  private static var manyGraphs: String {
    let names = (0..<8).map { "n\($0)" }
    let swapped = ["n1", "n0"] + names[2...]
    let turned = names[1...] + ["n0"]
    return names.map { "(var \($0) nat)" }.joined()
      + "(define ((f1 () (\(names.joined(separator: " "))) nat "
      + "(add (f1 \(swapped.joined(separator: " "))) (f1 \(turned.joined(separator: " ")))))) structural)"
  }

  /// Ten distinctions of pairs of truths, one inside the other: 1,024 leaves.
  private static var manyClauses: String {
    var body = "p"
    for level in 0..<10 { body = "(case (not b\(level)) ((true) \(body)) ((false) \(body)))" }
    let parameters = (0..<10).map { "b\($0)" }
    return parameters.map { "(var \($0) bool)" }.joined()
      + "(define ((f1 () (p \(parameters.joined(separator: " "))) bool \(body))) structural)"
  }
}

/// Attacks that certificates cannot express, because their functions get names with definitions.
@Suite struct TheoryAttackTests {
  /// `not-f(x) = not f(x)` while `f` has no definition, and then `f(x) = not-f(x)`, would be false.
  @Test("a definition may not use a function that has none yet")
  func undefinedFunction() throws {
    var theory = Theory()
    let bool = theory.bank.bool
    let x = theory.bank.variable("x", bool)
    let f = try theory.bank.declareFunction(
      "f", typeParameters: [], parameters: [bool], result: bool)
    let g = try theory.bank.declareFunction(
      "g", typeParameters: [], parameters: [bool], result: bool)
    let call = try theory.bank.application(f, [], [x])
    let negated = try theory.bank.application(theory.bank.builtin(.not), [], [call])
    let hidden = try theory.bank.call(theory.bank.functionValue(f, [], []), [x])
    for body in [negated, hidden] {
      let definition = FunctionDefinition(
        symbol: g, typeParameters: [], parameters: [x], result: bool, body: .term(body))
      #expect(throws: AdmissionFailure.undefinedSymbol(f)) {
        try theory.define([definition], evidence: .structural)
      }
    }
    #expect(theory.isDefined(g) == false)
  }

  @Test("a function is defined once, with its own signature")
  func signatures() throws {
    var theory = try listTheory()
    let append = try theory.named("append")
    let known = theory.definition(of: append)
    let definition = try #require(known)
    #expect(throws: AdmissionFailure.alreadyDefined(append)) {
      try theory.define([definition], evidence: .structural)
    }
    let int = theory.bank.int
    let (x, one) = (theory.bank.variable("x", int), theory.bank.integer(1))
    let f = try theory.bank.declareFunction("f", typeParameters: [], parameters: [int], result: int)
    func define(_ parameters: [TermID], _ result: TypeID, _ names: [String] = [])
      -> FunctionDefinition
    {
      FunctionDefinition(
        symbol: f, typeParameters: names, parameters: parameters, result: result, body: .any)
    }
    #expect(throws: AdmissionFailure.signatureDiffers(f)) {
      try theory.define([define([], int)], evidence: .structural)
    }
    #expect(throws: AdmissionFailure.signatureDiffers(f)) {
      try theory.define([define([x], theory.bank.bool)], evidence: .structural)
    }
    #expect(throws: AdmissionFailure.signatureDiffers(f)) {
      try theory.define([define([x], int, ["a"])], evidence: .structural)
    }
    #expect(throws: AdmissionFailure.notAVariable(one)) {
      try theory.define([define([one], int)], evidence: .structural)
    }
    #expect(throws: AdmissionFailure.alreadyDefined(f)) {
      try theory.define([define([x], int), define([x], int)], evidence: .structural)
    }
    try theory.define([define([x], int)], evidence: .structural)
    let isDefined = theory.isDefined(f)
    #expect(isDefined)
    let plus = theory.bank.builtin(.plus)
    let builtin = FunctionDefinition(
      symbol: plus, typeParameters: [], parameters: [x, x], result: int, body: .any)
    #expect(throws: AdmissionFailure.notAFunction(plus)) {
      try theory.define([builtin], evidence: .structural)
    }
  }

  @Test("a theorem of one theory proves nothing in another")
  func foreignTheorem() throws {
    var first = Theory()
    var second = Theory()
    let theorem = try first.refl(first.bank.integer(1))
    let p = second.bank.trueTerm
    #expect(throws: RuleFailure.foreignTheorem) { try second.eqTrue(theorem) }
    #expect(throws: RuleFailure.foreignTheorem) { try second.discharge(p, from: theorem) }
    #expect(throws: RuleFailure.foreignTheorem) { try second.cut(theorem, into: theorem) }
    #expect(throws: RuleFailure.foreignTheorem) {
      try second.instantiate(theorem, Substitution())
    }
    #expect(throws: RuleFailure.foreignTheorem) {
      try second.cases(p, [CaseBranch(theorem: theorem, variables: [])])
    }
    #expect(throws: CertificateFailure.foreignTheorem("t")) {
      try certificate(of: [("t", theorem)], in: second)
    }
  }

  @Test("a theory refuses to go on with another bank")
  func foreignBank() throws {
    var first = Theory()
    var second = Theory()
    let theorem = try first.refl(first.bank.integer(1))
    swap(&first.bank, &second.bank)
    let one = first.bank.integer(1)
    #expect(throws: RuleFailure.foreignBank) { try first.refl(one) }
    #expect(throws: RuleFailure.foreignBank) { try first.eqTrue(theorem) }
    #expect(throws: RuleFailure.foreignBank) { try second.eqTrue(theorem) }
    #expect(throws: AdmissionFailure.foreignBank) { try first.declare([]) }
    #expect(throws: AdmissionFailure.foreignBank) { try first.define([], evidence: .structural) }
    swap(&first.bank, &second.bank)
    let again = try first.refl(first.bank.integer(1))
    #expect(again == theorem)
  }

  @Test("equal lines are one line, and a proof counts each once")
  func lines() throws {
    var theory = try listTheory()
    let theorem = try theory.proveAppendNil()
    let count = theory.lineCount
    let again = try theory.proveAppendNil()
    #expect(again == theorem)
    #expect(theory.lineCount == count)
    #expect(proofLineCount(of: theorem, excluding: [], in: theory) == 5)
    guard case .induct(let parts) = theory.line(theorem.line).rule else {
      Issue.record("the theorem was proved by induction")
      return
    }
    let step = parts[0].premises[1].line
    #expect(proofLineCount(of: theorem, excluding: [step], in: theory) == 2)
    #expect(proofLineCount(of: theorem, excluding: [theorem.line], in: theory) == 0)
  }

  @Test("a term beyond the limit of depth makes no theorem")
  func depth() throws {
    var theory = Theory()
    let minus = theory.bank.builtin(.minus)
    let one = theory.bank.integer(1)
    var term = one
    while theory.bank.depth(of: term) < TermLimits.termDepth - 1 {
      term = try theory.bank.application(minus, [], [term, one])
    }
    _ = try theory.refl(term)
    let deep = try theory.bank.application(minus, [], [term, one])
    let equation = try theory.bank.equation(deep, deep)
    #expect(throws: RuleFailure.tooDeep(equation)) { try theory.refl(deep) }
  }
}
