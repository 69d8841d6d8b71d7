import Kernel
import Terms

/// Bounds on the proofs that admit one group by witnesses. They are counted, never timed.
enum WitnessLimits {
  /// Inferences for the law of one version.
  static let law = 5_000
  /// Inferences for one clause.
  static let clause = 5_000
  /// Inferences for one group.
  static let total = 50_000
}

extension ProofSearch {
  /// Shows that the workers satisfy the clauses of their functions.
  ///
  /// First each version is shown to be the call that it stands for, by induction where it must be;
  /// with these laws a clause is its worker's.
  ///
  /// - Returns: nil where a proof is not found.
  mutating func witnesses(of group: [FunctionDefinition], by specialiser: Specialiser) -> [Witness]?
  {
    guard proveLaws(of: specialiser) else { return nil }
    var replacement = SymbolExchange(specialiser.workers)
    var witnesses: [Witness] = []
    for definition in group {
      guard let worker = specialiser.workers[definition.symbol],
        let theorems = try? theorems(of: definition, by: worker, &replacement)
      else { return nil }
      witnesses.append(Witness(function: worker, theorems: theorems))
    }
    return witnesses
  }

  /// Proves that versions are the calls that they stand for, as long as one follows from others.
  private mutating func proveLaws(of specialiser: Specialiser) -> Bool {
    var open: [TermID] = []
    for version in specialiser.versions.reversed() {
      var types: [TypeID] = []
      for name in theory.bank.typeParameters(of: version.symbol) {
        guard let type = try? theory.bank.type(.variable(name)) else { return false }
        types.append(type)
      }
      guard let call = try? theory.bank.application(version.symbol, types, version.parameters)
      else { return false }
      open.append(theory.bank.equationOf(version.call, call))
    }
    while !open.isEmpty {
      var rest: [TermID] = []
      for law in open {
        let isProved = try? attemptLemma(law, limit: WitnessLimits.law)
        if isProved != true { rest.append(law) }
      }
      if rest.count == open.count { return false }
      open = rest
    }
    return true
  }

  /// For each clause with a result its theorem, the clause's conditions as hypotheses.
  mutating func theorems(
    of definition: FunctionDefinition, by worker: SymbolID, _ replacement: inout SymbolExchange
  ) throws -> [Theorem] {
    var types: [TypeID] = []
    for name in definition.typeParameters { types.append(try theory.bank.type(.variable(name))) }
    var theorems: [Theorem] = []
    let clauses = theory.bank.clauses(of: definition, group: [definition.symbol])
    guard let clauses else { throw SearchFailure.outOfInferences }
    for clause in clauses {
      guard let result = clause.result else { continue }
      var conditions: [TermID] = []
      for condition in clause.conditions {
        conditions.append(try replacement.apply(to: condition, &theory.bank))
      }
      let left = try theory.bank.application(worker, types, clause.patterns)
      let equation = theory.bank.equationOf(
        left, try replacement.apply(to: result, &theory.bank))
      let formula = theory.bank.implication(conditions, equation)
      guard let tree = try attempt(formula, limit: WitnessLimits.clause) else {
        throw SearchFailure.outOfInferences
      }
      var theorem = try replay(tree)
      for condition in conditions {
        theorem = try theory.modusPonens(theorem, try theory.assume(condition))
      }
      theorems.append(theorem)
    }
    return theorems
  }
}

/// Puts symbols for symbols of the same signature, in applications and function values.
struct SymbolExchange {
  private let symbols: [SymbolID: SymbolID]
  private var known: [TermID: TermID] = [:]

  init(_ symbols: [SymbolID: SymbolID]) { self.symbols = symbols }

  mutating func apply(to root: TermID, _ bank: inout TermBank) throws(TermFailure) -> TermID {
    for term in bank.subterms(of: root) where known[term] == nil {
      let arguments = bank.arguments(of: term).map { known[$0] ?? $0 }
      let types = bank.typeArguments(of: term)
      switch bank.shape(of: term) {
      case .variable, .integer, .call: known[term] = try bank.rebuild(term, arguments: arguments)
      case .application:
        let head = bank.head(of: term)
        known[term] = try bank.application(symbols[head] ?? head, types, arguments)
      case .functionValue:
        let head = bank.head(of: term)
        known[term] = try bank.functionValue(symbols[head] ?? head, types, arguments)
      }
    }
    return known[root] ?? root
  }
}
