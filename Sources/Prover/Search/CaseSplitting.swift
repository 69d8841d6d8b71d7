import Kernel
import Terms

extension ProofSearch {
  /// A term whose value decides how the sequent simplifies, or nil.
  ///
  /// What blocks evaluation (Sonnex, Drossopoulou and Eisenbach 2012, "Zeno"): the innermost term
  /// that a clause wants to be a constructor term. Terms of recursive data types are left to
  /// generalisation and induction, variables of such types to induction.
  mutating func splitCandidate(in sequent: Sequent) -> TermID? {
    let decided = Set(
      sequent.hypotheses.map { theory.bank.operands(of: $0, .not)?.first ?? $0 })
    for formula in [sequent.goal] + sequent.hypotheses {
      for subterm in theory.bank.subterms(of: formula) {
        guard !isConnective(subterm), var term = blocker(of: subterm) else { continue }
        term = firstOperand(term)
        if isSplittable(term), !decided.contains(term) { return term }
      }
    }
    return nil
  }

  /// Whether a term of a data type comes of a recursion, so that induction may say more of it than
  /// its cases do.
  func isRecursion(_ term: TermID) -> Bool {
    guard theory.bank.shape(of: term) == .application,
      theory.bank.type(of: term) != theory.bank.bool
    else { return false }
    return rules.definitions.recursion(of: theory.bank.head(of: term), in: theory).isRecursive
  }

  /// The variables of recursive data types that block evaluation, those that block the goal first.
  mutating func blockedVariables(in sequent: Sequent) -> [TermID] {
    var result: [TermID] = []
    for formula in [sequent.goal] + sequent.hypotheses {
      for subterm in theory.bank.subterms(of: formula) {
        if let term = blocker(of: subterm), theory.bank.shape(of: term) == .variable,
          !result.contains(term)
        {
          result.append(term)
        }
      }
    }
    return result
  }

  /// The first variable of a recursive data type that keeps a function without recursion from being
  /// unfolded: cases say all there is to know of it.
  mutating func analysedVariable(in sequent: Sequent) -> TermID? {
    for formula in [sequent.goal] + sequent.hypotheses {
      for subterm in theory.bank.subterms(of: formula) {
        guard let term = blocker(of: subterm), theory.bank.shape(of: term) == .variable,
          !rules.definitions.recursion(of: theory.bank.head(of: subterm), in: theory).isRecursive
        else { continue }
        return term
      }
    }
    return nil
  }

  /// Terms of recursive data types that a clause distinguishes cases of, and that are no variables:
  /// `(f xs)` in `(match (f xs) …)`.
  mutating func stuckTerms(in sequent: Sequent) -> [TermID] {
    var result: [TermID] = []
    for formula in [sequent.goal] + sequent.hypotheses {
      for subterm in theory.bank.subterms(of: formula)
      where theory.bank.shape(of: subterm) == .application {
        for clause in theory.clauses(of: theory.bank.head(of: subterm))
        where !clause.conditions.isEmpty {
          guard let term = stuckTerm(of: clause, subterm, in: sequent) else { continue }
          if !result.contains(term) { result.append(term) }
          break
        }
      }
    }
    return result
  }

  /// Whether a hypothesis says what a term is.
  private func isDecided(_ term: TermID, in sequent: Sequent) -> Bool {
    sequent.hypotheses.contains {
      guard let sides = theory.bank.equationSides($0) else { return false }
      return sides.0 == term || sides.1 == term
    }
  }

  private mutating func stuckTerm(
    of clause: Clause, _ term: TermID, in sequent: Sequent
  ) -> TermID? {
    var match = Match()
    let names = theory.bank.typeParameters(of: theory.bank.head(of: term))
    for (name, type) in zip(names, theory.bank.typeArguments(of: term)) {
      match.types[name] = type
    }
    guard clause.match(arguments: term, &match, in: theory.bank) else { return nil }
    for condition in clause.conditions {
      guard let (left, _) = theory.bank.equationSides(condition),
        theory.bank.shape(of: left) == .application,
        case .data(let symbol, _) = theory.bank.node(of: theory.bank.type(of: left)),
        isRecursive(symbol), let instance = theory.bank.instance(left, match.substitution),
        !theory.bank.isConstructed(instance)
      else { continue }
      return isDecided(instance, in: sequent) ? nil : instance
    }
    return nil
  }

  /// A formula under a connective or an equation between formulas, or nil.
  func connective(in sequent: Sequent) -> TermID? {
    for formula in sequent.hypotheses {
      if let parts = theory.bank.operands(of: formula, .or) { return firstOperand(parts[0]) }
      if let parts = theory.bank.operands(of: formula, .implies) { return firstOperand(parts[0]) }
    }
    if let parts = theory.bank.operands(of: sequent.goal, .or) { return firstOperand(parts[0]) }
    for formula in [sequent.goal] + sequent.hypotheses {
      if let (left, right) = theory.bank.equationSides(formula),
        theory.bank.type(of: left) == theory.bank.bool
      {
        for side in [left, right] where theory.bank.operands(of: side, .and) != nil { return side }
        for side in [left, right] where isConnective(side) { return firstOperand(side) }
        for side in [left, right] where theory.bank.shape(of: side) == .variable { return side }
      }
    }
    return nil
  }

