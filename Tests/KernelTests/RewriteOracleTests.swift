import Determinism
import Kernel
import Terms
import Testing

/// Seeds for property tests; the seed stands in the name of each case.
func seeds(_ count: Int) -> Range<UInt64> { 0..<UInt64(count) }

/// Small integer terms over three functions.
struct SmallTerms: ~Copyable {
  var theory: Theory
  var random: SeededGenerator
  private let functions: [(symbol: SymbolID, arity: Int)]

  init(seed: UInt64) throws {
    var theory = Theory()
    let int = theory.bank.int
    var functions: [(symbol: SymbolID, arity: Int)] = []
    for (name, arity) in [("f", 2), ("g", 1), ("h", 2)] {
      let symbol = try theory.bank.declareFunction(
        name, typeParameters: [], parameters: Array(repeating: int, count: arity), result: int)
      functions.append((symbol, arity))
    }
    self.functions = functions
    self.theory = theory
    random = .stream(seed: seed)
  }

  mutating func term(depth: Int) throws -> TermID {
    if depth <= 1 || random.chance(1, in: 4) {
      return theory.bank.variable(["x", "y"][random.index(below: 2)], theory.bank.int)
    }
    let (symbol, arity) = random.element(of: functions)
    var arguments: [TermID] = []
    for _ in 0..<arity { arguments.append(try term(depth: depth - 1)) }
    if random.chance(1, in: 4), let last = arguments.popLast() {
      return try theory.bank.call(theory.bank.functionValue(symbol, [], arguments), [last])
    }
    return try theory.bank.application(symbol, [], arguments)
  }

  /// The term with some nodes exchanged by the equation, and a few by something else.
  mutating func mutated(_ term: TermID, _ s: TermID, _ t: TermID, noise: Int) throws -> TermID {
    if term == s && random.chance(2, in: 3) { return t }
    if term == t && random.chance(2, in: 3) { return s }
    let type = theory.bank.type(of: term)
    if type == theory.bank.int && random.chance(noise, in: 60) { return try self.term(depth: 2) }
    var arguments: [TermID] = []
    for argument in theory.bank.arguments(of: term) {
      arguments.append(try mutated(argument, s, t, noise: noise))
    }
    return try theory.bank.rebuild(term, arguments: arguments)
  }
}

/// The definition of the page, word for word, on trees.
private func agree(
  _ p: TermID, _ q: TermID, _ s: TermID, _ t: TermID, _ bank: borrowing TermBank
) -> Bool {
  if p == q || (p == s && q == t) || (p == t && q == s) { return true }
  guard bank.shape(of: p) == bank.shape(of: q) else { return false }
  switch bank.shape(of: p) {
  case .variable, .integer: return false
  case .application, .functionValue:
    guard bank.head(of: p) == bank.head(of: q) else { return false }
    guard bank.typeArguments(of: p) == bank.typeArguments(of: q) else { return false }
  case .call: break
  }
  let (left, right) = (bank.arguments(of: p), bank.arguments(of: q))
  guard left.count == right.count else { return false }
  for (one, other) in zip(left, right) where !agree(one, other, s, t, bank) { return false }
  return true
}

@Suite struct RewriteOracleTests {
  @Test("rewrite does what the page says, on random terms", arguments: seeds(40))
  func agreesWithDefinition(seed: UInt64) throws {
    var source = try SmallTerms(seed: seed)
    var outcomes = [0, 0]
    for _ in 0..<40 {
      let (s, t) = (try source.term(depth: 2), try source.term(depth: 2))
      let p = try source.theory.bank.equation(source.term(depth: 5), source.term(depth: 5))
      let q = try source.mutated(p, s, t, noise: source.random.index(below: 2))
      let premise = try source.theory.assume(p)
      let equation = try source.theory.assume(source.theory.bank.equation(s, t))
      let expected = agree(p, q, s, t, source.theory.bank)
      outcomes[expected ? 1 : 0] += 1
      do throws(RuleFailure) {
        let theorem = try source.theory.rewrite(premise, by: equation, to: q)
        #expect(expected && theorem.conclusion == q)
        let hypotheses = Set([premise.conclusion, equation.conclusion])
        #expect(theorem.hypotheses == hypotheses.sorted())
      } catch {
        #expect(!expected)
        guard case .doesNotRewrite = error else {
          Issue.record("the rule failed with \(error)")
          return
        }
      }
    }
    #expect(outcomes[1] > 0)
  }

  @Test("a true and a false rewrite on a tree of 2^60 nodes are decided at once")
  func hugeTrees() throws {
    var theory = Theory()
    let (x, y) = (
      theory.bank.variable("x", theory.bank.int), theory.bank.variable("y", theory.bank.int)
    )
    let plus = theory.bank.builtin(.plus)
    var (left, right) = (x, y)
    var other = try theory.bank.application(plus, [], [x, y])
    for _ in 0..<60 {
      left = try theory.bank.application(plus, [], [left, left])
      right = try theory.bank.application(plus, [], [right, right])
      other = try theory.bank.application(plus, [], [other, other])
    }
    let premise = try theory.refl(left)
    let equation = try theory.assume(theory.bank.equation(x, y))
    let moved = try theory.rewrite(premise, by: equation, to: theory.bank.equation(left, right))
    #expect(moved.conclusion == (try theory.bank.equation(left, right)))
    let goal = try theory.bank.equation(left, other)
    let sum = try theory.bank.application(plus, [], [x, y])
    #expect(throws: RuleFailure.doesNotRewrite(x, sum)) {
      try theory.rewrite(premise, by: equation, to: goal)
    }
  }
}
