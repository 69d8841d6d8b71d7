import Kernel
import Terms
import Testing

@Suite struct EvidenceRefusalTests {
  @Test("evidence that shows nothing is refused", arguments: refusedMeasures + refusedWitnesses)
  func refuses(example: Example) {
    #expect(outcome(of: prelude + example.text) == example.outcome)
  }

  static let refusedMeasures: [Example] = [
    Example(
      "a measure that does not decrease",
      countdown(body: "(case (<= i (int 0)) ((true) (int 0)) ((false) (down i)))"),
      "admission(measureNotShown(1, down, (down i)))"),
    Example(
      "a measure that decreases more slowly than is shown",
      countdown(body: "(case (<= i (int 0)) ((true) (int 0)) ((false) (down (- i (int 2)))))"),
      "admission(measureNotShown(1, down, (down (- i 2))))"),
    Example(
      "a measure without bound", countdown(evidence: "(measured ((i)) (0))"),
      "admission(measureNotShown(1, down, (down (- i 1))))"),
    Example(
      "a measure without decrease", countdown(evidence: "(measured ((i)) (2))"),
      "admission(measureNotShown(1, down, (down (- i 1))))"),
    Example(
      "a bound under a foreign hypothesis", countdown(evidence: "(measured ((i)) (0 3))"),
      "admission(measureNotShown(1, down, (down (- i 1))))"),
    Example(
      "a bound under the condition of another clause",
      countdown(body: "(case (<= i (int 0)) ((true) (down 0)) ((false) (int 0)))"),
      "admission(measureNotShown(0, down, (down (- i 1))))"),
    Example(
      "a measure that decreases only under an if",
      countdown(body: "((if int) (<= i (int 0)) (int 0) (down 0))"),
      "admission(measureNotShown(0, down, (down (- i 1))))"),
    Example(
      "a call in the term of a case",
      countdown(body: "(case (<= (down 0) (int 0)) ((true) (int 0)) ((false) any))"),
      "admission(measureNotShown(0, down, (down (- i 1))))"),
    Example(
      "a call at a call",
      countdown(
        body: "(case (<= i (int 0)) ((true) (int 0)) ((false) (down (down 0))))"),
      "admission(measureNotShown(1, down, (down (down (- i 1)))))"),
    Example(
      "a call hidden in a function value",
      countdown(body: "(case (<= i (int 0)) ((true) (int 0)) ((false) (@ (fn down) 0)))"),
      "admission(functionValueOfGroup((fn down)))"),
    Example(
      "an empty tuple", countdown(evidence: "(measured (()) (0 2))"),
      "admission(measureNotShown(1, down, (down (- i 1))))"),
    Example(
      "an earlier member that is not shown to stay", ackermann(citing: "0 2 4 6"),
      "admission(measureNotShown(2, ack, (ack a (- b 1))))"),
    Example(
      "members in the wrong order", ackermann(tuple: "b a"),
      "admission(measureNotShown(1, ack, (ack (- a 1) 1)))"),
    Example(
      "the bound of another member", ackermann(citing: "0 2 3 4"),
      "admission(measureNotShown(2, ack, (ack a (- b 1))))"),
    Example(
      "a call of the other function without theorem", parity(citing: "0 2 4"),
      "admission(measureNotShown(1, od, (ev (- j 1))))"),
    Example(
      "a tuple too few", parity(tuples: "(i)"), "admission(wrongEvidenceCount(2, 1))"),
    Example(
      "a tuple too many", countdown(evidence: "(measured ((i) (i)) (0 2))"),
      "admission(wrongEvidenceCount(1, 2))"),
    Example(
      "tuples of two lengths", parity(tuples: "(i) (j j)"), "admission(tupleLengthsDiffer(od))"),
    Example(
      "a member that is no integer", countdown(evidence: "(measured (((<= i i))) (0 2))"),
      "admission(notAnInteger((<= i i)))"),
    Example(
      "a variable of the other function", parity(tuples: "(j) (j)"),
      "admission(unboundVariable(j))"),
    Example(
      "a type variable that is no parameter",
      "(define ((size ('a) (x) int any)) structural)"
        + countdown(evidence: "(measured ((((size (list 'a)) ((nil 'a))))) (0 2))"),
      "admission(unboundTypeVariable(a))"),
    Example(
      "a tuple that mentions the group", countdown(evidence: "(measured (((down i))) (0 2))"),
      "unknownName(down)"),
    Example(
      "a line that is not there", countdown(evidence: "(measured ((i)) (0 4))"), "unknownLine(4)"),
    Example(
      "a line of the function's own equations",
      "(line 0 (unfold down 0 () (i)))" + countdown(), "unknownName(down)"),
    Example(
      "evidence of another kind", countdown(evidence: "(believed)"), "expected(evidence)"),
    Example(
      "a measure without lines", countdown(evidence: "(measured ((i)))"), "expected(parts(3))"),
    Example(
      "a countdown is not structural", countdown(evidence: "structural"),
      "admission(doesNotDecrease(down))"),
  ]

