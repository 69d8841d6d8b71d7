import Kernel
import Terms

extension ProofSearch {
  /// A case's theorem whose hypotheses, but the case's equation, do not mention its variables.
  ///
  /// An induction hypothesis may have been used at a field `y` of the term `t` that is taken apart.
  /// Within the case `t = C(y)`, and so `y` is the field of `t`: the hypothesis is restated with a
  /// function that gives this field (destructor elimination read backwards; Boyer and Moore 1979).
  mutating func withoutFieldNames(
    _ theorem: Theorem, in element: ProofTree.Case, of term: TermID
  ) throws(ReplayDefect) -> Theorem {
    var result = theorem
    for hypothesis in theorem.hypotheses where hypothesis != element.equation {
      let mentioned = theory.bank.freeVariables(of: hypothesis)
      guard element.variables.contains(where: mentioned.contains) else { continue }
      let fields = try fieldTerms(of: term, element)
      let restated = try restate(hypothesis, fields: fields)
      var proved = try kernel { () throws(RuleFailure) in try theory.assume(restated) }
      var formula = restated
      for (variable, field) in fields where mentioned.contains(variable) {
        let equation = try fieldEquation(field, is: variable, element, of: term)
        let next = theory.bank.replace(field, with: variable, in: formula)
        proved = try kernel { () throws(RuleFailure) in
          try theory.rewrite(proved, by: equation, to: next)
        }
        formula = next
      }
      result = try kernel { () throws(RuleFailure) in try theory.cut(proved, into: result) }
    }
    return result
  }

  /// The hypothesis with field terms for the case's variables; it stays an instance of its
  /// induction hypothesis.
  private mutating func restate(
    _ hypothesis: TermID, fields: [(variable: TermID, field: TermID)]
  ) throws(ReplayDefect) -> TermID {
    let substitution = Substitution(
      terms: Dictionary(uniqueKeysWithValues: fields.map { ($0.variable, $0.field) }))
    guard let restated = theory.bank.instance(hypothesis, substitution) else {
      throw .stepDoesNotApply(theory.bank.description(of: hypothesis))
    }
    if var instance = replayState.instances[hypothesis] {
      for (variable, value) in instance.substitution.terms.sorted(by: { $0.key < $1.key }) {
        instance.substitution.terms[variable] = theory.bank.instance(value, substitution) ?? value
      }
      replayState.instances[restated] = instance
    }
    return restated
  }

  private mutating func fieldTerms(
    of term: TermID, _ element: ProofTree.Case
  ) throws(ReplayDefect) -> [(variable: TermID, field: TermID)] {
    let destructors = try destructors(of: element.constructor)
    let shape = theory.bank.argument(1, of: element.equation)
    let types = theory.bank.typeArguments(of: shape)
    var result: [(variable: TermID, field: TermID)] = []
    for (destructor, variable) in zip(destructors, element.variables) {
      let field = try kernel { () throws(RuleFailure) in
        try building { () throws(TermFailure) in
          try theory.bank.application(destructor, types, [term])
        }
      }
      result.append((variable, field))
    }
    return result
  }

  /// `t = C(y …) |- field of t = y`.
  private mutating func fieldEquation(
    _ field: TermID, is variable: TermID, _ element: ProofTree.Case, of term: TermID
  ) throws(ReplayDefect) -> Theorem {
    let destructor = theory.bank.head(of: field)
    let types = theory.bank.typeArguments(of: field)
    let clauses = theory.clauses(of: destructor)
    let index = clauses.firstIndex { $0.result != nil } ?? 0
    let goal = theory.bank.equationOf(field, variable)
    return try kernel { () throws(RuleFailure) in
      let clause = try theory.unfold(
        destructor, clause: index, types: types, terms: element.variables)
      return try theory.rewrite(clause, by: try theory.assume(element.equation), to: goal)
    }
  }

  /// The functions that give the fields of a constructor's terms, nothing being known of them for
  /// other constructors.
  private mutating func destructors(
    of constructor: SymbolID
  ) throws(ReplayDefect) -> [SymbolID] {
    if let known = replayState.destructors[constructor] { return known }
    guard let defined = try? theory.defineDestructors(of: constructor) else {
      throw .stepDoesNotApply(theory.bank.name(of: constructor))
    }
    replayState.destructors[constructor] = defined
    return defined
  }
}

/// Builds a term, a refusal being a rule's.
func building<Result>(
  _ build: () throws(TermFailure) -> Result
) throws(RuleFailure) -> Result {
  do {
    return try build()
  } catch {
    throw .term(error)
  }
}

extension Theory {
  /// Defines a function for each field of a constructor: `(cons.1 (cons x xs)) = x`.
  mutating func defineDestructors(of constructor: SymbolID) throws -> [SymbolID] {
    guard case .constructor(let dataType, _) = bank.kind(of: constructor) else { return [] }
    let parameters = bank.typeParameters(of: constructor)
    let (fields, type) = bank.signature(of: constructor)
    let subject = bank.variable("whole", type)
    var result: [SymbolID] = []
    for (index, field) in fields.enumerated() {
      var name = "\(bank.name(of: constructor)).\(index + 1)"
      while !bank.isFree(name) { name += "-" }
      let destructor = try bank.declareFunction(
        name, typeParameters: parameters, parameters: [type], result: field)
      var branches: [Branch] = []
      for other in bank.constructors(of: dataType) {
        let types = bank.signature(of: other).parameters
        var variables: [TermID] = []
        for (position, type) in types.enumerated() {
          variables.append(bank.variable("part\(position)", type))
        }
        let body = other == constructor ? Body.term(variables[index]) : .any
        branches.append(Branch(constructor: other, variables: variables, body: body))
      }
      let definition = FunctionDefinition(
        symbol: destructor, typeParameters: parameters, parameters: [subject], result: field,
        body: .case(subject, branches))
      try define([definition], evidence: .structural)
      result.append(destructor)
    }
    return result
  }
}
