import Terms

/// Terms that rules build, with failures as rules report them.
extension Theory {
  mutating func equation(_ left: TermID, _ right: TermID) throws(RuleFailure) -> TermID {
    do throws(TermFailure) {
      return try bank.equation(left, right)
    } catch {
      throw .term(error)
    }
  }

  mutating func application(
    _ symbol: SymbolID, _ types: [TypeID], _ arguments: [TermID]
  ) throws(RuleFailure) -> TermID {
    do throws(TermFailure) {
      return try bank.application(symbol, types, arguments)
    } catch {
      throw .term(error)
    }
  }

  /// A built-in operation on two formulas or two integers.
  mutating func builtin(
    _ builtin: Builtin, _ left: TermID, _ right: TermID
  ) throws(RuleFailure) -> TermID {
    try application(bank.builtin(builtin), [], [left, right])
  }

  mutating func substitute(
    _ term: TermID, _ substitution: Substitution
  ) throws(RuleFailure) -> TermID {
    do throws(TermFailure) {
      return try bank.substitute(term, substitution)
    } catch {
      throw .term(error)
    }
  }

  mutating func substitute(
    all terms: [TermID], _ substitution: Substitution
  ) throws(RuleFailure) -> [TermID] {
    if terms.isEmpty { return [] }
    do throws(TermFailure) {
      return try bank.substitute(all: terms, substitution)
    } catch {
      throw .term(error)
    }
  }

  mutating func substitute(
    _ type: TypeID, _ types: [String: TypeID]
  ) throws(RuleFailure) -> TypeID {
    do throws(TermFailure) {
      return try bank.substitute(type, types)
    } catch {
      throw .term(error)
    }
  }

  func checkProposition(_ term: TermID) throws(RuleFailure) {
    guard bank.isProposition(term) else { throw .notAProposition(term) }
  }

  /// Distinct variables.
  func checkDistinctVariables(_ variables: [TermID]) throws(RuleFailure) {
    for (index, variable) in variables.enumerated() {
      guard bank.shape(of: variable) == .variable else { throw .notAVariable(variable) }
      guard !variables[..<index].contains(variable) else { throw .repeatedVariable(variable) }
    }
  }

  /// None of the variables occurs in the terms.
  func checkFresh(_ variables: [TermID], in terms: [TermID]) throws(RuleFailure) {
    var found: TermID? = nil
    bank.visit(terms) { term in
      guard bank.hasVariables(term) else { return .skip }
      if bank.shape(of: term) == .variable, variables.contains(term) { found = term }
      return found == nil ? .descend : .stop
    }
    if let found { throw .variableNotFresh(found) }
  }
}
