import Kernel
import Terms

extension ProofSearch {
  /// A sequent that implies the one at hand, and how it came about.
  struct Variant {
    var sequent: Sequent
    var moves: [ProofTree.Move]
  }

  /// What to induct on: the sequent with common subterms generalised, after the induction
  /// hypotheses were used from right to left on one side, and as it is.
  mutating func variants(
    of sequent: Sequent, inductionHypotheses: [RewriteRule]
  ) -> [Variant] {
    var variants: [Variant] = []
    for fertilised in fertilised(sequent, inductionHypotheses: inductionHypotheses) {
      if let variant = generalised(fertilised) { variants.append(variant) }
    }
    let plain = Variant(sequent: sequent, moves: [])
    if let assuming = assuming(inductionHypotheses, in: sequent),
      let variant = generalised(assuming)
    {
      variants.append(variant)
    }
    if let variant = generalised(plain) { variants.append(variant) }
    if let variant = generalised(plain, constructed: true) { variants.append(variant) }
    for variant in renamedApart(sequent) { variants.append(variant) }
    if let variant = focused(sequent) { variants.append(variant) }
    variants.append(plain)
    if let variant = cancelled(sequent) { variants.append(variant) }
    return variants
  }

  /// The sequent without the hypotheses that speak of more than the goal does: they would only
  /// burden the induction hypothesis.
  private func focused(_ sequent: Sequent) -> Variant? {
    let variables = Set(theory.bank.freeVariables(of: sequent.goal))
    let kept = sequent.hypotheses.filter {
      variables.isSuperset(of: theory.bank.freeVariables(of: $0))
    }
    guard kept.count < sequent.hypotheses.count else { return nil }
    return Variant(sequent: Sequent(hypotheses: kept, goal: sequent.goal), moves: [])
  }

  /// The sequent without what is around the only place where the sides of the goal differ: for
  /// `f(x, s) = f(x, t)` it is enough that `s = t`.
  private mutating func cancelled(_ sequent: Sequent) -> Variant? {
    guard var (left, right) = theory.bank.equationSides(sequent.goal) else { return nil }
    var changed = false
    while let (s, t) = onlyDifference(left, right) {
      (left, right) = (s, t)
      changed = true
    }
    guard changed else { return nil }
    let goal = theory.bank.equationOf(left, right)
    return Variant(
      sequent: Sequent(hypotheses: sequent.hypotheses, goal: goal),
      moves: [.cancel(from: sequent.goal, to: goal)])
  }

  /// The arguments of two applications of one function that differ, if only one pair does.
  private func onlyDifference(_ left: TermID, _ right: TermID) -> (TermID, TermID)? {
    guard theory.bank.shape(of: left) == .application,
      theory.bank.shape(of: right) == .application,
      theory.bank.headID(of: left) == theory.bank.headID(of: right),
      case .function = theory.bank.kind(of: theory.bank.head(of: left))
    else { return nil }
    var result: (TermID, TermID)?
    for (s, t) in zip(theory.bank.arguments(of: left), theory.bank.arguments(of: right))
    where s != t {
      if result != nil { return nil }
      result = (s, t)
    }
    return result
  }

  /// The sequent with the induction hypotheses, as they stand, among its hypotheses.
  private mutating func assuming(
    _ inductionHypotheses: [RewriteRule], in sequent: Sequent
  ) -> Variant? {
    var result = sequent
    var moves: [ProofTree.Move] = []
    for rule in inductionHypotheses {
      let names = ownNames(of: rule)
      guard let formula = theory.bank.instance(rule.formula, names),
        !result.hypotheses.contains(formula)
      else { continue }
      result.add(formula)
      moves.append(.assume(rule, at: names, formula))
    }
    return result == sequent ? nil : Variant(sequent: result, moves: moves)
  }

  /// The instance of an induction hypothesis in which its variables are those of the formula that
  /// is proved.
  private func ownNames(of rule: RewriteRule) -> Substitution {
    var names = Substitution()
    for variable in theory.bank.freeVariables(of: rule.formula)
    where rule.schematic.contains(variable) {
      names.terms[variable] = schematicNames[variable] ?? variable
    }
    return names
  }

  /// Puts a new variable for one that recursion takes apart at some places and not at others, at
  /// those others: `(plus n (succ n))` becomes `(plus n (succ m))`.
  private mutating func renamedApart(_ sequent: Sequent) -> [Variant] {
    var result: [Variant] = []
    for variable in theory.bank.freeVariables(of: sequent.goal) {
      let other = freshVariable(
        like: theory.bank.variableName(of: variable), type: theory.bank.type(of: variable))
      let goal = renamed(variable, to: other, in: sequent.goal)
      guard goal != sequent.goal, theory.bank.isSubterm(variable, of: goal) else { continue }
      result.append(
        Variant(
          sequent: Sequent(hypotheses: sequent.hypotheses, goal: goal),
          moves: [.generalise(variable, to: other)]))
    }
    return result
  }

