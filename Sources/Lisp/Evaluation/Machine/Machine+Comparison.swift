extension Machine {
  /// Does the comparison at the address; returns why it cannot.
  mutating func compare() -> AnswerKind? {
    let word = code[state.address]
    let type = Int(truncatingIfNeeded: code[state.address + 1])
    let left = stack[state.frame + word.b]
    let right = stack[state.frame + word.c]
    switch areEqual(left, right, type) {
    case .success(let equal):
      stack[state.frame + word.a] = equal ? 0 : 1
      state.address += 2
      return nil
    case .failure(let failure): return failure
    }
  }

  private enum Comparison {
    case success(Bool)
    case failure(AnswerKind)
  }

  /// Compares from left to right; each so many pairs of nodes cost a unit of fuel.
  private mutating func areEqual(_ left: UInt64, _ right: UInt64, _ type: Int) -> Comparison {
    var work = [(left, right, type)]
    var count = 0
    while let (first, second, type) = work.popLast() {
      count += 1
      if count % HardCaps.nodesPerUnit == 0 {
        if state.fuel == 0 { return .failure(.outOfFuel) }
        state.fuel -= 1
      }
      switch instances.types.nodes[type] {
      case .int:
        if first != second { return .success(false) }
      case .function: return .failure(.undefined)
      case .data:
        if first.tag != second.tag { return .success(false) }
        if instances.types.isFlat(type) { continue }
        let fields = instances.types.fields(of: type, in: environment)[first.tag]
        for index in fields.indices.reversed() {
          work.append(
            (arena[first.fields + index], arena[second.fields + index], fields[index]))
        }
      }
    }
    return .success(true)
  }
}
