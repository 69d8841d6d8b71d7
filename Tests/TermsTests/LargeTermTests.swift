import Terms
import Testing

@Suite struct LargeTermTests {
  @Test("walks survive terms that are deep, far beyond the limit of the logic")
  func deepTerms() throws {
    var bank = TermBank()
    let minus = try bank.head(bank.builtin(.minus), [])
    let (x, y) = (bank.variable("x", bank.int), bank.variable("y", bank.int))
    var term = x
    for _ in 0..<30_000 {
      let sides: InlineArray<2, TermID> = [term, y]
      term = try bank.application(minus, sides.span)
    }
    #expect(bank.depth(of: term) == 30_001)
    #expect(bank.freeVariables(of: term) == [x, y])
    #expect(bank.isSubterm(x, of: term) == true)
    let moved = try bank.substitute(term, Substitution(terms: [x: y, y: x]))
    #expect(bank.freeVariables(of: moved) == [y, x])
    #expect(bank.replace(x, with: y, in: moved) == bank.replace(x, with: y, in: term))
    #expect(bank.description(of: term, limit: 30) == "(- (- (- (- (- (- (- (- (- (- ...")
  }

  @Test("walks do not visit a node twice, so a tree of 2^60 nodes is small")
  func hugeTrees() throws {
    var bank = TermBank()
    let plus = bank.builtin(.plus)
    let (x, y) = (bank.variable("x", bank.int), bank.variable("y", bank.int))
    var term = x
    var other = y
    for _ in 0..<60 {
      term = try bank.application(plus, [], [term, term])
      other = try bank.application(plus, [], [other, other])
    }
    #expect(bank.freeVariables(of: term) == [x])
    #expect(bank.isSubterm(y, of: term) == false)
    #expect(bank.containsAny(of: [y], in: term) == false)
    let substituted = try bank.substitute(term, Substitution(terms: [x: y]))
    #expect(substituted == other)
    #expect(bank.replace(x, with: y, in: term) == other)
    #expect(bank.typeVariables(ofTerm: term).isEmpty)
    #expect(bank.description(of: term, limit: 20).utf8.count < 40)
  }

  @Test("types that are huge as trees are small")
  func hugeTypes() throws {
    var bank = TermBank()
    let a = try bank.type(.variable("a"))
    var (type, other) = (a, bank.int)
    for _ in 0..<60 {
      type = try bank.type(.function([type], type))
      other = try bank.type(.function([other], other))
    }
    let substituted = try bank.substitute(type, ["a": bank.int])
    #expect(substituted == other)
    #expect(bank.typeVariables(of: type) == ["a"])
  }
}
