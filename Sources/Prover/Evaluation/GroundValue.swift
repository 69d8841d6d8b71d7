/// A value in a ``GroundMachine``: a small integer, or the place of a cell.
///
/// Two values of one machine are equal exactly if their words are, as long as the machine keeps
/// them. Types are erased, so values of different types may be the same word.
package struct GroundValue: Hashable, Comparable, Sendable {
  /// Odd for an integer of 31 bits, otherwise the byte at which the cell begins.
  package let word: UInt32

  @inline(__always)
  package init(word: UInt32) { self.word = word }

  package static func < (left: GroundValue, right: GroundValue) -> Bool { left.word < right.word }
}

/// Bounds of a ``GroundMachine``. Reaching one ends an evaluation without a value.
package struct GroundLimits: Hashable, Sendable {
  /// Bytes for values, those of an evaluation under way included; at most 4 GiB.
  package var cellBytes: Int = 1 << 30
  /// Bytes for the frames of nested calls, at most 4 GiB: a call takes 20 to 100 of them.
  package var stackBytes: Int = 1 << 28
  /// Bytes for remembered results.
  package var memoBytes: Int = 1 << 28
  /// Cells that one comparison of values that are not settled yet visits.
  package var comparison: Int = 1 << 22

  package init() {}
}
