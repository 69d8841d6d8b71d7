import Terms

/// The clauses of a body, made on the way from the root to each leaf.
struct ClauseBuilder: ~Copyable {
  private let definition: FunctionDefinition
  private let group: [SymbolID]
  /// What each bound variable has become.
  private var bindings: [TermID: TermID] = [:]
  private var conditions: [TermID] = []
  private(set) var clauses: [Clause] = []
  /// The terms of the body, as written.
  private(set) var terms: [TermID] = []

  init(_ definition: FunctionDefinition, group: [SymbolID]) {
    self.definition = definition
    self.group = group
  }

  /// Checks parameters and body and makes the clauses.
  ///
  /// - Throws: the cases of ``AdmissionFailure`` that speak of bodies.
  mutating func build(
    limit: Int, bank: inout TermBank, isDeclared: (SymbolID) -> Bool
  ) throws(AdmissionFailure) {
    for parameter in definition.parameters { try bind(parameter, bank) }
    try walk(
      definition.body, depth: 0, limit: limit, bank: &bank, isDeclared: isDeclared)
  }

  private mutating func bind(
    _ variable: TermID, _ bank: borrowing TermBank
  ) throws(AdmissionFailure) {
    guard bank.shape(of: variable) == .variable else { throw .notAVariable(variable) }
    guard bindings[variable] == nil else { throw .boundTwice(variable) }
    bindings[variable] = variable
  }

  private mutating func walk(
    _ body: Body, depth: Int, limit: Int, bank: inout TermBank, isDeclared: (SymbolID) -> Bool
  ) throws(AdmissionFailure) {
    guard depth <= DefinitionLimits.bodyDepth else { throw .bodyTooDeep }
    switch body {
    case .any: try leaf(nil, limit: limit, bank: &bank)
    case .term(let term):
      try check(term, bank)
      guard bank.type(of: term) == definition.result else { throw .wrongResultType(term) }
      try leaf(term, limit: limit, bank: &bank)
    case .case(let term, let branches):
      try check(term, bank)
      guard let (symbol, types) = bank.dataType(of: bank.type(of: term)), isDeclared(symbol) else {
        throw .notADataType(term)
      }
      guard bank.constructors(of: symbol) == branches.map(\.constructor) else {
        throw .wrongBranches(term)
      }
      let current = try substituted(term, &bank)
      let saved = (bindings, conditions)
      for branch in branches {
        try enter(branch, of: current, types, &bank)
        try walk(
          branch.body, depth: depth + 1, limit: limit, bank: &bank, isDeclared: isDeclared)
        (bindings, conditions) = saved
      }
    }
  }

  /// Puts the branch's pattern for a variable, or assumes it of another term.
  private mutating func enter(
    _ branch: Branch, of term: TermID, _ types: [TypeID], _ bank: inout TermBank
  ) throws(AdmissionFailure) {
    for variable in branch.variables { try bind(variable, bank) }
    let pattern: TermID
    do throws(TermFailure) {
      pattern = try bank.application(branch.constructor, types, branch.variables)
    } catch {
      throw .wrongBranchVariables(branch.constructor)
    }
    do throws(TermFailure) {
      guard bank.shape(of: term) == .variable else {
        conditions.append(try bank.equation(term, pattern))
        return
      }
      let step = Substitution(terms: [term: pattern])
      // In a fixed order, so that new terms are numbered the same in each run.
      for (variable, value) in bindings.sorted(by: { $0.key < $1.key }) {
        bindings[variable] = try bank.substitute(value, step)
      }
      conditions = try bank.substitute(all: conditions, step)
    } catch {
      throw .term(error)
    }
  }

  private mutating func leaf(
    _ term: TermID?, limit: Int, bank: inout TermBank
  ) throws(AdmissionFailure) {
    guard clauses.count < limit else { throw .tooManyClauses }
    let patterns = definition.parameters.map { bindings[$0] ?? $0 }
    var result: TermID? = nil
    if let term { result = try substituted(term, &bank) }
    let inner = conditions + (result.map { [$0] } ?? [])
    for term in patterns + inner where bank.depth(of: term) > TermLimits.termDepth {
      throw .termTooDeep(term)
    }
    var calls: [TermID] = []
    bank.visit(inner) { term in
      if bank.shape(of: term) == .application, group.contains(bank.head(of: term)) {
        calls.append(term)
      }
      return .descend
    }
    clauses.append(
      Clause(
        patterns: patterns, conditions: conditions, result: result,
        variables: bank.freeVariables(of: patterns + conditions), calls: calls))
  }

  private mutating func check(
    _ term: TermID, _ bank: borrowing TermBank
  ) throws(AdmissionFailure) {
    for variable in bank.freeVariables(of: term) where bindings[variable] == nil {
      throw .unboundVariable(variable)
    }
    guard bank.depth(of: term) <= TermLimits.termDepth else { throw .termTooDeep(term) }
    terms.append(term)
  }

  private func substituted(
    _ term: TermID, _ bank: inout TermBank
  ) throws(AdmissionFailure) -> TermID {
    do throws(TermFailure) {
      return try bank.substitute(term, Substitution(terms: bindings))
    } catch {
      throw .term(error)
    }
  }
}
