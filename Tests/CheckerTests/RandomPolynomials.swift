/// A polynomial over x and y with the monomials 1, x, y and x y.
struct SmallPolynomial: Equatable {
  var coefficients = [0, 0, 0, 0]

  init() {}

  /// All coefficients at most `bound` from 0.
  init(upTo bound: Int, using random: inout SplitMix) {
    for index in coefficients.indices {
      coefficients[index] = random.below(2 * bound + 1) - bound
    }
  }

  func adding(_ other: SmallPolynomial, times factor: Int) -> SmallPolynomial {
    var result = self
    for index in coefficients.indices {
      result.coefficients[index] += factor * other.coefficients[index]
    }
    return result
  }

  func value(_ x: Int, _ y: Int) -> Int {
    coefficients[0] + coefficients[1] * x + coefficients[2] * y + coefficients[3] * x * y
  }

  /// One of the terms of this value.
  func term(using random: inout SplitMix) -> String {
    let atoms = ["(int 1)", "x", "y", random.below(2) == 0 ? "(* x y)" : "(* y x)"]
    var order = [0, 1, 2, 3]
    for index in order.indices { order.swapAt(index, random.below(4)) }
    var term: String?
    for index in order where coefficients[index] != 0 {
      let number = "(int \(coefficients[index]))"
      let summand =
        random.below(2) == 0 ? "(* \(number) \(atoms[index]))" : "(* \(atoms[index]) \(number))"
      term = term.map { random.below(2) == 0 ? "(+ \($0) \(summand))" : "(+ \(summand) \($0))" }
      term = term ?? summand
    }
    return term ?? "(int 0)"
  }
}

/// A comparison of two polynomials.
struct SmallFormula {
  enum Form: CaseIterable {
    case atMost, less, notAtMost, notLess, equal
  }

  let form: Form
  let left: SmallPolynomial
  let right: SmallPolynomial

  /// The formula of this form that says `polynomial <= 0`, or `= 0` of an equation.
  init(_ form: Form, saying polynomial: SmallPolynomial, using random: inout SplitMix) {
    let other = SmallPolynomial(upTo: 3, using: &random)
    var sum = other.adding(polynomial, times: 1)
    switch form {
    case .atMost, .equal, .notLess: break
    case .less, .notAtMost: sum.coefficients[0] -= 1
    }
    self.form = form
    let isNegated = form == .notAtMost || form == .notLess
    (left, right) = isNegated ? (other, sum) : (sum, other)
  }

  func holds(_ x: Int, _ y: Int) -> Bool {
    let (s, t) = (left.value(x, y), right.value(x, y))
    switch form {
    case .atMost: return s <= t
    case .less: return s < t
    case .notAtMost: return !(s <= t)
    case .notLess: return !(s < t)
    case .equal: return s == t
    }
  }

  func text(using random: inout SplitMix) -> String {
    let sides = "\(left.term(using: &random)) \(right.term(using: &random))"
    return switch form {
    case .atMost: "(<= \(sides))"
    case .less: "(< \(sides))"
    case .notAtMost: "((= bool) (<= \(sides)) (false))"
    case .notLess: "((= bool) (< \(sides)) (false))"
    case .equal: "((= int) \(sides))"
    }
  }
}

/// A term over three variables with `+ - *` and literals.
indirect enum RingTerm {
  case variable(Int)
  case literal(Int)
  case operation(String, RingTerm, RingTerm)

  static func random(depth: Int, using random: inout SplitMix) -> RingTerm {
    guard depth > 0, random.below(5) > 0 else {
      return random.below(2) == 0 ? .variable(random.below(3)) : .literal(random.below(7) - 3)
    }
    let operation = ["+", "-", "*"][random.below(3)]
    let left = Self.random(depth: depth - 1, using: &random)
    return .operation(operation, left, Self.random(depth: depth - 1, using: &random))
  }

  var text: String {
    switch self {
    case .variable(let index): ["x", "y", "z"][index]
    case .literal(let value): "(int \(value))"
    case .operation(let name, let left, let right): "(\(name) \(left.text) \(right.text))"
    }
  }

  /// Modulo 2^64.
  func value(_ point: [Int]) -> Int {
    switch self {
    case .variable(let index): return point[index]
    case .literal(let value): return value
    case .operation(let name, let left, let right):
      let (a, b) = (left.value(point), right.value(point))
      return name == "+" ? a &+ b : name == "-" ? a &- b : a &* b
    }
  }

  /// The same polynomial written otherwise, by a law of rings at each node.
  func rewritten(using random: inout SplitMix) -> RingTerm {
    guard case .operation(let name, let left, let right) = self else { return self }
    let (a, b) = (left.rewritten(using: &random), right.rewritten(using: &random))
    switch (name, random.below(3), b) {
    case ("-", 0, _): return .operation("+", a, .operation("*", .literal(-1), b))
    case ("-", 1, _): return .operation("-", .literal(0), .operation("-", b, a))
    case ("-", _, _): return .operation(name, a, b)
    case ("*", 0, .operation(let inner, let c, let d)) where inner != "*":
      return .operation(inner, .operation("*", a, c), .operation("*", d, a))
    case (_, 1, .operation(let inner, let c, let d)) where inner == name:
      return .operation(name, .operation(name, a, c), d)
    default: return .operation(name, b, a)
    }
  }
}
