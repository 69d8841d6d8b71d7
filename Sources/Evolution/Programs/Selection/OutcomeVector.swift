/// Which cases a candidate passes, one bit each.
struct OutcomeVector: Hashable, Sendable {
  /// The first 64 cases.
  private var first: UInt64 = 0
  /// The others.
  private var rest: [UInt64] = []

  init(_ outcomes: [Bool]) {
    if outcomes.count > 64 {
      rest = [UInt64](repeating: 0, count: (outcomes.count - 1) / 64)
    }
    for (index, passes) in outcomes.enumerated() where passes {
      if index < 64 {
        first |= 1 << UInt64(index)
      } else {
        rest[index / 64 - 1] |= 1 << UInt64(index % 64)
      }
    }
  }

  /// Words of 64 cases each.
  var wordCount: Int { 1 + rest.count }

  /// A word of cases, the first one in its lowest bit.
  func word(_ index: Int) -> UInt64 { index == 0 ? first : rest[index - 1] }

  /// Whether it passes a case.
  subscript(test: Int) -> Bool {
    (test < 64 ? first : rest[test / 64 - 1]) >> UInt64(test % 64) & 1 == 1
  }
}
