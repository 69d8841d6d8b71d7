/// A theorem that a certificate proves, and what ties it to a program.
///
/// Only ``check(certificate:limits:)`` makes one.
public struct CheckedTheorem: Equatable, Sendable {
  /// As the certificate calls it. Nothing follows from a name.
  public let name: String
  /// The formula in the certificate's own grammar, with all type arguments.
  ///
  /// A subterm that occurs more than once is written once, before the formula, as `(term N ...)`,
  /// unless it is a variable, a literal or a short constant.
  public let statement: String
  /// The variables of the statement, as they first occur. They are universally quantified, and so
  /// are the type variables.
  public let variables: [TheoremVariable]
  /// What every name in the statement stands for, and every name that those definitions use, and
  /// so on: each name introduced by a `data` or `define` item that the statement rests on, in the
  /// order of the file.
  public let identities: [Identity]
  /// 1-based source line on which the theorem's item begins.
  public let line: Int
}

/// A variable with its type, as the certificate writes it.
public struct TheoremVariable: Equatable, Sendable {
  public let name: String
  public let type: String
}

/// What a data type, constructor or function of a certificate is, whatever it is called.
///
/// Two names with equal digest and index, in whatever files, stand for the same thing, up to the
/// values at leaves `any`.
public struct Identity: Equatable, Sendable {
  /// As the certificate calls it.
  public let name: String
  /// The identity of the item that introduces it: SHA-256, 64 lower-case hexadecimal digits.
  public let sha256: String
  /// Its place among the names that the item introduces.
  public let index: Int
}
