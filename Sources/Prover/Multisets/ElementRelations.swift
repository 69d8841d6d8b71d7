import Kernel
import Terms

extension ProofSearch {
  /// A relation of elements that is another one, turned around or negated: what is not less is at
  /// least as great.
  mutating func relateRelations(_ discovery: inout MultisetDiscovery) throws(SearchFailure) {
    let element = discovery.occurrences.element
    let relations = discovery.patterns.filter { pattern in
      theory.bank.type(of: pattern.term) == theory.bank.bool && pattern.variables.count == 2
        && pattern.variables.allSatisfy { theory.bank.type(of: $0) == element }
        && theory.bank.arguments(of: pattern.term) == pattern.variables
    }
    for (index, relation) in relations.enumerated() {
      let (x, y) = (relation.variables[0], relation.variables[1])
      guard !discovery.lawful.contains(relation.term) else { continue }
      for other in relations[..<index] where !discovery.lawful.contains(relation.term) {
        for arguments in [[y, x], [x, y]] {
          let plain = theory.bank.rebuilding(other.term, arguments: arguments)
          for right in [theory.bank.logical(.not, plain), plain] {
            let formula = theory.bank.equationOf(relation.term, right)
            if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
            if try attemptLaw(relation.term, right, limit: MultisetLimits.law) {
              discovery.lawful.insert(relation.term)
            }
          }
        }
      }
    }
  }

  /// Of calls whose results a program takes apart: that they are empty only if an argument is.
  mutating func relateEnds(_ discovery: inout MultisetDiscovery) throws(SearchFailure) {
    var matched: Set<SymbolID> = []
    for pattern in discovery.patterns {
      for clause in theory.clauses(of: pattern.function) {
        for condition in clause.conditions {
          guard let (left, _) = theory.bank.equationSides(condition),
            theory.bank.shape(of: left) == .application
          else { continue }
          matched.insert(theory.bank.head(of: left))
        }
      }
    }
    for pattern in discovery.patterns where matched.contains(pattern.function) {
      guard let end = end(of: theory.bank.type(of: pattern.term)) else { continue }
      let isEmpty = theory.bank.equationOf(pattern.term, end)
      for variable in pattern.variables {
        guard let other = self.end(of: theory.bank.type(of: variable)) else { continue }
        let right = theory.bank.equationOf(variable, other)
        let formula = theory.bank.equationOf(isEmpty, right)
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        if try attemptLaw(isEmpty, right, limit: MultisetLimits.law) { break }
      }
    }
  }

  /// The constructor without fields of a recursive data type that has just one.
  private mutating func end(of type: TypeID) -> TermID? {
    guard let (dataType, types) = theory.bank.dataType(of: type), isRecursive(dataType) else {
      return nil
    }
    let ends = theory.bank.constructors(of: dataType).filter {
      theory.bank.signature(of: $0).parameters.isEmpty
    }
    guard ends.count == 1 else { return nil }
    return try? theory.bank.application(ends[0], types, [])
  }
}
