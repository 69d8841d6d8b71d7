/// A finite set of formulas in ``HypothesisSets``.
struct SetID: Hashable, Sendable {
  let index: UInt32

  static let empty = SetID(index: 0)
}

/// A proved line: `hypotheses |- conclusion`.
struct Sequent {
  let hypotheses: SetID
  let conclusion: TermID
}

/// The sets of hypotheses of one check, each stored once, its members in ascending order.
struct HypothesisSets: ~Copyable {
  private let limits: CheckLimits
  private var table = IdentifierTable()
  private var ends = ContiguousArray<UInt32>()
  private var elements = ContiguousArray<TermID>()

  init(limits: CheckLimits) {
    self.limits = limits
    ends.append(0)
    _ = table.insert(Mixer().value)
  }

  private func range(_ set: SetID) -> Range<Int> {
    let index = Int(set.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  func members(_ set: SetID) -> ContiguousArray<TermID> {
    ContiguousArray(elements[range(set)])
  }

  /// The set of these formulas, which ascend strictly.
  private mutating func intern(_ members: ContiguousArray<TermID>) throws(Cause) -> SetID {
    var hash = Mixer()
    for member in members { hash.add(UInt64(member.index)) }
    let known = table.find(hash.value) { elements[range(SetID(index: $0))].elementsEqual(members) }
    if let known { return SetID(index: known) }
    guard ends.count < limits.nodes, elements.count + members.count <= limits.references
    else { throw .tooManyNodes }
    elements.append(contentsOf: members)
    ends.append(UInt32(elements.count))
    return SetID(index: table.insert(hash.value))
  }

  mutating func set(of formulas: ContiguousArray<TermID>) throws(Cause) -> SetID {
    var members = ContiguousArray<TermID>()
    for formula in formulas.sorted(by: { $0.index < $1.index }) where members.last != formula {
      members.append(formula)
    }
    return try intern(members)
  }

  mutating func union(_ first: SetID, _ second: SetID) throws(Cause) -> SetID {
    if first == second || second == .empty { return first }
    if first == .empty { return second }
    return try set(of: members(first) + members(second))
  }

  mutating func removing(_ formula: TermID, from set: SetID) throws(Cause) -> SetID {
    if set == .empty { return set }
    let all = members(set)
    guard all.contains(formula) else { return set }
    return try intern(all.filter { $0 != formula })
  }
}
