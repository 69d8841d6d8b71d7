/// The name that is nearest to one that is not known, if any is near; the first of equally near ones.
public func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.unicodeScalars.prefix(40))
  // One letter for another is no misspelling.
  let bound = wanted.count < 2 ? 0 : max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in names where candidate != name {
    let scalars = Array(candidate.unicodeScalars.prefix(41))
    guard abs(scalars.count - wanted.count) <= bound else { continue }
    let distance = editDistance(wanted, scalars)
    guard distance <= bound, distance < scalars.count else { continue }
    if distance < best?.distance ?? Int.max { best = (distance, candidate) }
  }
  return best?.name
}

/// Insertions, deletions, substitutions and exchanges of neighbours that turn one into the other.
///
/// Damerau 1964, "A technique for computer detection and correction of spelling errors".
func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var before: [Int] = []
  var previous = Array(0...right.count)
  for (row, scalar) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var cost = min(
        previous[column + 1] + 1, current[column] + 1, previous[column] + (scalar == other ? 0 : 1))
      if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
        cost = min(cost, before[column - 1] + 1)
      }
      current.append(cost)
    }
    before = previous
    previous = current
  }
  return previous[right.count]
}
