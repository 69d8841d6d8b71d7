import Kernel
import Prover
import Terms
import Testing

private let definitions = """
  (define (flip (n nat)) bool (match n ((zero) true) ((succ m) (not (flip m)))))
  (define (power (n nat)) nat
    (match n ((zero) 1) ((succ m) (plus (power m) (power m)))))
  (define (down (n nat)) nat (match n ((zero) 0) ((succ m) (down m))))
  (data (tree) (leaf) (node tree tree))
  (define (full (n nat)) tree (match n ((zero) leaf) ((succ m) (let ((t (full m))) (node t t)))))
  (define (left (t tree)) nat (match t ((leaf) 0) ((node l r) (succ (left l)))))
  """

@Suite("The bounds of the ground machine")
struct GroundBoundsTests {
  @Test("goes 131,072 calls deep", arguments: [false, true])
  func goesDeep(remembers: Bool) throws {
    #expect(
      try groundAnswers(["(flip (power 17))"], over: definitions, remembers: remembers)
        == ["true"])
  }

  @Test("reports what is too deep, too long and too large", arguments: [false, true])
  func reportsBounds(remembers: Bool) throws {
    var limits = GroundLimits()
    limits.stackBytes = 1 << 20
    let answers = { (formula: String, fuel: Int, limits: GroundLimits) throws in
      try groundAnswers(
        [formula], over: definitions, remembers: remembers, fuel: fuel, limits: limits)
    }
    #expect(try answers("(flip (power 17))", 1_000_000, limits) == ["tooDeep"])
    #expect(try answers("(flip (power 17))", 1_000, limits) == ["outOfFuel"])
    limits = GroundLimits()
    limits.cellBytes = 1 << 20
    #expect(try answers("(= (power 20) (power 20))", 1 << 24, limits) == ["outOfCells"])
  }

  @Test("one unit of fuel is one rewrite")
  func countsRewrites() throws {
    // 101 of `down`, 1 of `=`.
    let formula = "(= (down 100) 0)"
    #expect(try groundAnswers([formula], over: definitions, fuel: 102) == ["true"])
    #expect(try groundAnswers([formula], over: definitions, fuel: 101) == ["outOfFuel"])
  }

  @Test("shared structure is visited once", arguments: [false, true])
  func sharesStructure(remembers: Bool) throws {
    #expect(
      try groundAnswers(
        ["(= (left (full 60)) 60)", "(= (full 60) (full 60))"], over: definitions,
        remembers: remembers) == ["true", "true"])
  }

  @Test("settles and reads values 200,000 deep")
  func settlesDeepValues() throws {
    var lab = try GroundLab()
    let number = try lab.number(200_000)
    let nat = try lab.theory.bank.type(.data(lab.named("nat"), []))
    let read = lab.machine.term(of: number, nat, in: &lab.theory.bank)
    let term = try #require(read)
    var fuel = 10
    let value = lab.machine.evaluate(term, in: lab.theory.bank, fuel: &fuel)
    #expect(value == number)
    #expect(fuel == 10)
  }

  @Test("terms nested too deeply for code are refused", arguments: [900, 5_000])
  func refusesDeepTerms(depth: Int) throws {
    var lab = try GroundLab()
    let nat = try lab.theory.bank.type(.data(lab.named("nat"), []))
    let variable = lab.theory.bank.variable("n", nat)
    var term = variable
    let succ = lab.named("succ")
    for _ in 0..<depth { term = try lab.theory.bank.application(succ, [], [term]) }
    let zero = try lab.number(0)
    var fuel = 10
    let value = lab.machine.evaluate(term, [variable: zero], in: lab.theory.bank, fuel: &fuel)
    let expected = depth < 1_000 ? try lab.number(depth) : nil
    #expect(value == expected)
    if value == nil { #expect(lab.machine.stop == .tooLarge) }
  }
}
