import Kernel
import Terms

extension TermOrder {
  /// The order for some functions, each given after those that it uses.
  ///
  /// A function ranks above those that it calls; of equal ones, functions of one argument rank
  /// above others, and functions into another type above functions into the type of an argument.
  init(functions: [SymbolID], in theory: borrowing Theory) {
    var depths: [SymbolID: Int] = [:]
    for function in functions {
      var depth = 0
      for clause in theory.clauses(of: function) {
        for term in clause.conditions + (clause.result.map { [$0] } ?? []) {
          for subterm in theory.bank.subterms(of: term)
          where theory.bank.shape(of: subterm) == .application {
            let head = theory.bank.head(of: subterm)
            if head != function, let below = depths[head] { depth = max(depth, below + 1) }
          }
        }
      }
      depths[function] = depth
      let (parameters, result) = theory.bank.signature(of: function)
      let isUnary = parameters.count == 1
      let isObserver = !parameters.contains(result)
      self[function] = 1 + 4 * depth + (isUnary ? 2 : 0) + (isObserver ? 1 : 0)
    }
  }
}
