import Kernel
import Terms

extension Theory {
  /// The subterms of a function's conditions and results at given types.
  mutating func definingTerms(of function: SymbolID, at types: [TypeID]) -> [TermID] {
    var substitution = Substitution()
    for (name, type) in zip(bank.typeParameters(of: function), types) {
      substitution.types[name] = type
    }
    var result: [TermID] = []
    for clause in clauses(of: function) {
      for term in clause.conditions + (clause.result.map { [$0] } ?? []) {
        // A variable whose type changes must be named.
        for variable in bank.freeVariables(of: term) {
          let type = bank.typeInstance(bank.type(of: variable), substitution)
          substitution.terms[variable] = bank.variable(bank.variableName(of: variable), type)
        }
        guard let instance = bank.instance(term, substitution) else { continue }
        result += bank.subterms(of: instance)
      }
    }
    return result
  }
}
