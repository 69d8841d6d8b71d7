import Kernel
import Terms
import Testing

@Suite struct SmokeTests {
  @Test("(append xs nil) = xs is proved by induction along append")
  func appendNil() throws {
    var theory = try listTheory()
    let theorem = try theory.proveAppendNil()
    let text = theory.bank.description(of: theorem.conclusion)
    #expect(theorem.hypotheses.isEmpty)
    #expect(text == "(= (append xs nil) xs)")
    let again = try theory.proveAppendNil()
    #expect(again == theorem)
    let count = theory.lineCount
    #expect(count == 5)
  }
}
