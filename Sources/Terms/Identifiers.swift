/// A type in a ``TermBank``. Two ids are equal exactly if the types are.
public struct TypeID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inlinable @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inlinable @inline(__always)
  public static func < (left: TypeID, right: TypeID) -> Bool { left.index < right.index }

  @inlinable @inline(__always)
  public func _rawHashValue(seed: Int) -> Int { scatteredHash(of: index, seed: seed) }
}

/// A term in a ``TermBank``. Two ids are equal exactly if the terms are, as trees.
///
/// Arguments are older than the terms they stand in, so their ids are smaller. An id that somebody
/// made up is at worst another well-typed term, or a trap.
public struct TermID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inlinable @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inlinable @inline(__always)
  public static func < (left: TermID, right: TermID) -> Bool { left.index < right.index }

  @inlinable @inline(__always)
  public func _rawHashValue(seed: Int) -> Int { scatteredHash(of: index, seed: seed) }
}

/// A data type, constructor or function of a ``TermBank``.
public struct SymbolID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inlinable @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inlinable @inline(__always)
  public static func < (left: SymbolID, right: SymbolID) -> Bool { left.index < right.index }

  @inlinable @inline(__always)
  public func _rawHashValue(seed: Int) -> Int { scatteredHash(of: index, seed: seed) }
}

/// The head of a term: a symbol with a type for each of its type parameters.
public struct HeadID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inlinable @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inlinable @inline(__always)
  public static func < (left: HeadID, right: HeadID) -> Bool { left.index < right.index }
}

/// The hash of an id for dictionaries and sets: one multiplication (Fibonacci hashing, Knuth 1973)
/// instead of SipHash, whose strength against hostile keys is of no use for ids. It must depend on
/// the seed, so that copying one table into another does not take quadratic time.
@inlinable @inline(__always)
public func scatteredHash(of index: UInt32, seed: Int) -> Int {
  let mixed = (UInt64(index) ^ UInt64(bitPattern: Int64(seed))) &* 0x9E37_79B9_7F4A_7C15
  return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
}
