import Kernel
import Terms

/// Makes conditions of clauses of what guards the calls of a group.
///
/// A measure may count on conditions of a clause, and only `case` makes conditions. So each `if`,
/// `and`, `or` and `=>` that guards a call of the group becomes a `case` of the clause, and a function
/// of the group that was taken out of another one, a `match` inside a term, goes back into it.
struct GuardLifting {
  private var members: Set<SymbolID>
  /// Functions that go back into those that call them.
  private var parts: [SymbolID: FunctionDefinition] = [:]
  private var leaves = 0
  private var renamed = 0

  /// Leaves of all bodies at most.
  private static let leafLimit = 200

  /// The group with conditions for guards; nil if it would get too large.
  ///
  /// - Parameter parts: the functions that were taken out of others.
  static func lift(
    _ group: [FunctionDefinition], parts: Set<SymbolID>, in bank: inout TermBank
  ) -> [FunctionDefinition]? {
    var lifting = GuardLifting(members: Set(group.map(\.symbol)))
    for definition in group
    where parts.contains(definition.symbol)
      && !bank.mentioned(in: definition.body).contains(definition.symbol)
    {
      lifting.parts[definition.symbol] = definition
    }
    var result: [FunctionDefinition] = []
    for definition in group where lifting.parts[definition.symbol] == nil {
      var lifted = definition
      guard let body = lifting.lifted(definition.body, in: &bank) else { return nil }
      lifted.body = body
      result.append(lifted)
    }
    return result
  }

  private init(members: Set<SymbolID>) { self.members = members }

  private mutating func lifted(_ body: Body, in bank: inout TermBank) -> Body? {
    switch body {
    case .any: return .any
    case .term(let term): return lifted(term, in: &bank)
    case .case(let term, let branches):
      var result: [Branch] = []
      for branch in branches {
        guard let inner = lifted(branch.body, in: &bank) else { return nil }
        result.append(
          Branch(constructor: branch.constructor, variables: branch.variables, body: inner))
      }
      return .case(term, result)
    }
  }

  private mutating func lifted(_ term: TermID, in bank: inout TermBank) -> Body? {
    for subterm in outermostFirst(term, in: bank) {
      guard bank.shape(of: subterm) == .application else { continue }
      if let part = parts[bank.head(of: subterm)] {
        return replaced(subterm, by: part, in: term, &bank)
      }
      if let (condition, yes, no) = guarded(subterm, in: bank) {
        guard let holds = lifted(bank.replace(subterm, with: yes, in: term), in: &bank),
          let fails = lifted(bank.replace(subterm, with: no, in: term), in: &bank)
        else { return nil }
        return .case(
          condition,
          [
            Branch(constructor: bank.head(of: bank.trueTerm), variables: [], body: holds),
            Branch(constructor: bank.head(of: bank.falseTerm), variables: [], body: fails),
          ])
      }
    }
    leaves += 1
    return leaves <= Self.leafLimit ? .term(term) : nil
  }

  /// The subterms that mention the group, each before its own arguments.
  private func outermostFirst(_ term: TermID, in bank: borrowing TermBank) -> [TermID] {
    var result: [TermID] = []
    var queue = [term]
    var seen: Set<TermID> = []
    var next = 0
    while next < queue.count {
      let current = queue[next]
      next += 1
      guard seen.insert(current).inserted, current.mentions(members, in: bank) else { continue }
      result.append(current)
      queue += bank.arguments(of: current)
    }
    return result
  }

  /// The condition, and what the term is if it holds and if it fails.
  private func guarded(
    _ term: TermID, in bank: borrowing TermBank
  ) -> (condition: TermID, yes: TermID, no: TermID)? {
    guard case .builtin(let builtin) = bank.kind(of: bank.head(of: term)) else { return nil }
    let parts = bank.arguments(of: term)
    guard parts.dropFirst().contains(where: { $0.mentions(members, in: bank) }) else { return nil }
    switch builtin {
    case .if: return (parts[0], parts[1], parts[2])
    case .and: return (parts[0], parts[1], bank.falseTerm)
    case .or: return (parts[0], bank.trueTerm, parts[1])
    case .implies: return (parts[0], parts[1], bank.trueTerm)
    default: return nil
    }
  }

  // MARK: - Parts

  /// The term with what the part's body gives for its call.
  private mutating func replaced(
    _ call: TermID, by part: FunctionDefinition, in term: TermID, _ bank: inout TermBank
  ) -> Body? {
    var substitution = Substitution()
    for (name, type) in zip(part.typeParameters, bank.typeArguments(of: call)) {
      substitution.types[name] = type
    }
    for (parameter, argument) in zip(part.parameters, bank.arguments(of: call)) {
      substitution.terms[parameter] = argument
    }
    return replaced(call, by: part.body, substitution, in: term, &bank)
  }

  private mutating func replaced(
    _ call: TermID, by body: Body, _ substitution: Substitution, in term: TermID,
    _ bank: inout TermBank
  ) -> Body? {
    switch body {
    case .any: return .any
    case .term(let result):
      guard let value = bank.instance(result, substitution) else { return nil }
      return lifted(bank.replace(call, with: value, in: term), in: &bank)
    case .case(let subject, let branches):
      guard let subject = bank.instance(subject, substitution) else { return nil }
      var result: [Branch] = []
      for branch in branches {
        var inner = substitution
        var variables: [TermID] = []
        for variable in branch.variables {
          renamed += 1
          let type = bank.typeInstance(bank.type(of: variable), substitution)
          let fresh = bank.variable("\(bank.variableName(of: variable)).\(renamed)", type)
          inner.terms[variable] = fresh
          variables.append(fresh)
        }
        guard let value = replaced(call, by: branch.body, inner, in: term, &bank) else {
          return nil
        }
        result.append(
          Branch(constructor: branch.constructor, variables: variables, body: value))
      }
      return .case(subject, result)
    }
  }
}
