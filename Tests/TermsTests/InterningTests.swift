import Terms
import Testing

@Suite struct InterningTests {
  @Test func equalTermsHaveOneID() throws {
    var bank = TermBank()
    let x = bank.variable("x", bank.int)
    let first = try bank.application(bank.builtin(.plus), [], [x, x])
    let second = try bank.application(bank.builtin(.plus), [], [x, x])
    #expect(first == second)
  }
}
