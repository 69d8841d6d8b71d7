import Kernel
import Terms

extension Simplifier {
  /// The facts that may bear on a question about some atoms: hypotheses that share atoms with it,
  /// directly or through others, and what is known of single atoms.
  mutating func linearFacts(
    about atoms: [TermID], depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> [LinearFact] {
    var gathering = LinearGathering(atoms: atoms, hypotheses: arithmetic.hypotheses)
    for _ in 0..<ArithmeticLimits.rounds {
      let new = gathering.takeNewAtoms()
      if new.isEmpty { break }
      for atom in new {
        gathering.add(try facts(about: atom, depth: depth, in: &theory, spending: &budget))
        let paired = try pairedInstances(
          with: atom, among: gathering.atoms, depth: depth, in: &theory, spending: &budget)
        gathering.add(paired)
      }
    }
    return Array(gathering.facts.prefix(ArithmeticLimits.facts))
  }

  /// What is known of one atom by its form and by rules that it alone triggers.
  private mutating func facts(
    about atom: TermID, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> [LinearFact] {
    if arithmetic.known.isEmpty {
      arithmetic.known = Array(repeating: [:], count: conditionDepth + 1)
    }
    if let known = arithmetic.known[depth][atom] { return known }
    var result = theory.divisionFacts(about: atom)
    result += try instances(depth: depth, in: &theory, spending: &budget) { rule, bank in
      rule.triggers.filter { $0.count == 1 }.flatMap {
        rule.matches(of: $0, with: atom, among: [], in: bank)
      }
    }
    arithmetic.known[depth][atom] = result
    return result
  }

  /// Instances of rules that two atoms together trigger.
  private mutating func pairedInstances(
    with atom: TermID, among atoms: [TermID], depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> [LinearFact] {
    try instances(depth: depth, in: &theory, spending: &budget) { rule, bank in
      rule.triggers.filter { $0.count == 2 }.flatMap {
        rule.matches(of: $0, with: atom, among: atoms, in: bank)
      }
    }
  }

  private mutating func instances(
    depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget,
    _ matches: (LinearRule, borrowing TermBank) -> [Match]
  ) throws(SearchFailure) -> [LinearFact] {
    guard depth < conditionDepth else { return [] }
    var result: [LinearFact] = []
    for rules in [local.linear, base.linear] {
      for rule in rules {
        for match in matches(rule, theory.bank).prefix(ArithmeticLimits.instances) {
          let fact = try instance(
            of: rule, match, depth: depth, in: &theory, spending: &budget)
          if let fact { result.append(fact) }
        }
      }
    }
    return result
  }

  /// The instance of a rule, its conditions being proved and the sides of its conclusion simplified.
  private mutating func instance(
    of rule: LinearRule, _ match: Match, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> LinearFact? {
    try budget.spend(1)
    guard let conclusion = theory.bank.instance(rule.conclusion, match.substitution),
      let comparison = theory.bank.integerComparison(conclusion),
      let (conditions, whole) = try relieve(
        rule.conditions, match, schematic: rule.schematic, isPolymorphic: rule.isPolymorphic,
        depth: depth, in: &theory, spending: &budget)
    else { return nil }
    var sides: [TermID] = []
    var steps: [RewriteStep] = []
    for side in [comparison.left, comparison.right] {
      sides.append(try normalise(side, depth: depth + 1, in: &theory, spending: &budget))
      steps += explain(side, depth: depth + 1, in: theory.bank)
    }
    var simplified = theory.bank.rebuilding(conclusion, arguments: sides)
    guard var reading = theory.bank.integerComparison(simplified),
      var polynomial = theory.bank.polynomial(of: reading)
    else { return nil }
    if reading.relation == .equal, polynomial == Polynomial(0) {
      // A sum that rewriting takes to the other side by this very rule.
      guard let plain = theory.bank.polynomial(of: comparison) else { return nil }
      (simplified, reading, polynomial) = (conclusion, comparison, plain)
      steps = []
    }
    if rule.isNegated {
      guard let negation = polynomial.negatedInequality else { return nil }
      polynomial = negation
    }
    return LinearFact(
      polynomial: polynomial, isEquation: reading.relation == .equal,
      source: .instance(
        LinearInstance(
          source: rule.source, formula: rule.formula, substitution: whole.substitution,
          conditions: conditions, conclusion: conclusion, steps: steps, simplified: simplified,
          isNegated: rule.isNegated)))
  }
}

/// Facts on the way to a question, and the atoms that they speak of.
private struct LinearGathering {
  private(set) var atoms: [TermID] = []
  private(set) var facts: [LinearFact] = []
  private var isKnown: Set<TermID> = []
  /// Atoms before this one have been looked at.
  private var taken = 0
  private var hypotheses: [LinearFact]
  private var contents: Set<Polynomial> = []

  init(atoms: [TermID], hypotheses: [LinearFact]) {
    self.hypotheses = hypotheses
    add(atoms)
  }

  /// Atoms that were not given out before.
  mutating func takeNewAtoms() -> [TermID] {
    let new = Array(atoms[taken...])
    taken = atoms.count
    return new
  }

  mutating func add(_ new: [LinearFact]) {
    for fact in new where contents.insert(fact.polynomial).inserted || fact.isEquation {
      facts.append(fact)
      add(fact.polynomial.atoms)
    }
  }

  /// Adds atoms, and the hypotheses that speak of them.
  private mutating func add(_ new: [TermID]) {
    var new = new
    while let atom = new.popLast() {
      guard isKnown.insert(atom).inserted else { continue }
      atoms.append(atom)
      func isRelated(_ fact: LinearFact) -> Bool {
        fact.links.contains(atom) || fact.polynomial.atoms.contains(atom)
      }
      let related = hypotheses.filter(isRelated)
      if related.isEmpty { continue }
      hypotheses.removeAll(where: isRelated)
      for fact in related {
        contents.insert(fact.polynomial)
        facts.append(fact)
        new += fact.polynomial.atoms + fact.links
      }
    }
  }
}

extension Theory {
  /// What `div` and `mod` by a literal other than 0 satisfy.
  fileprivate mutating func divisionFacts(about atom: TermID) -> [LinearFact] {
    guard bank.shape(of: atom) == .application,
      case .builtin(let operation) = bank.kind(of: bank.head(of: atom)),
      operation == .div || operation == .mod
    else { return [] }
    let (dividend, divisor) = (bank.argument(0, of: atom), bank.argument(1, of: atom))
    guard bank.shape(of: divisor) == .integer, bank.integerValue(of: divisor) != 0,
      bank.integerValue(of: divisor) != .min, let whole = bank.polynomial(of: dividend)
    else { return [] }
    let value = Int(bank.integerValue(of: divisor))
    let quotient = Polynomial(atom: bank.logical(.div, dividend, divisor))
    let remainder = Polynomial(atom: bank.logical(.mod, dividend, divisor))
    guard let rest = whole.adding(-value, times: quotient),
      let decomposition = rest.adding(-1, times: remainder),
      let lowerBound = Polynomial(0).adding(-1, times: remainder),
      let upperBound = remainder.adding(1, times: Polynomial(1 - abs(value)))
    else { return [] }
    func fact(_ part: DivisionFact.Part, _ polynomial: Polynomial) -> LinearFact {
      LinearFact(
        polynomial: polynomial, isEquation: part == .decomposition,
        source: .division(DivisionFact(dividend: dividend, divisor: divisor, part: part)))
    }
    return [
      fact(.decomposition, decomposition), fact(.lowerBound, lowerBound),
      fact(.upperBound, upperBound),
    ]
  }
}

extension Builtin {
  /// `<=`, `<` and `=`, at whatever type.
  var isComparison: Bool {
    switch self {
    case .lessOrEqual, .less, .equal: true
    case .plus, .minus, .times, .div, .mod, .not, .and, .or, .implies, .if: false
    }
  }
}
