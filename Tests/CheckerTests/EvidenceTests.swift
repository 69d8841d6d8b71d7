import Checker
import Testing

@Suite("Evidence")
struct EvidenceTests {
  /// `f(x y)` calls itself at `(x + dx, y + dy)` while `condition <= 0`, else it ends. Its measure
  /// is a tuple; lines are cited just for what can be shown.
  private struct Countdown {
    /// Without x y.
    let condition: SmallPolynomial
    let step: (x: Int, y: Int)
    /// Each is `k - l * condition`, or a polynomial without a bound.
    var measure: [SmallPolynomial] = []
    /// The l of each, or nil.
    var factors: [Int?] = []

    init(using random: inout SplitMix) {
      condition = Self.polynomial(&random)
      step = (random.below(5) - 2, random.below(5) - 2)
      for _ in 0..<random.below(4) {
        var component = Self.polynomial(&random)
        var factor: Int?
        if random.below(3) > 0 {
          let times = random.below(3)
          component = SmallPolynomial().adding(condition, times: -times)
          component.coefficients[0] += random.below(3)
          factor = times
        }
        factors.append(factor)
        measure.append(component)
      }
    }

    private static func polynomial(_ random: inout SplitMix) -> SmallPolynomial {
      var result = SmallPolynomial(upTo: 2, using: &random)
      result.coefficients[3] = 0
      return result
    }

    /// By how much a component grows at the call.
    func growth(_ component: SmallPolynomial) -> Int {
      component.coefficients[1] * step.x + component.coefficients[2] * step.y
    }

    /// What the page says of the lines that ``text(using:)`` cites.
    var expected: Cause? {
      let bounded = zip(measure, factors).filter { $0.1 != nil }.map(\.0)
      var isUnbounded = false
      for component in measure {
        if growth(component) < 0 {
          if bounded.contains(component) { return nil }
          isUnbounded = true
        }
        if growth(component) > 0 { break }
      }
      return isUnbounded ? .measureNotBounded : .measureNotDecreasing
    }

    func text(using random: inout SplitMix) -> String {
      let test = "(<= \(condition.term(using: &random)) (int 0))"
      let now = ["x", "y"]
      let next = ["(+ x (int \(step.x)))", "(+ y (int \(step.y)))"]
      var lines = ["(assume ((= bool) \(test) (true)))", "(true-eq 0)"]
      var tuple: [String] = []
      for (component, factor) in zip(measure, factors) {
        let (before, after) = (term(component, now), term(component, next))
        tuple.append(before)
        if growth(component) < 0 { lines.append("(linear 1 () (< \(after) \(before)))") }
        if growth(component) <= 0 { lines.append("(linear 1 () (<= \(after) \(before)))") }
        if let factor { lines.append("(linear 1 ((\(factor) 1)) (<= (int 0) \(before)))") }
      }
      let cited = lines.indices.map(String.init).joined(separator: " ")
      return """
        (lakatos-certificate 1)
        (var x int)
        (var y int)

        """ + lines.enumerated().map { "(line \($0) \($1))\n" }.joined() + """
          (define ((f () (x y) int
            (case \(test) ((true) (f \(next[0]) \(next[1]))) ((false) x))))
           (measured ((\(tuple.joined(separator: " ")))) (\(cited))))
          """
    }

    private func term(_ polynomial: SmallPolynomial, _ arguments: [String]) -> String {
      let numbers = polynomial.coefficients.map { "(int \($0))" }
      let products = "(+ (* \(numbers[1]) \(arguments[0])) (* \(numbers[2]) \(arguments[1])))"
      return "(+ \(numbers[0]) \(products))"
    }

    /// Whether the recursion from a point ends.
    func ends(_ x: Int, _ y: Int) -> Bool {
      var (x, y) = (x, y)
      for _ in 0..<200 {
        guard condition.value(x, y) <= 0 else { return true }
        (x, y) = (x + step.x, y + step.y)
      }
      return false
    }
  }

  @Test("a measured recursion ends, and what has a measure is accepted", arguments: UInt64(1)...10)
  func measured(seed: UInt64) {
    var random = SplitMix(state: seed)
    var accepted = 0
    var endless = 0
    for number in 0..<150 {
      let countdown = Countdown(using: &random)
      let text = countdown.text(using: &random)
      var cause: Cause?
      if case .rejected(_, _, let found) = check(certificate: Array(text.utf8)) { cause = found }
      #expect(cause == countdown.expected, "\(number): \(text)")
      let ends = (-5...5).allSatisfy { x in (-5...5).allSatisfy { countdown.ends(x, $0) } }
      if !ends { endless += 1 }
      if cause == nil {
        accepted += 1
        #expect(ends, "\(number): \(text)")
      }
    }
    #expect(accepted > 15)
    #expect(endless > 15)
  }
}
