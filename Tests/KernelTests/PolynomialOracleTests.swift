import Determinism
import Kernel
import Terms
import Testing

/// Integer terms over three variables.
private struct IntegerTerms: ~Copyable {
  var theory = Theory()
  var random: SeededGenerator
  let variables: [TermID]

  init(seed: UInt64) {
    var theory = Theory()
    let int = theory.bank.int
    variables = ["x", "y", "z"].map { theory.bank.variable($0, int) }
    self.theory = theory
    random = .stream(seed: seed)
  }

  mutating func apply(_ operation: Builtin, _ s: TermID, _ t: TermID) throws -> TermID {
    try theory.bank.application(theory.bank.builtin(operation), [], [s, t])
  }

  mutating func term(depth: Int) throws -> TermID {
    if depth <= 1 || random.chance(1, in: 5) {
      if random.chance(1, in: 3) { return theory.bank.integer(Int64(random.index(below: 7)) - 3) }
      return random.element(of: variables)
    }
    let operation = random.element(of: [Builtin.plus, .minus, .times])
    return try apply(operation, term(depth: depth - 1), term(depth: depth - 1))
  }

  /// The term with laws of rings used at some nodes, and rarely something that is no law.
  mutating func rearranged(_ term: TermID) throws -> TermID {
    guard theory.bank.shape(of: term) == .application,
      case .builtin(let operation) = theory.bank.kind(of: theory.bank.head(of: term))
    else {
      if random.chance(1, in: 40) { return random.element(of: variables) }
      return term
    }
    let left = try rearranged(theory.bank.argument(0, of: term))
    let right = try rearranged(theory.bank.argument(1, of: term))
    switch (operation, random.index(below: 3)) {
    case (.plus, 0), (.times, 0): return try apply(operation, right, left)
    case (.minus, 0):
      return try apply(.plus, left, apply(.times, theory.bank.integer(-1), right))
    case (.times, 1):
      let more = try apply(.plus, left, theory.bank.integer(1))
      return try apply(.minus, apply(.times, more, right), right)
    default: return try apply(operation, left, right)
    }
  }
}

/// 2^61 - 1
private let prime: UInt64 = (1 << 61) - 1

/// The value of a term modulo a prime.
private func residue(
  of term: TermID, at point: [TermID: UInt64], _ bank: borrowing TermBank
) -> UInt64 {
  if let value = point[term] { return value }
  if bank.shape(of: term) == .integer {
    let value = Int128(bank.integerValue(of: term)) % Int128(prime)
    return UInt64(value < 0 ? value + Int128(prime) : value)
  }
  let a = UInt128(residue(of: bank.argument(0, of: term), at: point, bank))
  let b = UInt128(residue(of: bank.argument(1, of: term), at: point, bank))
  switch bank.kind(of: bank.head(of: term)) {
  case .builtin(.plus): return UInt64((a + b) % UInt128(prime))
  case .builtin(.minus): return UInt64((a + UInt128(prime) - b) % UInt128(prime))
  default: return UInt64(a * b % UInt128(prime))
  }
}

@Suite struct RingOracleTests {
  @Test(
    "ring accepts what has equal values at random points, and nothing else", arguments: seeds(40))
  func agreesWithEvaluation(seed: UInt64) throws {
    var terms = IntegerTerms(seed: seed)
    var accepted = 0
    for _ in 0..<20 {
      let s = try terms.term(depth: 5)
      let t = try terms.rearranged(s)
      var isEqual = true
      for _ in 0..<6 {
        var point: [TermID: UInt64] = [:]
        for variable in terms.variables { point[variable] = terms.random.next() % prime }
        let (a, b) = (
          residue(of: s, at: point, terms.theory.bank), residue(of: t, at: point, terms.theory.bank)
        )
        if a != b { isEqual = false }
      }
      do throws(RuleFailure) {
        let theorem = try terms.theory.ring(s, t)
        #expect(isEqual)
        #expect(theorem.hypotheses.isEmpty)
        accepted += 1
      } catch {
        #expect(!isEqual)
        #expect(error == .polynomialsDiffer(s, t))
      }
    }
    #expect(accepted > 0)
  }
}

/// `constant + x + y` with these coefficients.
private struct LinearForm: Equatable {
  var constant = 0
  var x = 0
  var y = 0

  static func + (a: LinearForm, b: LinearForm) -> LinearForm {
    LinearForm(constant: a.constant + b.constant, x: a.x + b.x, y: a.y + b.y)
  }

  static func * (k: Int, a: LinearForm) -> LinearForm {
    LinearForm(constant: k * a.constant, x: k * a.x, y: k * a.y)
  }

  func value(_ x: Int, _ y: Int) -> Int { constant + self.x * x + self.y * y }
}

/// A formula with what it says of a point, independently of how it is read.
private struct Inequality {
  enum Kind: CaseIterable { case atMost, less, equal, notAtMost, notLess }
  let kind: Kind
  let left: LinearForm
  let right: LinearForm

  func holds(_ x: Int, _ y: Int) -> Bool {
    let (a, b) = (left.value(x, y), right.value(x, y))
    return switch kind {
    case .atMost: a <= b
    case .less: a < b
    case .equal: a == b
    case .notAtMost: !(a <= b)
    case .notLess: !(a < b)
    }
  }

