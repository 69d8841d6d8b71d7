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
    if !instances.types.isPrepared(type) {
      instances.types.prepareLayouts(of: type, in: environment)
    }
    pairs.removeAll(keepingCapacity: true)
    pairs.append((left, right, type))
    var count = 0
    while let (first, second, type) = pairs.popLast() {
      count += 1
      if count % HardCaps.nodesPerUnit == 0 {
        if state.fuel == 0 { return .failure(.outOfFuel) }
        state.fuel -= 1
      }
      guard instances.types.isData(type) else {
        if instances.types.isFunction(type) { return .failure(.undefined) }
        if first != second { return .success(false) }
        continue
      }
      if first.tag != second.tag { return .success(false) }
      if instances.types.isFlat(type) { continue }
      let layout = instances.types.layout(of: type, first.tag)
      for index in (0..<layout.count).reversed() {
        pairs.append(
          (
            arena[first.fields + index], arena[second.fields + index],
            instances.types.fieldType(layout.lowerBound + index)
          ))
      }
    }
    return .success(true)
  }

  /// Whether an answer of a function is the value of a case that was encoded by
  /// ``encodeResults(_:of:)``. Function values are like no value.
  ///
  /// Like any comparison of an answer from outside, it costs no fuel.
  public mutating func isEqual(
    _ answer: Answer, of function: CompiledFunction, to results: InputBlock, case index: Int
  ) -> Bool {
    guard answer.kind == .value, results.generation == inputGeneration,
      results.types.count == 1, results.types[0] == function.result,
      (0..<results.count).contains(index)
    else { return false }
    if !instances.types.isPrepared(function.result) {
      instances.types.prepareLayouts(of: function.result, in: environment)
    }
    pairs.removeAll(keepingCapacity: true)
    var next = (answer.word, results.words[index], function.result)
    while true {
      let (first, second, type) = next
      if instances.types.isData(type) {
        if first.tag != second.tag { return false }
        if !instances.types.isFlat(type) {
          guard step(first, second, type, &next) else { return false }
          if next.2 != -1 { continue }
        }
      } else if first != second || instances.types.isFunction(type) {
        return false
      }
      guard let pair = pairs.popLast() else { return true }
      next = pair
    }
  }

  /// Compares fields that are numbers at once, and leaves the last of the others as the next pair,
  /// the rest for later. False if some number differs; a type of -1 where there is nothing next.
  @inline(__always)
  private mutating func step(
    _ first: UInt64, _ second: UInt64, _ type: Int, _ next: inout (UInt64, UInt64, Int)
  ) -> Bool {
    next.2 = -1
    let layout = instances.types.layout(of: type, first.tag)
    for index in 0..<layout.count {
      let field = instances.types.fieldType(layout.lowerBound + index)
      let (left, right) = (arena[first.fields + index], arena[second.fields + index])
      if instances.types.isFlat(field) {
        if left != right { return false }
      } else {
        if next.2 != -1 { pairs.append(next) }
        next = (left, right, field)
      }
    }
    return true
  }
}
