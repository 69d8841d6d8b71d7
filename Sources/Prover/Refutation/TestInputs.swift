import Determinism
import Lisp

/// The inputs on which formulas with variables of the same types are tested, made as they are needed.
///
/// First come the smallest tuples, then random ones of growing size; the list is the same whatever
/// has been tested before.
package struct TestInputs {
  /// Tuples that are made first, and often suffice.
  private static let first = 24

  package private(set) var tuples: [[Value]] = []
  private let types: [Type]
  private let limits: RefutationLimits
  private var random: SeededGenerator

  package init(types: [Type], limits: RefutationLimits, seed: UInt64) {
    self.types = types
    self.limits = limits
    var address = StableHasher(seed: seed)
    for type in types { address.combine("\(type)") }
    random = .stream(seed: seed, path: address.finalize())
  }

  /// Adds the next tuples: the smallest ones in two steps, then random ones in groups.
  ///
  /// - Returns: false if there are no others.
  package mutating func extend(_ generator: inout InputGenerator) -> Bool {
    let known = tuples.count
    let smallest = types.isEmpty ? 1 : limits.smallest
    if known < min(smallest, Self.first) || known < smallest && isExhaustible {
      let wanted = known == 0 ? min(smallest, Self.first) : smallest
      tuples += generator.smallestTuples(wanted, of: types).dropFirst(known)
      if tuples.count > known { return true }
      isExhaustible = false
    }
    guard !types.isEmpty else { return false }
    isExhaustible = false
    let count = max(1, known < limits.tests ? limits.tests - known : limits.tests)
    for step in 0..<count {
      let size = 2 + step * max(1, limits.size - 1) / count
      tuples.append(generator.randomTuple(types, size: size, using: &random))
    }
    return true
  }

  /// Whether there may be further small tuples.
  private var isExhaustible = true

  /// The first `limits.tests` tuples, or all if there are fewer.
  package mutating func all(_ generator: inout InputGenerator) -> [[Value]] {
    while tuples.count < limits.tests, extend(&generator) {}
    return Array(tuples.prefix(limits.tests))
  }
}
