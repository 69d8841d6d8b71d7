/// A row of an environment's table of functions.
public struct FunctionID: Hashable, Comparable, Sendable, Codable {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public static func < (left: FunctionID, right: FunctionID) -> Bool { left.index < right.index }
}

/// A row of an environment's table of constructors.
public struct ConstructorID: Hashable, Comparable, Sendable, Codable {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public static func < (left: ConstructorID, right: ConstructorID) -> Bool {
    left.index < right.index
  }

  /// `bool` is declared first in every environment, `true` before `false`.
  public static let `true` = ConstructorID(0)
  public static let `false` = ConstructorID(1)
}

/// A row of an environment's table of data types.
public struct DataTypeID: Hashable, Comparable, Sendable, Codable {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public static func < (left: DataTypeID, right: DataTypeID) -> Bool { left.index < right.index }

  /// `bool` is declared first in every environment.
  public static let bool = DataTypeID(0)
}