  private mutating func renamed(
    _ variable: TermID, to other: TermID, in term: TermID
  ) -> TermID {
    guard theory.bank.argumentCount(of: term) > 0 else { return term }
    var positions: PositionSet?
    if theory.bank.shape(of: term) == .application,
      case .function = theory.bank.kind(of: theory.bank.head(of: term))
    {
      let taken = patternPositions(of: theory.bank.head(of: term))
      if !taken.isEmpty { positions = taken }
    }
    var arguments: [TermID] = []
    for (index, argument) in theory.bank.arguments(of: term).enumerated() {
      if let positions, !positions.contains(index) {
        arguments.append(theory.bank.replace(variable, with: other, in: argument))
      } else {
        arguments.append(renamed(variable, to: other, in: argument))
      }
    }
    return theory.bank.rebuilding(term, arguments: arguments)
  }

  /// Cross-fertilisation (Boyer and Moore 1979): the right side of an induction hypothesis
  /// becomes its left side, on one side of the goal.
  private mutating func fertilised(
    _ sequent: Sequent, inductionHypotheses: [RewriteRule]
  ) -> [Variant] {
    guard let (left, right) = theory.bank.equationSides(sequent.goal) else { return [] }
    var result: [Variant] = []
    for rule in inductionHypotheses
    where rule.conditions.isEmpty && !rule.needsOrderCheck
      && (rule.reading == .equation || rule.reading == .flipped)
    {
      let names = ownNames(of: rule)
      guard let from = theory.bank.instance(rule.right, names),
        let to = theory.bank.instance(rule.left, names)
      else { continue }
      if theory.bank.isConstructed(from), theory.bank.argumentCount(of: from) == 0 { continue }
      let step = RewriteStep(
        left: from, right: to,
        reason: .rule(
          rule.source, rule.reading == .equation ? .flipped : .equation, formula: rule.formula,
          at: Instantiation(names), conditions: []))
      for (changed, kept, isRight) in [(right, left, true), (left, right, false)] {
        let new = theory.bank.replace(from, with: to, in: changed)
        guard new != changed else { continue }
        let goal =
          isRight
          ? theory.bank.equationOf(kept, new) : theory.bank.equationOf(new, kept)
        result.append(
          Variant(
            sequent: Sequent(hypotheses: sequent.hypotheses, goal: goal),
            moves: [.replaceInGoal(from: sequent.goal, step: step, to: goal)]))
      }
    }
    return result
  }

  /// Puts variables for terms that occur more than once, the largest first.
  ///
  /// - Parameter constructed: whether constructor terms are such terms too: an accumulator's first
  ///   value, for instance.
  private mutating func generalised(_ variant: Variant, constructed: Bool = false) -> Variant? {
    var result = variant
    var changed = false
    while let term = commonSubterm(of: result.sequent, constructed: constructed) {
      let variable = freshVariable(
        like: variableName(for: term), type: theory.bank.type(of: term))
      result.moves.append(.generalise(term, to: variable))
      result.sequent = Sequent(
        hypotheses: result.sequent.hypotheses.map {
          theory.bank.replace(term, with: variable, in: $0)
        },
        goal: theory.bank.replace(term, with: variable, in: result.sequent.goal))
      changed = true
    }
    return changed ? result : nil
  }

  private func variableName(for term: TermID) -> String {
    switch theory.bank.node(of: theory.bank.type(of: term)) {
    case .data(let symbol, _): theory.bank.name(of: symbol).prefix(1) + "s"
    case .bool: "b"
    case .int: "i"
    case .variable: "x"
    case .function: "f"
    }
  }

  /// The largest application of a defined function that stands on both sides of the goal, or in
  /// the goal and a hypothesis.
  private func commonSubterm(of sequent: Sequent, constructed: Bool) -> TermID? {
    var places: [[TermID]] = sequent.hypotheses.map { theory.bank.subterms(of: $0) }
    if let (left, right) = theory.bank.equationSides(sequent.goal) {
      places.append(theory.bank.subterms(of: left))
      places.append(theory.bank.subterms(of: right))
    } else {
      for argument in theory.bank.arguments(of: sequent.goal) {
        places.append(theory.bank.subterms(of: argument))
      }
    }
    var best: TermID?
    var bestSize = 0
    for (index, place) in places.enumerated() {
      for term in place where isGeneralisable(term, constructed: constructed) {
        let isCommon = places.indices.contains { $0 != index && places[$0].contains(term) }
        guard isCommon else { continue }
        let size = theory.bank.subterms(of: term).count
        if size > bestSize {
          best = term
          bestSize = size
        }
      }
    }
    return best
  }

  private func isGeneralisable(_ term: TermID, constructed: Bool) -> Bool {
    guard theory.bank.shape(of: term) == .application,
      theory.bank.type(of: term) != theory.bank.bool, theory.bank.hasVariables(term)
    else { return false }
    switch theory.bank.kind(of: theory.bank.head(of: term)) {
    case .function, .builtin: return true
    case .constructor: return constructed
    case .dataType: return false
    }
  }
}
