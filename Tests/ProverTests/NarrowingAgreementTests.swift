import Determinism
import Lisp
import Testing

@testable import Prover

@Suite("Narrowing against enumeration")
struct NarrowingAgreementTests {
  /// Random formulas over lists of integers and naturals.
  private struct FormulaSource {
    var generator: SeededGenerator

    mutating func truth(_ depth: Int) -> String {
      switch generator.index(below: depth == 0 ? 5 : 9) {
      case 0: return "(= \(list(1)) \(list(1)))"
      case 1: return "(< \(integer(1)) \(integer(1)))"
      case 2: return "(= \(integer(1)) \(integer(1)))"
      case 3: return "(leq \(natural(1)) \(natural(1)))"
      case 4: return "(member \(integer(1)) \(list(1)))"
      case 5: return "(and \(truth(depth - 1)) \(truth(depth - 1)))"
      case 6: return "(or \(truth(depth - 1)) \(truth(depth - 1)))"
      case 7: return "(not \(truth(depth - 1)))"
      default: return "(=> \(truth(depth - 1)) \(truth(depth - 1)))"
      }
    }

    mutating func integer(_ depth: Int) -> String {
      switch generator.index(below: depth == 0 ? 3 : 7) {
      case 0: return "i"
      case 1: return "j"
      case 2: return "\(generator.index(below: 5) - 2)"
      case 3: return "(+ \(integer(depth - 1)) \(integer(depth - 1)))"
      case 4: return "(- \(integer(depth - 1)) \(integer(depth - 1)))"
      case 5: return "(* \(integer(depth - 1)) \(integer(depth - 1)))"
      default: return "(mod \(integer(depth - 1)) \(integer(depth - 1)))"
      }
    }

    mutating func natural(_ depth: Int) -> String {
      switch generator.index(below: depth == 0 ? 2 : 5) {
      case 0: return "n"
      case 1: return "\(generator.index(below: 3))"
      case 2: return "(length \(list(depth - 1)))"
      case 3: return "(plus \(natural(depth - 1)) \(natural(depth - 1)))"
      default: return "(minus \(natural(depth - 1)) \(natural(depth - 1)))"
      }
    }

    mutating func list(_ depth: Int) -> String {
      switch generator.index(below: depth == 0 ? 2 : 5) {
      case 0: return "xs"
      case 1: return "ys"
      case 2: return "(append \(list(depth - 1)) \(list(depth - 1)))"
      case 3: return "(cons \(integer(depth - 1)) \(list(depth - 1)))"
      default: return "(if (< i j) \(list(depth - 1)) \(list(depth - 1)))"
      }
    }
  }

  @Test("both refute the same small formulas", arguments: seeds(150))
  func agreement(seed: UInt64) throws {
    let environment = try loadModule(text: "").environment
    var source = FormulaSource(generator: .stream(seed: seed, path: 0xA6))
    let text =
      "(forall ((i int) (j int) (n nat) (xs (list int)) (ys (list int))) \(source.truth(2)))"
    let formula = try elaborateFormula(text: text, in: environment)
    var tester = FormulaTester(environment: environment, budget: Budget(fuel: 20_000))
    let compiled = tester.compile(formula)
    func isFalse(_ values: [Value]) -> Bool {
      guard let block = tester.encode([values], for: compiled) else { return false }
      return tester.test(compiled, block, 0) == .fails
    }
    var inputs = InputGenerator(environment: environment, seed: 1)
    let byEnumeration = inputs.smallestTuples(1_500, of: formula.variables.map(\.type))
      .contains { isFalse($0) }
    var refuter = Refuter(environment: environment, seed: 1)
    let found = refuter.narrow(formula, steps: 300_000)
    if let found {
      #expect(isFalse(found.bindings.map(\.value)), "\(text)")
    } else {
      #expect(!byEnumeration, "\(text)")
    }
  }
}
