import Kernel
import Terms

/// The clauses of functions, compiled when they are first wanted.
///
/// A class, because all simplifiers of one search share it.
final class DefinitionTable {
  /// By the index of the symbol; empty where there is no definition, or it was not asked for.
  private var functions: ContiguousArray<[CompiledClause]> = []
  /// By the index of the symbol; nil as above.
  private var recursions: ContiguousArray<Recursion?> = []
  /// Functions that facts speak of better than their clauses.
  private var folded: Set<SymbolID> = []

  /// Does not unfold a function from now on.
  func fold(_ function: SymbolID) { folded.insert(function) }

  /// Unfolds a function again.
  func unfold(_ function: SymbolID) { folded.remove(function) }

  /// Whether a function is not unfolded at present.
  func isFolded(_ function: SymbolID) -> Bool { folded.contains(function) }

  /// The clauses of a function that have results, in reading order.
  func clauses(of function: SymbolID, in theory: borrowing Theory) -> [CompiledClause] {
    if folded.contains(function) { return [] }
    let index = Int(function.index)
    if index < functions.count, !functions[index].isEmpty { return functions[index] }
    let names = theory.bank.typeParameters(of: function)
    var compiled: [CompiledClause] = []
    for (index, clause) in theory.clauses(of: function).enumerated() {
      if let clause = CompiledClause(clause, index: index, typeNames: names, in: theory.bank) {
        compiled.append(clause)
      }
    }
    while functions.count <= index { functions.append([]) }
    functions[index] = compiled
    return compiled
  }

  /// How a function is defined.
  struct Recursion {
    /// The parameters that some clause takes apart; if there are none, those in conditions.
    var positions = PositionSet()
    /// Others that flow into those, or into these, at a call of its own.
    var carried = PositionSet()
    /// Those of ``carried`` that its own calls leave as they are.
    var fixed = PositionSet()
    /// Other parameters that conditions of clauses are about.
    var conditioned = PositionSet()
    /// Whether it calls itself.
    var isRecursive = false
  }

  func recursion(of function: SymbolID, in theory: borrowing Theory) -> Recursion {
    let index = Int(function.index)
    if index < recursions.count, let known = recursions[index] { return known }
    let clauses = theory.clauses(of: function)
    var recursion = Recursion()
    if clauses.isEmpty { return recursion }
    for clause in clauses {
      for (position, pattern) in clause.patterns.enumerated()
      where theory.bank.shape(of: pattern) != .variable {
        recursion.positions.insert(position)
      }
      for call in clause.calls where theory.bank.head(of: call) == function {
        recursion.isRecursive = true
      }
      for variable in theory.bank.freeVariables(of: clause.conditions) {
        if let position = clause.patterns.firstIndex(of: variable) {
          recursion.conditioned.insert(position)
        }
      }
    }
    if recursion.isRecursive { recursion.findCarried(function, clauses, in: theory.bank) }
    while recursions.count <= index { recursions.append(nil) }
    recursions[index] = recursion
    return recursion
  }
}

extension DefinitionTable.Recursion {
  /// What an induction along the recursion must keep track of beside what patterns take apart: in
  /// `f (x : xs) ys = f ys xs` the hypothesis is about `ys`, and in `f lo hi`, which goes on while
  /// `lo <= hi`, about both numbers.
  fileprivate mutating func findCarried(
    _ function: SymbolID, _ clauses: [Clause], in bank: borrowing TermBank
  ) {
    if positions.isEmpty {
      for clause in clauses {
        for variable in bank.freeVariables(of: clause.conditions) {
          if let position = clause.patterns.firstIndex(of: variable) { positions.insert(position) }
        }
      }
    }
    var changed = true
    while changed {
      changed = false
      for clause in clauses {
        for call in clause.calls where bank.head(of: call) == function {
          for (place, argument) in bank.arguments(of: call).enumerated()
          where positions.contains(place) || carried.contains(place) {
            for variable in bank.freeVariables(of: argument) {
              guard let position = clause.patterns.firstIndex(of: variable),
                !positions.contains(position), !carried.contains(position)
              else { continue }
              carried.insert(position)
              changed = true
            }
          }
        }
      }
    }
    for position in 0..<(clauses.first?.patterns.count ?? 0) where carried.contains(position) {
      let isFixed = clauses.allSatisfy { clause in
        clause.calls.allSatisfy {
          bank.head(of: $0) != function
            || bank.argument(position, of: $0) == clause.patterns[position]
        }
      }
      if isFixed { fixed.insert(position) }
    }
  }
}

/// Some of the at most 64 parameters of a function.
struct PositionSet {
  private var bits: UInt64 = 0

  var isEmpty: Bool { bits == 0 }

  func contains(_ position: Int) -> Bool { bits >> UInt64(position) & 1 == 1 }

  mutating func insert(_ position: Int) { bits |= 1 << UInt64(position) }
}

/// A clause ready for use.
///
/// A class, because what was found for its heads is kept.
final class CompiledClause {
  /// `t = C(y …)`
  struct Condition {
    var subject: Template
    var constructor: SymbolID
    /// The numbers of the `y`.
    var variables: [Int]
  }

  let index: Int
  let pattern: Pattern
  let conditions: [Condition]
  let result: Template
  var heads: PolymorphicHeads?

  /// Nil if the clause has no result.
  init?(_ clause: Clause, index: Int, typeNames: [String], in bank: borrowing TermBank) {
    guard let result = clause.result else { return nil }
    self.index = index
    pattern = Pattern(clause.patterns, variables: clause.variables, in: bank)
    var heads = typeNames.isEmpty ? nil : PolymorphicHeads(names: typeNames)
    var conditions: [Condition] = []
    for condition in clause.conditions {
      guard let (left, right) = bank.equationSides(condition) else { return nil }
      conditions.append(
        Condition(
          subject: Template(left, variables: clause.variables, heads: &heads, in: bank),
          constructor: bank.head(of: right),
          variables: bank.arguments(of: right).compactMap { clause.variables.firstIndex(of: $0) }))
    }
    self.conditions = conditions
    self.result = Template(result, variables: clause.variables, heads: &heads, in: bank)
    self.heads = heads
  }
}