  static let refusedWitnesses: [Example] = [
    Example(
      "a witness with another parameter",
      "(line 0 (refl p)) (define ((f1 () (p) nat (f1 p))) (witnessed (succ 0)))",
      "admission(witnessSignatureDiffers(f1, succ))"),
    Example(
      "a witness with another result",
      "(line 0 (refl (even n))) (define ((f1 () (n) nat (f1 n))) (witnessed (even 0)))",
      "admission(witnessSignatureDiffers(f1, even))"),
    Example(
      "a witness with a parameter more", endless(witness: "add 0"),
      "admission(witnessSignatureDiffers(endless, add))"),
    Example(
      "a witness with a type parameter", endless(witness: "same-list 0"),
      "admission(witnessSignatureDiffers(endless, same-list))"),
    Example(
      "a data type as witness", "(define ((f1 () () nat any)) (witnessed (nat)))",
      "admission(witnessSignatureDiffers(f1, nat))"),
    Example(
      "the function itself as witness", endless(witness: "endless 0"), "unknownName(endless)"),
    Example(
      "a clause missing", endless(witness: "same"),
      "admission(wrongTheoremCount(endless, 1, 0))"),
    Example(
      "a clause too many", endless(witness: "same 0 0"),
      "admission(wrongTheoremCount(endless, 1, 2))"),
    Example(
      "a theorem of another clause", endless(witness: "same 1"),
      "admission(wrongTheorem(0, endless, (= (same n) (same n))))"),
    Example(
      "a foreign hypothesis", endless(witness: "same 4"),
      "admission(foreignHypothesis(0, endless, (= n zero)))"),
    Example(
      "the clauses in the wrong order",
      """
      (line 0 (unfold not 0 () ())) (line 1 (unfold not 1 () ()))
      (define ((f1 () (p) bool (case p ((true) (false)) ((false) (true))))) (witnessed (not 1 0)))
      """, "admission(wrongTheorem(0, f1, (= (not true) false)))"),
    Example(
      "a witness too few",
      endless(witness: "same 0", call: "endless n)) (other () (n) nat (endless n"),
      "admission(wrongEvidenceCount(2, 1))"),
    Example(
      "an equation without solution", endless(call: "succ (endless n)"),
      "admission(wrongTheorem(0, endless, (= (same n) (succ (same n)))))"),
    Example(
      "a theorem that names other variables",
      """
      (define ((same () (n) nat n)) structural) (line 0 (refl (same m)))
      (define ((f1 () (n) nat (f1 n))) (witnessed (same 0)))
      """, "admission(wrongTheorem(0, f1, (= (same n) (same n))))"),
  ]
}

/// `f(i) = if i <= 0 then 0 else f(i - 1)`, while `f` has no definition.
private struct Countdown: ~Copyable {
  var theory: Theory
  let function: SymbolID
  let variable: TermID
  let previous: TermID
  let definition: FunctionDefinition

  init() throws {
    var theory = Theory()
    let int = theory.bank.int
    let (i, zero, one) = (
      theory.bank.variable("i", int), theory.bank.integer(0), theory.bank.integer(1)
    )
    let f = try theory.bank.declareFunction(
      "f", typeParameters: [], parameters: [int], result: int)
    let condition = try theory.bank.application(
      theory.bank.builtin(.lessOrEqual), [], [i, zero])
    let previous = try theory.bank.application(theory.bank.builtin(.minus), [], [i, one])
    let call = try theory.bank.application(f, [], [previous])
    definition = FunctionDefinition(
      symbol: f, typeParameters: [], parameters: [i], result: int,
      body: .case(
        condition,
        [
          Branch(constructor: theory.bank.trueSymbol, variables: [], body: .term(zero)),
          Branch(constructor: theory.bank.falseSymbol, variables: [], body: .term(call)),
        ]))
    self.previous = previous
    function = f
    variable = i
    self.theory = theory
  }

  mutating func comparison(_ operation: Builtin, _ s: TermID, _ t: TermID) throws -> TermID {
    try theory.bank.application(theory.bank.builtin(operation), [], [s, t])
  }

  /// `(i <= 0) = false ⊢ 0 <= i`
  mutating func bound() throws -> Theorem {
    let zero = theory.bank.integer(0)
    let condition = try comparison(.lessOrEqual, variable, zero)
    let assumed = try theory.assume(theory.bank.equation(condition, theory.bank.falseTerm))
    return try theory.linear(
      divisor: 1, [(1, assumed)], to: comparison(.lessOrEqual, zero, variable))
  }

  /// `⊢ i - 1 < i`, from part of a line or from none.
  mutating func decrease(citing line: Theorem? = nil) throws -> Theorem {
    try theory.linear(
      divisor: 1, line.map { [(Int128(0), $0)] } ?? [], to: comparison(.less, previous, variable))
  }
}

