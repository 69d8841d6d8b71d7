import Terms

/// A line of a theory's record: how a theorem was made.
public struct LineID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inline(__always)
  public static func < (left: LineID, right: LineID) -> Bool { left.index < right.index }
}

/// A theorem and the rule that made it.
public struct Line: Hashable, Sendable {
  public let rule: Rule
  /// Sorted, distinct.
  public let hypotheses: [TermID]
  public let conclusion: TermID
}

/// A rule with the lines it used and what it was told, in the order of the certificate format.
public enum Rule: Hashable, Sendable {
  case refl(TermID)
  case rewrite(LineID, by: LineID, to: TermID)
  case eqTrue(LineID)
  case trueEq(LineID)
  case assume(TermID)
  case discharge(TermID, LineID)
  case modusPonens(LineID, LineID)
  case cut(LineID, LineID)
  case instantiate(LineID, Substitution)
  case unfold(SymbolID, clause: Int, types: [TypeID], terms: [TermID])
  case beta(TermID)
  case extensionality(LineID, [TermID])
  case distinct(TermID, TermID)
  case inject(TermID, TermID)
  case acyclic(TermID, TermID)
  case cases(TermID, [CaseLine])
  case ring(TermID, TermID)
  case linear(divisor: Int128, [LinearSummand], TermID)
  case antisym(LineID, LineID)
  case ground(TermID)
  case divMod(Int, TermID, TermID)
  case induct([InductionLines])

  /// The lines that the rule used, in the order of writing.
  public var premises: [LineID] {
    switch self {
    case .refl, .assume, .unfold, .beta, .distinct, .inject, .acyclic, .ring, .ground, .divMod: []
    case .eqTrue(let line), .trueEq(let line), .discharge(_, let line), .instantiate(let line, _),
      .extensionality(let line, _):
      [line]
    case .rewrite(let first, let second, _), .modusPonens(let first, let second),
      .cut(let first, let second), .antisym(let first, let second):
      [first, second]
    case .cases(_, let branches): branches.map(\.line)
    case .linear(_, let summands, _): summands.map(\.line)
    case .induct(let parts): parts.flatMap { $0.premises.map(\.line) }
    }
  }
}

extension Rule {
  /// Visits the terms that the rule was told, in no particular order.
  func visitTerms(_ visit: (TermID) -> Void) {
    switch self {
    case .refl(let t), .rewrite(_, by: _, to: let t), .assume(let t), .discharge(let t, _),
      .beta(let t), .ground(let t), .linear(_, _, let t):
      visit(t)
    case .eqTrue, .trueEq, .modusPonens, .cut, .antisym: break
    case .instantiate(_, let substitution):
      for (variable, term) in substitution.terms {
        visit(variable)
        visit(term)
      }
    case .unfold(_, _, _, let terms), .extensionality(_, let terms): terms.forEach(visit)
    case .distinct(let s, let t), .inject(let s, let t), .acyclic(let s, let t),
      .ring(let s, let t), .divMod(_, let s, let t):
      visit(s)
      visit(t)
    case .cases(let t, let branches):
      visit(t)
      for branch in branches { branch.variables.forEach(visit) }
    case .induct(let parts):
      for part in parts { part.visitTerms(visit) }
    }
  }
}

extension InductionLines {
  fileprivate func visitTerms(_ visit: (TermID) -> Void) {
    variables.forEach(visit)
    visit(formula)
    for premise in premises {
      premise.variables.forEach(visit)
      for hypothesis in premise.hypotheses {
        for (variable, term) in hypothesis.substitution.terms {
          visit(variable)
          visit(term)
        }
      }
    }
  }
}

/// The proof for one constructor.
public struct CaseLine: Hashable, Sendable {
  public let line: LineID
  public let variables: [TermID]
}

/// A multiple of a line.
public struct LinearSummand: Hashable, Sendable {
  public let coefficient: Int128
  public let line: LineID
}

/// What an induction proves of one function, and by which lines.
public struct InductionLines: Hashable, Sendable {
  public let function: SymbolID
  public let types: [TypeID]
  public let variables: [TermID]
  public let formula: TermID
  public let premises: [InductionPremiseLine]
}

/// The proof for one clause.
public struct InductionPremiseLine: Hashable, Sendable {
  public let line: LineID
  public let variables: [TermID]
  public let hypotheses: [InductionHypothesis]
}

/// The formula of `function`, instantiated, as it may be assumed for a call.
public struct InductionHypothesis: Hashable, Sendable {
  public var function: SymbolID
  public var substitution: Substitution

  public init(function: SymbolID, substitution: Substitution) {
    self.function = function
    self.substitution = substitution
  }
}

/// What an induction is to prove of one function of the group.
public struct InductionPart: Hashable, Sendable {
  public var function: SymbolID
  /// One for each type parameter of the function.
  public var types: [TypeID]
  /// Distinct variables, one for each parameter.
  public var variables: [TermID]
  public var formula: TermID
  /// One for each clause.
  public var premises: [InductionPremise]

  public init(
    function: SymbolID, types: [TypeID], variables: [TermID], formula: TermID,
    premises: [InductionPremise]
  ) {
    self.function = function
    self.types = types
    self.variables = variables
    self.formula = formula
    self.premises = premises
  }
}

/// The theorem for one clause.
public struct InductionPremise: Hashable, Sendable {
  public var theorem: Theorem
  /// Names for the clause's variables beside the parameters, in order.
  public var variables: [TermID]
  public var hypotheses: [InductionHypothesis]

  public init(theorem: Theorem, variables: [TermID], hypotheses: [InductionHypothesis]) {
    self.theorem = theorem
    self.variables = variables
    self.hypotheses = hypotheses
  }
}

/// The theorem for one constructor.
public struct CaseBranch: Hashable, Sendable {
  public var theorem: Theorem
  /// One for each field.
  public var variables: [TermID]

  public init(theorem: Theorem, variables: [TermID]) {
    self.theorem = theorem
    self.variables = variables
  }
}
