/// A simultaneous substitution of types for type variables and terms for variables, with the images
/// found so far. ``Judge`` fills it, checks the types and walks the terms.
struct Substitution: ~Copyable {
  var types = TypeMap()
  /// What may occur in a term that changes.
  private(set) var mask = Mask.none
  var pending = ContiguousArray<TermID>()
  /// The target of each variable, or nil.
  private var targets = ContiguousArray<TermID?>()
  private var bound = ContiguousArray<Variable>()
  /// Images of terms and of heads, and the substitutions to which they belong.
  private var images = ContiguousArray<TermID>()
  private var stamps = ContiguousArray<UInt64>()
  private var headImages = ContiguousArray<HeadID>()
  private var headStamps = ContiguousArray<UInt64>()
  private var current: UInt64 = 0

  /// Begins anew, for terms over the first `variableCount` variables: everything stays.
  mutating func reset(variableCount: Int) {
    for variable in bound { targets[variable.index] = nil }
    bound.removeAll(keepingCapacity: true)
    if targets.count < variableCount {
      targets.append(contentsOf: repeatElement(nil, count: variableCount - targets.count))
    }
    types.reset()
    mask = .none
    current += 1
  }

  /// Adds a target. False, with no effect, if `variable` has one.
  mutating func bind(_ variable: Variable, to term: TermID) -> Bool {
    guard targets[variable.index] == nil else { return false }
    targets[variable.index] = term
    bound.append(variable)
    mask = mask.union(Mask(variable))
    return true
  }

  /// Adds a target. False, with no effect, if `variable` has one.
  mutating func bind(_ variable: Name, to type: TypeID) -> Bool {
    mask = mask.union(.typeVariables)
    return types.bind(variable, to: type)
  }

  func target(_ variable: Variable) -> TermID? {
    targets[variable.index]
  }

  func image(_ term: TermID) -> TermID? {
    let index = Int(term.index)
    return index < stamps.count && stamps[index] == current ? images[index] : nil
  }

  func image(_ head: HeadID) -> HeadID? {
    let index = Int(head.index)
    return index < headStamps.count && headStamps[index] == current ? headImages[index] : nil
  }

  mutating func makeRoom(terms: Int, heads: Int) {
    if stamps.count < terms {
      let missing = terms - stamps.count
      stamps.append(contentsOf: repeatElement(0, count: missing))
      images.append(contentsOf: repeatElement(TermID(index: 0), count: missing))
    }
    if headStamps.count < heads {
      let missing = heads - headStamps.count
      headStamps.append(contentsOf: repeatElement(0, count: missing))
      headImages.append(contentsOf: repeatElement(HeadID(index: 0), count: missing))
    }
  }

  mutating func store(_ image: TermID, for term: TermID) {
    stamps[Int(term.index)] = current
    images[Int(term.index)] = image
  }

  mutating func store(_ image: HeadID, for head: HeadID) {
    headStamps[Int(head.index)] = current
    headImages[Int(head.index)] = image
  }
}
