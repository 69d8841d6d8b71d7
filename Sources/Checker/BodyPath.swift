/// What is known on the way from the root of a body to a leaf.
struct BodyPath {
  private var bound: [Variable]
  private var boundSet: Set<Variable>
  private var replaced: Set<Variable> = []
  /// Variables and the applied constructors put for them, as they were found.
  private(set) var replacements: [(variable: Variable, value: TermID)] = []
  /// Without the replacements.
  var conditions: [TermID] = []

  init(bound: [Variable]) {
    self.bound = bound
    boundSet = Set(bound)
  }

  func isBound(_ variable: Variable) -> Bool { boundSet.contains(variable) }

  /// False, with no effect, if the variable is bound already.
  mutating func bind(_ variable: Variable) -> Bool {
    guard boundSet.insert(variable).inserted else { return false }
    bound.append(variable)
    return true
  }

  /// False, with no effect, if the variable is replaced already.
  mutating func replace(_ variable: Variable, by value: TermID) -> Bool {
    guard replaced.insert(variable).inserted else { return false }
    replacements.append((variable, value))
    return true
  }

  /// Goes back up to a case.
  mutating func restore(_ open: OpenCase) {
    while bound.count > open.boundCount { boundSet.remove(bound.removeLast()) }
    while replacements.count > open.replacementCount {
      replaced.remove(replacements.removeLast().variable)
    }
    conditions.removeLast(conditions.count - open.conditionCount)
  }

  /// How many variables are bound, replacements known and conditions made.
  fileprivate var counts: (Int, Int, Int) {
    (bound.count, replacements.count, conditions.count)
  }
}

/// A `case` with branches still to read.
struct OpenCase {
  var branches: Elements
  let constructors: [SymbolID]
  let typeArguments: ContiguousArray<TypeID>
  let scrutinee: TermID
  /// The constructor of the next branch.
  var next = 0
  let boundCount: Int
  let replacementCount: Int
  let conditionCount: Int

  init(
    branches: Elements, constructors: [SymbolID], typeArguments: ContiguousArray<TypeID>,
    scrutinee: TermID, path: BodyPath
  ) {
    self.branches = branches
    self.constructors = constructors
    self.typeArguments = typeArguments
    self.scrutinee = scrutinee
    (boundCount, replacementCount, conditionCount) = path.counts
  }
}
