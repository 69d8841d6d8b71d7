import Determinism
import Prover
import Testing

/// A random formula over three integers, as text and as a function.
private struct RandomFormula {
  var text: String
  var holds: ([Int]) -> Bool

  typealias Number = (text: String, value: ([Int]) -> Int)

  static func number(_ depth: Int, using generator: inout SeededGenerator) -> Number {
    if depth == 0 || generator.chance(1, in: 4) {
      if generator.chance(1, in: 3) {
        let value = generator.index(below: 7) - 3
        return ("\(value)", { _ in value })
      }
      let index = generator.index(below: 3)
      return (["a", "b", "c"][index], { $0[index] })
    }
    let left = number(depth - 1, using: &generator)
    switch generator.index(below: 9) {
    case 0:
      let divisor = [2, 3, -2, 5][generator.index(below: 4)]
      return ("(mod \(left.text) \(divisor))", { remainder(left.value($0), divisor) })
    case 1:
      let divisor = [2, 3, -2][generator.index(below: 3)]
      return (
        "(div \(left.text) \(divisor))",
        { (left.value($0) - remainder(left.value($0), divisor)) / divisor }
      )
    case 2:
      let factor = generator.index(below: 7) - 3
      return ("(* \(factor) \(left.text))", { factor * left.value($0) })
    case 3:
      let test = comparison(depth - 1, using: &generator)
      let right = number(depth - 1, using: &generator)
      return (
        "(if \(test.text) \(left.text) \(right.text))",
        { test.holds($0) ? left.value($0) : right.value($0) }
      )
    case 4, 5, 6:
      let right = number(depth - 1, using: &generator)
      return ("(+ \(left.text) \(right.text))", { left.value($0) + right.value($0) })
    default:
      let right = number(depth - 1, using: &generator)
      return ("(- \(left.text) \(right.text))", { left.value($0) - right.value($0) })
    }
  }

  static func comparison(_ depth: Int, using generator: inout SeededGenerator) -> RandomFormula {
    let left = number(depth, using: &generator)
    let right = number(depth, using: &generator)
    let kind = generator.index(below: 4)
    let text = "(\(["<=", "<", "=", "<="][kind]) \(left.text) \(right.text))"
    let plain = RandomFormula(text: text) {
      switch kind {
      case 1: left.value($0) < right.value($0)
      case 2: left.value($0) == right.value($0)
      default: left.value($0) <= right.value($0)
      }
    }
    guard generator.chance(1, in: 4) else { return plain }
    return RandomFormula(text: "(not \(plain.text))") { !plain.holds($0) }
  }

  static func implication(using generator: inout SeededGenerator) -> RandomFormula {
    var result = comparison(2, using: &generator)
    for _ in 0..<(1 + generator.index(below: 3)) {
      let premise = comparison(1, using: &generator)
      let conclusion = result
      result = RandomFormula(text: "(=> \(premise.text) \(conclusion.text))") {
        !premise.holds($0) || conclusion.holds($0)
      }
    }
    return result
  }

  private static func remainder(_ a: Int, _ b: Int) -> Int {
    let rest = a % b
    return rest < 0 ? rest + abs(b) : rest
  }

  /// Whether it is true for all small integers and some greater ones.
  var isTrueInBox: Bool {
    let box = [0, 40, -40, 25, -25, 17, -17] + Array(-9...9)
    return box.allSatisfy { a in
      box.allSatisfy { b in box.allSatisfy { c in holds([a, b, c]) } }
    }
  }
}

@Suite("Random arithmetic")
struct ArithmeticFuzzTests {
  @Test("what is proved is true, and no proof fails in the kernel", arguments: seeds(120))
  func provedIsTrue(seed: UInt64) throws {
    var generator = SeededGenerator.stream(seed: seed, path: 0xF2)
    let formula = RandomFormula.implication(using: &generator)
    switch try verdict(formula.text, limits: ProverLimits(inferences: 4_000)) {
    case .proved: #expect(formula.isTrueInBox, "proved a falsehood: \(formula.text)")
    case .unknown(let standing):
      #expect(standing.reason != .replayFailed, "\(formula.text): \(standing.openGoals)")
    case .refuted, .unsupported: Issue.record("\(formula.text)")
    }
  }

  @Test("nearly all that is true is proved")
  func nearlyComplete() throws {
    var (count, open) = (0, [String]())
    for seed in seeds(150) {
      var generator = SeededGenerator.stream(seed: seed, path: 0xF2)
      let formula = RandomFormula.implication(using: &generator)
      guard formula.isTrueInBox else { continue }
      count += 1
      if case .proved = try verdict(formula.text, limits: ProverLimits(inferences: 4_000)) {
        continue
      }
      open.append(formula.text)
    }
    #expect(count >= 20)
    #expect(10 * open.count <= count, "open: \(open)")
  }
}
