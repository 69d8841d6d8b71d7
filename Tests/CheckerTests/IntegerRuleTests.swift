import Checker
import Testing

@Suite("Integer rules")
struct IntegerRuleTests {
  private func cause(_ lines: String) -> Cause? {
    let text = "(lakatos-certificate 1)\n(var x int)\n(var y int)\n(var z int)\n" + lines
    if case .rejected(_, _, let cause) = check(certificate: Array(text.utf8)) { return cause }
    return nil
  }

  // MARK: - linear

  /// A step of `linear`, likely to be right.
  private struct LinearStep {
    var premises: [(factor: Int, formula: SmallFormula, polynomial: SmallPolynomial)] = []
    let divisor: Int
    let claim: SmallPolynomial
    let conclusion: SmallFormula

    init(using random: inout SplitMix) {
      divisor = 1 + random.below(4)
      claim = SmallPolynomial(upTo: 2, using: &random)
      conclusion = SmallFormula(
        random.below(2) == 0 ? .atMost : .less, saying: claim, using: &random)
      var missing = SmallPolynomial().adding(claim, times: divisor)
      for _ in 0..<random.below(3) {
        let form = SmallFormula.Form.allCases[random.below(5)]
        let factor = random.below(4) - (form == .equal ? 2 : 0)
        let polynomial = SmallPolynomial(upTo: 2, using: &random)
        missing = missing.adding(polynomial, times: -factor)
        append(factor, form, polynomial, &random)
      }
      missing.coefficients[0] += random.below(2 * divisor + 3) - divisor
      if random.below(8) == 0 { missing.coefficients[random.below(4)] += 1 }
      let form = SmallFormula.Form.allCases[random.below(5)]
      let factor = form == .equal && random.below(2) == 0 ? -1 : 1
      append(factor, form, SmallPolynomial().adding(missing, times: factor), &random)
      let turned = random.below(premises.count)
      if random.below(8) == 0 { premises[turned].factor *= -1 }
    }

    private mutating func append(
      _ factor: Int, _ form: SmallFormula.Form, _ polynomial: SmallPolynomial,
      _ random: inout SplitMix
    ) {
      let formula = SmallFormula(form, saying: polynomial, using: &random)
      premises.append((factor, formula, polynomial))
    }

    func text(using random: inout SplitMix) -> String {
      var text = ""
      for (number, premise) in premises.enumerated() {
        text += "(line \(number) (assume \(premise.formula.text(using: &random))))\n"
      }
      let cited = premises.enumerated().map { "(\($1.factor) \($0))" }.joined(separator: " ")
      let formula = conclusion.text(using: &random)
      return text + "(line \(premises.count) (linear \(divisor) (\(cited)) \(formula)))\n"
    }

    /// What the page says: `c0 <= P0 / d` rounded up just if `d (c0 - 1) < P0`.
    var expected: Cause? {
      if premises.contains(where: { $0.factor < 0 && $0.formula.form != .equal }) {
        return .negativeFactor
      }
      var sum = SmallPolynomial()
      for premise in premises { sum = sum.adding(premise.polynomial, times: premise.factor) }
      let scaled = SmallPolynomial().adding(claim, times: divisor)
      guard sum.coefficients[1...] == scaled.coefficients[1...] else { return .polynomialsDiffer }
      let isWeak = divisor * (claim.coefficients[0] - 1) < sum.coefficients[0]
      return isWeak ? nil : .constantTooLarge
    }

    /// A point at which the premises hold and the conclusion does not.
    func counterexample() -> (Int, Int)? {
      for x in -6...6 {
        for y in -6...6
        where premises.allSatisfy({ $0.formula.holds(x, y) }) && !conclusion.holds(x, y) {
          return (x, y)
        }
      }
      return nil
    }
  }

  @Test(
    "what linear accepts is true in a box, and it accepts all that it should",
    arguments: UInt64(1)...10)
  func linear(seed: UInt64) {
    var random = SplitMix(state: seed)
    var accepted = 0
    var refused: [Cause: Int] = [:]
    for number in 0..<200 {
      let step = LinearStep(using: &random)
      let text = step.text(using: &random)
      let cause = cause(text)
      #expect(cause == step.expected, "\(number): \(text)")
      if let cause {
        refused[cause, default: 0] += 1
      } else {
        accepted += 1
        if let point = step.counterexample() { Issue.record("\(number): \(text) at \(point)") }
      }
    }
    #expect(accepted > 40)
    #expect(refused.keys.count == 3)
  }

  @Test("control: the box refutes steps that round the wrong way or turn an inequality")
  func refutes() {
    var random = SplitMix(state: 99)
    var refuted: Set<Cause> = []
    for _ in 0..<2_000 {
      let step = LinearStep(using: &random)
      if let cause = step.expected, step.counterexample() != nil { refuted.insert(cause) }
    }
    #expect(refuted == [.constantTooLarge, .polynomialsDiffer, .negativeFactor])
  }

  // MARK: - ring

  @Test("ring accepts just the terms that agree at random points", arguments: UInt64(1)...10)
  func ring(seed: UInt64) {
    var random = SplitMix(state: seed)
    var accepted = 0
    for number in 0..<200 {
      let first = RingTerm.random(depth: 3, using: &random)
      let isRewritten = random.below(4) > 0
      let base = isRewritten ? first : RingTerm.random(depth: 2, using: &random)
      var second = base.rewritten(using: &random)
      if random.below(3) == 0 { second = second.rewritten(using: &random) }
      if random.below(4) == 0 { second = .operation("+", second, .literal(random.below(2))) }
      let agree = (0..<40).allSatisfy { _ in
        let point = (0..<3).map { _ in random.below(41) - 20 }
        return first.value(point) == second.value(point)
      }
      let cause = cause("(line 0 (ring \(first.text) \(second.text)))\n")
      let expected: Cause? = agree ? nil : .polynomialsDiffer
      #expect(cause == expected, "\(number): \(first.text) \(second.text)")
      if agree { accepted += 1 }
    }
    #expect(accepted > 80 && accepted < 190)
  }

  @Test("coefficients reach from -2^127 to 2^127 - 1 and no further")
  func coefficients() {
    // 2^62 * 2^62 * 4
    let power = "(* (* (int 4611686018427387904) (int 4611686018427387904)) (int 4))"
    let largest = "(+ \(power) (- \(power) (int 1)))"
    let smallest = "(- (- (int 0) \(power)) \(power))"
    func ring(_ term: String) -> Cause? { cause("(line 0 (ring \(term) \(term)))\n") }
    #expect(ring(largest) == nil)
    #expect(ring(smallest) == nil)
    #expect(ring("(+ (int 1) \(largest))") == .coefficientTooLarge)
    #expect(ring("(- \(smallest) (int 1))") == .coefficientTooLarge)
    #expect(ring("(- (int 0) \(smallest))") == .coefficientTooLarge)
    #expect(ring("(* (int -1) (* x \(smallest)))") == .coefficientTooLarge)
    #expect(ring("(* (* x \(largest)) (int -1))") == nil)
  }
}