  /// The page's reading.
  var reading: LinearForm {
    let difference = left + (-1) * right
    return switch kind {
    case .atMost, .equal: difference
    case .less: difference + LinearForm(constant: 1)
    case .notAtMost: (-1) * difference + LinearForm(constant: 1)
    case .notLess: (-1) * difference
    }
  }
}

extension IntegerTerms {
  fileprivate mutating func form() -> LinearForm {
    LinearForm(
      constant: random.index(below: 9) - 4, x: random.index(below: 7) - 3,
      y: random.index(below: 7) - 3)
  }

  fileprivate mutating func term(_ form: LinearForm) throws -> TermID {
    let x = try apply(.times, theory.bank.integer(Int64(form.x)), variables[0])
    let y = try apply(.times, variables[1], theory.bank.integer(Int64(form.y)))
    return try apply(.plus, apply(.plus, x, theory.bank.integer(Int64(form.constant))), y)
  }

  fileprivate mutating func formula(_ inequality: Inequality) throws -> TermID {
    let (s, t) = (try term(inequality.left), try term(inequality.right))
    switch inequality.kind {
    case .atMost: return try apply(.lessOrEqual, s, t)
    case .less: return try apply(.less, s, t)
    case .equal: return try theory.bank.equation(s, t)
    case .notAtMost:
      return try theory.bank.equation(apply(.lessOrEqual, s, t), theory.bank.falseTerm)
    case .notLess: return try theory.bank.equation(apply(.less, s, t), theory.bank.falseTerm)
    }
  }
}

@Suite struct LinearOracleTests {
  @Test("what linear accepts is true at all points of a box", arguments: seeds(60))
  func agreesWithBruteForce(seed: UInt64) throws {
    var terms = IntegerTerms(seed: seed)
    for _ in 0..<20 {
      var premises: [Inequality] = []
      var multiples: [Int] = []
      for _ in 0..<(1 + terms.random.index(below: 3)) {
        let kind = terms.random.element(of: Inequality.Kind.allCases)
        premises.append(Inequality(kind: kind, left: terms.form(), right: terms.form()))
        let isNegative = terms.random.chance(1, in: kind == .equal ? 2 : 12)
        multiples.append((isNegative ? -1 : 1) * terms.random.index(below: 4))
      }
      let sum = zip(multiples, premises).reduce(LinearForm()) { $0 + $1.0 * $1.1.reading }
      let divisors = (1...6).filter { sum.x % $0 == 0 && sum.y % $0 == 0 }
      let divisor = terms.random.element(of: divisors)
      // The greatest constant that follows, and its neighbours.
      let rounded = Int((Double(sum.constant) / Double(divisor)).rounded(.up))
      let excess = terms.random.index(below: 4) - 2
      let read = LinearForm(
        constant: rounded + excess, x: sum.x / divisor, y: sum.y / divisor)
      let kind: Inequality.Kind = terms.random.chance(1, in: 2) ? .atMost : .less
      let right = terms.form()
      let shift = LinearForm(constant: kind == .less ? -1 : 0)
      let goal = Inequality(kind: kind, left: read + right + shift, right: right)
      try check(goal, excess, premises, multiples, divisor, &terms)
    }
  }

  private func check(
    _ goal: Inequality, _ excess: Int, _ premises: [Inequality], _ multiples: [Int],
    _ divisor: Int, _ terms: inout IntegerTerms
  ) throws {
    var summands: [(coefficient: Int128, theorem: Theorem)] = []
    for (multiple, premise) in zip(multiples, premises) {
      let formula = try terms.formula(premise)
      summands.append((Int128(multiple), try terms.theory.assume(formula)))
    }
    let p = try terms.formula(goal)
    let isPositive = zip(multiples, premises).allSatisfy { $0 >= 0 || $1.kind == .equal }
    do throws(RuleFailure) {
      let theorem = try terms.theory.linear(divisor: Int128(divisor), summands, to: p)
      #expect(theorem.conclusion == p)
      #expect(theorem.hypotheses == Set(summands.flatMap(\.theorem.hypotheses)).sorted())
      #expect(isPositive && excess <= 0)
      for x in -6...6 {
        for y in -6...6 where premises.allSatisfy({ $0.holds(x, y) }) {
          #expect(goal.holds(x, y))
        }
      }
    } catch {
      #expect(!isPositive || excess > 0)
      if isPositive { #expect(error == .constantTooGreat(p)) }
    }
  }

  @Test("linear refuses a wrong multiple of a variable", arguments: seeds(10))
  func refusesOtherForms(seed: UInt64) throws {
    var terms = IntegerTerms(seed: seed)
    for _ in 0..<20 {
      let premise = Inequality(kind: .atMost, left: terms.form(), right: terms.form())
      let goal = Inequality(kind: .atMost, left: terms.form(), right: terms.form())
      let divisor = 1 + terms.random.index(below: 3)
      let multiple = divisor * goal.reading
      let fits = multiple.x == premise.reading.x && multiple.y == premise.reading.y
      let (formula, p) = (try terms.formula(premise), try terms.formula(goal))
      let assumed = try terms.theory.assume(formula)
      do throws(RuleFailure) {
        _ = try terms.theory.linear(divisor: Int128(divisor), [(1, assumed)], to: p)
        #expect(fits)
      } catch {
        #expect(fits ? error == .constantTooGreat(p) : error == .doesNotFollow(p))
      }
    }
  }
}
