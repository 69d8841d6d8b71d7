import Kernel
import Terms

/// A way to induct: on the recursion of a function at distinct variables.
struct InductionScheme: Hashable {
  var function: SymbolID
  var types: [TypeID]
  /// A distinct variable for each parameter; those that no pattern takes apart are fresh.
  var variables: [TermID]
  /// Variables of the sequent that the patterns take apart.
  var inducted: [TermID]
  /// What some of the other variables stand for: terms that the recursion hands on unchanged.
  var pins: [Pin] = []
  /// How many more applications would unfold than would be stuck.
  var merit: Int

  struct Pin: Hashable {
    var variable: TermID
    var term: TermID
  }
}

extension ProofSearch {
  /// The schemes that the functions of a sequent suggest, the best first.
  ///
  /// Boyer and Moore 1979: a function suggests the recursion of its definition where the arguments
  /// that its patterns take apart are distinct variables. Structural induction on such a variable
  /// is offered as well.
  mutating func schemes(for sequent: Sequent) -> [InductionScheme] {
    var schemes: [InductionScheme] = []
    let formulas = [sequent.goal] + sequent.hypotheses
    let terms = theory.bank.subterms(of: formulas)
    for term in terms {
      if var scheme = recursionScheme(of: term) {
        scheme.merit = merit(of: scheme, in: terms)
        addScheme(scheme, to: &schemes)
      }
    }
    var variables: [TermID] = []
    for formula in formulas {
      for variable in theory.bank.freeVariables(of: formula) where !variables.contains(variable) {
        variables.append(variable)
      }
    }
    for variable in variables {
      if var scheme = structuralScheme(on: variable) {
        scheme.merit = merit(of: scheme, in: terms) - 1
        addScheme(scheme, to: &schemes)
      }
    }
    return schemes.enumerated()
      .sorted { ($1.element.merit, $0.offset) < ($0.element.merit, $1.offset) }
      .map(\.element)
  }

  /// Keeps one scheme for each function and choice of variables.
  private func addScheme(_ scheme: InductionScheme, to schemes: inout [InductionScheme]) {
    let isKnown = schemes.contains {
      $0.inducted == scheme.inducted
        && ($0.function == scheme.function || isSameRecursion($0, scheme))
    }
    if !isKnown { schemes.append(scheme) }
  }

  /// Whether two schemes on the same variables have the same cases and hypotheses: both walk one
  /// variable one constructor at a time.
  private func isSameRecursion(_ a: InductionScheme, _ b: InductionScheme) -> Bool {
    a.inducted.count == 1 && isStructural(a) && isStructural(b)
  }

  private func isStructural(_ scheme: InductionScheme) -> Bool {
    let clauses = theory.clauses(of: scheme.function)
    guard let variable = scheme.inducted.first,
      let position = scheme.variables.firstIndex(of: variable),
      case .data(let symbol, _) = theory.bank.node(of: theory.bank.type(of: variable)),
      clauses.count == theory.bank.constructors(of: symbol).count
    else { return false }
    return clauses.allSatisfy { clause in
      let pattern = clause.patterns[position]
      guard clause.conditions.isEmpty, theory.bank.isConstructed(pattern) else { return false }
      let recursive = theory.bank.arguments(of: pattern).filter {
        theory.bank.type(of: $0) == theory.bank.type(of: pattern)
      }
      return recursive.allSatisfy { field in
        clause.calls.contains {
          theory.bank.head(of: $0) == scheme.function
            && theory.bank.argument(position, of: $0) == field
        }
      }
    }
  }

  /// The recursion of the function at the head of a term.
  private mutating func recursionScheme(of term: TermID) -> InductionScheme? {
    guard theory.bank.shape(of: term) == .application else { return nil }
    let head = theory.bank.head(of: term)
    guard case .function = theory.bank.kind(of: head), theory.isInductive(head),
      isRecursiveFunction(head), !rules.definitions.isFolded(head)
    else {
      return nil
    }
    let recursion = rules.definitions.recursion(of: head, in: theory)
    var variables: [TermID] = []
    var inducted: [TermID] = []
    var pins: [InductionScheme.Pin] = []
    for index in 0..<theory.bank.argumentCount(of: term) {
      let argument = theory.bank.argument(index, of: term)
      let isFree =
        theory.bank.shape(of: argument) == .variable && !inducted.contains(argument)
      if recursion.positions.contains(index) || recursion.carried.contains(index), isFree {
        inducted.append(argument)
        variables.append(argument)
        continue
      }
      if recursion.positions.contains(index) { return nil }
      if recursion.conditioned.contains(index), isFree, !recursion.positions.isEmpty {
        inducted.append(argument)
        variables.append(argument)
        continue
      }
      let fresh = freshVariable(like: "w", type: theory.bank.type(of: argument))
      variables.append(fresh)
      if recursion.fixed.contains(index) {
        pins.append(InductionScheme.Pin(variable: fresh, term: argument))
      } else if recursion.carried.contains(index) {
        return nil
      }
    }
    guard !inducted.isEmpty,
      pins.allSatisfy({ !theory.bank.containsAny(of: inducted, in: $0.term) })
    else { return nil }
    return InductionScheme(
      function: head, types: theory.bank.typeArguments(of: term), variables: variables,
      inducted: inducted, pins: pins, merit: 0)
  }

  private func isRecursiveFunction(_ function: SymbolID) -> Bool {
    rules.definitions.recursion(of: function, in: theory).isRecursive
  }

  /// The parameters that some clause takes apart.
  func patternPositions(of function: SymbolID) -> PositionSet {
    rules.definitions.recursion(of: function, in: theory).positions
  }

  /// Counts the applications that the scheme would unfold, twice, less those where one of its
  /// variables stands at a place that the recursion of its function does not take apart.
  private func merit(of scheme: InductionScheme, in terms: [TermID]) -> Int {
    var merit = 0
    for term in terms where theory.bank.shape(of: term) == .application {
      let head = theory.bank.head(of: term)
      guard case .function = theory.bank.kind(of: head) else { continue }
      let positions = patternPositions(of: head)
      guard !positions.isEmpty else { continue }
      let present = scheme.inducted.filter { theory.bank.arguments(of: term).contains($0) }
      guard !present.isEmpty else { continue }
      let taken = theory.bank.arguments(of: term).enumerated()
        .filter { positions.contains($0.offset) }
      if taken.allSatisfy({ scheme.inducted.contains($0.element) }) {
        merit += 2 * present.count
      } else if taken.contains(where: { scheme.inducted.contains($0.element) }) {
        merit += 1
      } else {
        merit -= 1
      }
    }
    return merit
  }

  /// Induction on the structure of a variable's data type.
  private mutating func structuralScheme(on variable: TermID) -> InductionScheme? {
    guard
      case .data(let symbol, let arguments) = theory.bank.node(of: theory.bank.type(of: variable)),
      isRecursive(symbol), let walker = walker(of: symbol)
    else { return nil }
    return InductionScheme(
      function: walker, types: arguments, variables: [variable], inducted: [variable], merit: 0)
  }

  /// The function that walks a data type: its recursion is the structure of the type.
  private mutating func walker(of dataType: SymbolID) -> SymbolID? {
    if let known = walkers[dataType] { return known }
    guard let walker = try? theory.defineWalker(of: dataType) else { return nil }
    walkers[dataType] = walker
    return walker
  }
}
