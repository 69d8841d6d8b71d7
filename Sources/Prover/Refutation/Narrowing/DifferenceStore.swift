/// What has been decided about integers that have no values yet: bounds on differences, and
/// differences that are excluded.
///
/// Variable 0 stands for zero. The bounds are kept closed, so that each question about two variables
/// is answered at once (Dechter, Meiri and Pearl 1991, "Temporal constraint networks"). All changes
/// since a mark can be taken back.
struct DifferenceStore {
  /// No bound.
  private static let none: Int64 = 1 << 50
  /// Numbers beyond this are not reasoned about.
  static let largest: Int64 = 1 << 40

  private struct Exclusion {
    var left: Int
    var right: Int
    var difference: Int64
  }

  /// What ``undo(to:)`` goes back to.
  struct Mark {
    fileprivate var count: Int
    fileprivate var changes: Int
    fileprivate var exclusions: Int
  }

  let capacity: Int
  /// Variables, zero included.
  private(set) var count = 1
  /// The largest value of the row's variable less the column's.
  private var bounds: ContiguousArray<Int64>
  private var exclusions: ContiguousArray<Exclusion> = []
  private var changes: ContiguousArray<(place: Int, old: Int64)> = []

  init(capacity: Int) {
    self.capacity = capacity
    bounds = ContiguousArray(repeating: Self.none, count: capacity * capacity)
    for index in 0..<capacity { bounds[index * capacity + index] = 0 }
  }

  var mark: Mark { Mark(count: count, changes: changes.count, exclusions: exclusions.count) }

  mutating func undo(to mark: Mark) {
    count = mark.count
    exclusions.removeLast(exclusions.count - mark.exclusions)
    while changes.count > mark.changes {
      let change = changes.removeLast()
      bounds[change.place] = change.old
    }
  }

  /// Visits the variables about which something was said.
  func visitChanges(since mark: Mark, _ visit: (Int) -> Void) {
    for index in mark.changes..<changes.count {
      visit(changes[index].place / capacity)
      visit(changes[index].place % capacity)
    }
    for index in mark.exclusions..<exclusions.count {
      visit(exclusions[index].left)
      visit(exclusions[index].right)
    }
  }

  /// A new variable; nil if there are too many.
  mutating func variable() -> Int? {
    guard count < capacity else { return nil }
    count += 1
    return count - 1
  }

  private func bound(_ left: Int, _ right: Int) -> Int64 { bounds[left * capacity + right] }

  /// The difference of two variables, if only one is possible.
  func fixed(_ left: Int, _ right: Int) -> Int64? {
    let upper = bound(left, right)
    return upper != Self.none && bound(right, left) == -upper ? upper : nil
  }

  /// Whether `left - right <= difference`, if that is decided.
  func isAtMost(_ left: Int, _ right: Int, _ difference: Int64) -> Bool? {
    if bound(left, right) <= difference { return true }
    return bound(right, left) < -difference ? false : nil
  }

  /// Whether `left - right = difference`, if that is decided.
  func isEqual(_ left: Int, _ right: Int, _ difference: Int64) -> Bool? {
    let upper = bound(left, right)
    let lower = bound(right, left)
    if upper < difference || lower < -difference { return false }
    if upper == difference, lower == -difference { return true }
    for exclusion in exclusions
    where isExcluded(left, right, difference, exclusion)
      || isExcluded(right, left, -difference, exclusion)
    {
      return false
    }
    return nil
  }

  /// Whether an exclusion says that `left - right` is not `difference`, its variables being at fixed
  /// distances from these.
  @inline(__always)
  private func isExcluded(
    _ left: Int, _ right: Int, _ difference: Int64, _ exclusion: Exclusion
  ) -> Bool {
    let first = bound(left, exclusion.left)
    guard first != Self.none, bound(exclusion.left, left) == -first else { return false }
    let second = bound(right, exclusion.right)
    guard second != Self.none, bound(exclusion.right, right) == -second else { return false }
    return difference == exclusion.difference + first - second
  }

  /// Says `left - right <= difference`.
  ///
  /// - Returns: false if that cannot be.
  mutating func addAtMost(_ left: Int, _ right: Int, _ difference: Int64) -> Bool {
    guard close(left, right, difference) else { return false }
    return tighten()
  }

  /// Says `left - right = difference`.
  mutating func addEqual(_ left: Int, _ right: Int, _ difference: Int64) -> Bool {
    guard close(left, right, difference), close(right, left, -difference) else { return false }
    return tighten()
  }

  /// Says `left - right ≠ difference`.
  mutating func addUnequal(_ left: Int, _ right: Int, _ difference: Int64) -> Bool {
    exclusions.append(Exclusion(left: left, right: right, difference: difference))
    return tighten()
  }

  private mutating func close(_ left: Int, _ right: Int, _ difference: Int64) -> Bool {
    if bound(left, right) <= difference { return true }
    if bound(right, left) < -difference { return false }
    for row in 0..<count {
      let before = bound(row, left)
      if before == Self.none { continue }
      for column in 0..<count {
        let after = bound(right, column)
        if after == Self.none { continue }
        let place = row * capacity + column
        let sum = before + difference + after
        if sum < bounds[place] {
          changes.append((place, bounds[place]))
          bounds[place] = sum
        }
      }
    }
    return true
  }

  /// Moves bounds off excluded differences.
  private mutating func tighten() -> Bool {
    var isStable = false
    while !isStable {
      isStable = true
      for exclusion in exclusions {
        let upper = bound(exclusion.left, exclusion.right)
        let lower = bound(exclusion.right, exclusion.left)
        let difference = exclusion.difference
        if upper == difference, lower == -difference { return false }
        if upper == difference {
          guard close(exclusion.left, exclusion.right, difference - 1) else { return false }
          isStable = false
        } else if lower == -difference {
          guard close(exclusion.right, exclusion.left, -difference - 1) else { return false }
          isStable = false
        }
      }
    }
    return true
  }

  // MARK: - Values

  /// Values for all variables but zero that satisfy everything, small ones if possible.
  ///
  /// - Parameter attempts: values that may be tried in all.
  mutating func model(attempts: inout Int) -> [Int64]? {
    let mark = self.mark
    defer { undo(to: mark) }
    return label(1, &attempts) ? (1..<max(1, count)).map { fixed($0, 0) ?? 0 } : nil
  }

  private mutating func label(_ variable: Int, _ attempts: inout Int) -> Bool {
    guard variable < count else { return true }
    var tried = 0
    for value in candidates(variable) {
      guard attempts > 0, tried < 40 else { break }
      attempts -= 1
      tried += 1
      let mark = self.mark
      if addEqual(variable, 0, value), label(variable + 1, &attempts) {
        return true
      }
      undo(to: mark)
    }
    return false
  }

  /// Values from the range of a variable, those near zero first.
  private func candidates(_ variable: Int) -> [Int64] {
    let upper = bound(variable, 0)
    let lower = bound(0, variable) == Self.none ? -Self.none : -bound(0, variable)
    let start = min(max(0, lower), upper)
    var values: [Int64] = [start]
    for step in 1...Int64(count + exclusions.count + 1) {
      if start + step <= upper { values.append(start + step) }
      if start - step >= lower { values.append(start - step) }
      if values.count > 40 { break }
    }
    return values
  }
}