/// Attacks that certificates cannot express, because their functions get names with definitions.
@Suite struct EvidenceAttackTests {
  @Test("a measure may be shown after the symbol got its name")
  func accepted() throws {
    var attack = try Countdown()
    let theorems = [try attack.decrease(), try attack.bound()]
    try attack.theory.define(
      [attack.definition], evidence: .measured([[attack.variable]], theorems))
    let isInductive = attack.theory.isInductive(attack.function)
    #expect(isInductive)
  }

  @Test("no line below a measure mentions the group or a function without definition")
  func mentions() throws {
    var attack = try Countdown()
    let int = attack.theory.bank.int
    let other = try attack.theory.bank.declareFunction(
      "other", typeParameters: [], parameters: [int], result: int)
    for (symbol, failure) in [
      (attack.function, AdmissionFailure.evidenceMentionsGroup(attack.function)),
      (other, .undefinedSymbol(other)),
    ] {
      let term = try attack.theory.bank.application(symbol, [], [attack.variable])
      let trivial = try attack.theory.ring(term, term)
      let theorems = [try attack.decrease(citing: trivial), try attack.bound()]
      #expect(theorems[0].hypotheses.isEmpty)
      #expect(throws: failure) {
        try attack.theory.define(
          [attack.definition], evidence: .measured([[attack.variable]], theorems))
      }
      let useless = try attack.theory.comparison(of: term)
      #expect(throws: failure) {
        try attack.theory.define(
          [attack.definition], evidence: .measured([[attack.variable]], [useless]))
      }
      #expect(throws: failure) {
        try attack.theory.define([attack.definition], evidence: .measured([[term]], []))
      }
      #expect(throws: failure) {
        try attack.theory.define(
          [attack.definition], evidence: .witnessed([Witness(function: symbol, theorems: [])]))
      }
    }
    let isDefined = attack.theory.isDefined(attack.function)
    #expect(!isDefined)
  }

  /// `f(i) = f(i + f(i) - f(i) - 1)` would be justified by a theorem about any `f`.
  @Test("a termination proof does not speak of the function itself")
  func circular() throws {
    var attack = try Countdown()
    let (i, f) = (attack.variable, attack.function)
    let call = try attack.theory.bank.application(f, [], [i])
    let more = try attack.comparison(.plus, attack.previous, call)
    let argument = try attack.comparison(.minus, more, call)
    let less = try attack.comparison(.less, argument, i)
    let theorems = [
      try attack.theory.linear(divisor: 1, [], to: less), try attack.bound(),
    ]
    let recursive = try attack.theory.bank.application(f, [], [argument])
    let definition = FunctionDefinition(
      symbol: f, typeParameters: [], parameters: [i], result: attack.theory.bank.int,
      body: .term(recursive))
    #expect(throws: AdmissionFailure.evidenceMentionsGroup(f)) {
      try attack.theory.define([definition], evidence: .measured([[i]], theorems))
    }
  }

  @Test("a function and its witness do not justify each other")
  func circularWitnesses() throws {
    var theory = Theory()
    let bool = theory.bank.bool
    let x = theory.bank.variable("x", bool)
    var symbols: [SymbolID] = []
    for name in ["f", "g"] {
      symbols.append(
        try theory.bank.declareFunction(
          name, typeParameters: [], parameters: [bool], result: bool))
    }
    let (f, g) = (symbols[0], symbols[1])
    let value = try theory.bank.application(g, [], [x])
    let theorem = try theory.refl(value)
    let definition = FunctionDefinition(
      symbol: f, typeParameters: [], parameters: [x], result: bool, body: .term(value))
    #expect(throws: AdmissionFailure.undefinedSymbol(g)) {
      try theory.define(
        [definition], evidence: .witnessed([Witness(function: g, theorems: [theorem])]))
    }
    let own = FunctionDefinition(
      symbol: g, typeParameters: [], parameters: [x], result: bool, body: .term(value))
    #expect(throws: AdmissionFailure.evidenceMentionsGroup(g)) {
      try theory.define([own], evidence: .witnessed([Witness(function: g, theorems: [theorem])]))
    }
  }

  @Test("evidence of another theory shows nothing")
  func foreign() throws {
    var attack = try Countdown()
    var other = try Countdown()
    let theorems = [try other.decrease(), try other.bound()]
    #expect(throws: AdmissionFailure.foreignTheorem) {
      try attack.theory.define(
        [attack.definition], evidence: .measured([[attack.variable]], theorems))
    }
    #expect(throws: RuleFailure.foreignTheorem) {
      try attack.theory.antisym(theorems[0], theorems[1])
    }
    let p = attack.theory.bank.falseTerm
    #expect(throws: RuleFailure.foreignTheorem) {
      try attack.theory.linear(divisor: 1, [(0, theorems[0])], to: p)
    }
  }
}

extension Theory {
  /// `⊢ t <= t`
  fileprivate mutating func comparison(of t: TermID) throws -> Theorem {
    let p = try bank.application(bank.builtin(.lessOrEqual), [], [t, t])
    return try linear(divisor: 1, [], to: p)
  }
}
