import Terms

/// The union of two sorted sets.
func union(_ left: [TermID], _ right: [TermID]) -> [TermID] {
  if right.isEmpty || left == right { return left }
  if left.isEmpty { return right }
  var result: [TermID] = []
  result.reserveCapacity(left.count + right.count)
  var (i, j) = (0, 0)
  while i < left.count && j < right.count {
    let (a, b) = (left[i], right[j])
    result.append(min(a, b))
    if a <= b { i += 1 }
    if b <= a { j += 1 }
  }
  result.append(contentsOf: left[i...])
  result.append(contentsOf: right[j...])
  return result
}

/// The terms sorted, each once.
func sortedSet(_ terms: [TermID]) -> [TermID] {
  if terms.count <= 1 { return terms }
  var result: [TermID] = []
  for term in terms.sorted() where result.last != term { result.append(term) }
  return result
}
