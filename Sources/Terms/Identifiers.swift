/// A type in a ``TermBank``. Two ids are equal exactly if the types are.
public struct TypeID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inline(__always)
  public static func < (left: TypeID, right: TypeID) -> Bool { left.index < right.index }
}

/// A term in a ``TermBank``. Two ids are equal exactly if the terms are, as trees.
///
/// Arguments are older than the terms they stand in, so their ids are smaller. An id that somebody
/// made up is at worst another well-typed term, or a trap.
public struct TermID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inline(__always)
  public static func < (left: TermID, right: TermID) -> Bool { left.index < right.index }
}

/// A data type, constructor or function of a ``TermBank``.
public struct SymbolID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inline(__always)
  public static func < (left: SymbolID, right: SymbolID) -> Bool { left.index < right.index }
}

/// The head of a term: a symbol with a type for each of its type parameters.
public struct HeadID: Hashable, Comparable, Sendable {
  public let index: UInt32

  @inline(__always)
  public init(index: UInt32) { self.index = index }

  @inline(__always)
  public static func < (left: HeadID, right: HeadID) -> Bool { left.index < right.index }
}
