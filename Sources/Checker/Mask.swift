/// What may occur in a term: an over-approximation in one word.
///
/// A clear bit is a promise, a set bit is not: it lets walks pass by whole subterms.
struct Mask {
  private var bits: UInt64

  private init(bits: UInt64) {
    self.bits = bits
  }

  init(_ variable: Variable) {
    bits = 1 << UInt64(variable.index % 63)
  }

  static let none = Mask(bits: 0)
  /// A type variable, in the type of a variable or of a head.
  static let typeVariables = Mask(bits: 1 << 63)

  func union(_ other: Mask) -> Mask { Mask(bits: bits | other.bits) }

  func meets(_ other: Mask) -> Bool { bits & other.bits != 0 }
}
