/// Inferences that may still be made, and those made.
struct InferenceBudget {
  private(set) var spent: Int
  let limit: Int

  init(limit: Int, spent: Int = 0) {
    self.limit = limit
    self.spent = spent
  }

  /// Counts inferences that were made on a budget of their own.
  mutating func note(_ count: Int) { spent += count }

  /// - Throws: ``SearchFailure/outOfInferences`` once the limit is passed.
  mutating func spend(_ count: Int) throws(SearchFailure) {
    spent += count
    if spent > limit { throw .outOfInferences }
  }
}

/// Why a search ended before it had tried everything.
enum SearchFailure: Error, Equatable {
  case outOfInferences
  /// The rules of one sequent rewrite without end.
  case rewritingLoops
}
