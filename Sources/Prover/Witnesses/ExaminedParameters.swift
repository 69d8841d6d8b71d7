import Kernel
import Terms

/// The parameters of a group of functions on which recursion through the group may depend: a body
/// distinguishes them, or hands them on to where they are examined.
struct ExaminedParameters {
  private var positions: [SymbolID: Set<Int>] = [:]

  /// The positions among the parameters of a function; nil if it examines none.
  subscript(function: SymbolID) -> Set<Int>? { positions[function] }

  /// None.
  init() {}

  init(of group: [FunctionDefinition], in bank: borrowing TermBank) {
    var changed = true
    while changed {
      changed = false
      for definition in group {
        let known = positions[definition.symbol] ?? []
        var found = known
        for (position, parameter) in definition.parameters.enumerated()
        where !found.contains(position) && examines(parameter, definition.body, bank) {
          found.insert(position)
        }
        if found != known {
          positions[definition.symbol] = found
          changed = true
        }
      }
    }
  }

  /// Lets a worker examine what its function does.
  mutating func copy(from function: SymbolID, to worker: SymbolID) {
    positions[worker] = positions[function]
  }

  private func examines(
    _ variable: TermID, _ body: Body, _ bank: borrowing TermBank
  ) -> Bool {
    switch body {
    case .any: return false
    case .term(let term): return handsOn(variable, in: term, bank)
    case .case(let term, let branches):
      return term == variable || handsOn(variable, in: term, bank)
        || branches.contains { examines(variable, $0.body, bank) }
    }
  }

  private func handsOn(
    _ variable: TermID, in term: TermID, _ bank: borrowing TermBank
  ) -> Bool {
    bank.subterms(of: term).contains { call in
      guard bank.shape(of: call) == .application, let positions = positions[bank.head(of: call)]
      else { return false }
      return positions.contains { bank.argument($0, of: call) == variable }
    }
  }
}
