import Determinism
import Lisp

/// The inputs on which formulas with variables of the same types are tested.
///
/// First come the smallest tuples, then random ones in order of size; the list is the same whatever
/// has been tested before.
package struct TestInputs {
  package private(set) var tuples: [[Value]]
  private let types: [Type]
  private let limits: RefutationLimits
  private var random: SeededGenerator

  package init(types: [Type], limits: RefutationLimits, seed: UInt64, _ generator: inout InputGenerator) {
    self.types = types
    self.limits = limits
    var address = StableHasher(seed: seed)
    for type in types { address.combine("\(type)") }
    random = .stream(seed: seed, path: address.finalize())
    tuples = generator.smallestTuples(types.isEmpty ? 1 : limits.smallest, of: types)
    guard !types.isEmpty else { return }
    extend(by: max(0, limits.tests - tuples.count), &generator)
  }

  /// Whether there is more to test than the one empty tuple.
  package var isExtendable: Bool { !types.isEmpty }

  /// Adds random tuples of growing size.
  package mutating func extend(by count: Int, _ generator: inout InputGenerator) {
    guard count > 0 else { return }
    for step in 0..<count {
      let size = 2 + step * max(1, limits.size - 1) / count
      tuples.append(generator.randomTuple(types, size: size, using: &random))
    }
  }
}