  private func isConnective(_ term: TermID) -> Bool {
    [Builtin.and, .or, .not, .implies].contains { theory.bank.operands(of: term, $0) != nil }
  }

  private func firstOperand(_ term: TermID) -> TermID {
    var term = term
    while isConnective(term) { term = theory.bank.argument(0, of: term) }
    return term
  }

  /// The term that keeps an application from being unfolded, the innermost one.
  private mutating func blocker(of term: TermID) -> TermID? {
    guard theory.bank.shape(of: term) == .application else { return nil }
    let head = theory.bank.head(of: term)
    switch theory.bank.kind(of: head) {
    case .constructor, .dataType: return nil
    case .function, .builtin: break
    }
    if rules.definitions.isFolded(head) { return nil }
    for clause in theory.clauses(of: head) {
      for (index, pattern) in clause.patterns.enumerated() {
        let argument = theory.bank.argument(index, of: term)
        if let stuck = mismatch(pattern, argument) { return stuck }
      }
      if let stuck = stuckCondition(of: clause, term: term) { return stuck }
    }
    return nil
  }

  private mutating func stuckCondition(of clause: Clause, term: TermID) -> TermID? {
    guard let condition = clause.conditions.first,
      let (left, _) = theory.bank.equationSides(condition)
    else { return nil }
    var match = Match()
    let names = theory.bank.typeParameters(of: theory.bank.head(of: term))
    for (name, type) in zip(names, theory.bank.typeArguments(of: term)) {
      match.types[name] = type
    }
    guard clause.match(arguments: term, &match, in: theory.bank) else { return nil }
    return theory.bank.instance(left, match.substitution)
  }

  /// The subterm that would have to be a constructor term for the pattern to decide.
  private func mismatch(_ pattern: TermID, _ subject: TermID) -> TermID? {
    guard theory.bank.shape(of: pattern) == .application else { return nil }
    guard theory.bank.isConstructed(subject) else { return subject }
    guard theory.bank.head(of: pattern) == theory.bank.head(of: subject) else { return nil }
    for index in 0..<theory.bank.argumentCount(of: pattern) {
      let inner = theory.bank.argument(index, of: subject)
      if let stuck = mismatch(theory.bank.argument(index, of: pattern), inner) { return stuck }
    }
    return nil
  }

  /// Formulas, and terms of data types without recursion.
  private func isSplittable(_ term: TermID) -> Bool {
    switch theory.bank.node(of: theory.bank.type(of: term)) {
    case .bool: return !isConnective(term)
    case .data(let symbol, _): return !isRecursive(symbol)
    case .int, .variable, .function: return false
    }
  }

  /// Whether a field of the data type holds a value of the same type.
  func isRecursive(_ dataType: SymbolID) -> Bool {
    for constructor in theory.bank.constructors(of: dataType) {
      for field in theory.bank.signature(of: constructor).parameters {
        if case .data(let symbol, _) = theory.bank.node(of: field), symbol == dataType {
          return true
        }
      }
    }
    return false
  }

  /// The cases of a term, one for each constructor that it may be made of, not yet proved.
  mutating func cases(of term: TermID) -> [ProofTree.Case]? {
    guard let shapes = constructorTerms(for: term) else { return nil }
    return shapes.map { shape, variables in
      ProofTree.Case(
        constructor: theory.bank.head(of: shape), variables: variables,
        equation: theory.bank.equationOf(term, shape), tree: ProofTree(ending: .goalIsTrue))
    }
  }

  /// The constructors of the term's type applied to fresh variables.
  private mutating func constructorTerms(
    for term: TermID
  ) -> [(shape: TermID, variables: [TermID])]? {
    let dataType: SymbolID
    let arguments: [TypeID]
    switch theory.bank.node(of: theory.bank.type(of: term)) {
    case .bool:
      dataType = theory.bank.boolSymbol
      arguments = []
    case .data(let symbol, let types):
      dataType = symbol
      arguments = types
    case .int, .variable, .function:
      return nil
    }
    var shapes: [(shape: TermID, variables: [TermID])] = []
    for constructor in theory.bank.constructors(of: dataType) {
      var variables: [TermID] = []
      for type in theory.fieldTypes(of: constructor, arguments) {
        variables.append(freshVariable(like: fieldName(type), type: type))
      }
      guard let shape = try? theory.bank.application(constructor, arguments, variables) else {
        return nil
      }
      shapes.append((shape, variables))
    }
    return shapes
  }

  private func fieldName(_ type: TypeID) -> String {
    switch theory.bank.node(of: type) {
    case .data(let symbol, _): theory.bank.name(of: symbol).prefix(1) + "s"
    case .bool: "b"
    case .int: "i"
    case .variable: "x"
    case .function: "f"
    }
  }
}
