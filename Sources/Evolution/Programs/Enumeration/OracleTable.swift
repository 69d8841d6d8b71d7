import Determinism

/// Functions that give an arbitrary but fixed value for each argument list.
///
/// They model what is not known yet (the program's own recursive results) or is given (function
/// parameters): terms that agree for them agree, almost surely, whatever the function is.
struct OracleTable {
  /// For each oracle the values that it may give.
  private var ranges: [[ValueID]] = []

  /// Adds an oracle with results among these, of which there must be one.
  mutating func add(range: [ValueID]) -> Int {
    ranges.append(range)
    return ranges.count - 1
  }

  func result(_ oracle: Int, _ arguments: [ValueID]) -> ValueID {
    if arguments.contains(ValueBank.unknown) { return ValueBank.unknown }
    var hasher = StableHasher(seed: UInt64(oracle))
    for argument in arguments { hasher.combine(Int(argument)) }
    let range = ranges[oracle]
    return range[Int(hasher.finalize() % UInt64(range.count))]
  }
}
