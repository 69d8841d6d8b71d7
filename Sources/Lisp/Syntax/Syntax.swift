/// An expression as people write it: names, nested patterns, places.
///
/// Equality does not regard places.
public struct Syntax: Sendable {
  public indirect enum Form: Hashable, Sendable {
    /// A variable, function, constructor or primitive, whichever is in scope.
    case symbol(String)
    case integer(Int64)
    case application(Syntax, [Syntax])
    case match(Syntax, [MatchCase])
    case conditional(Syntax, Syntax, Syntax)
    case bind([SyntaxBinding], Syntax)
    case lambda([SyntaxName], Syntax)
    case list([Syntax])
    case quoted([QuotedDatum])
    /// `?`, in the start programs of a problem only.
    case hole
  }

  public var form: Form
  public var location: SourceLocation

  public init(_ form: Form, at location: SourceLocation = .none) {
    self.form = form
    self.location = location
  }
}

extension Syntax: Hashable {
  public static func == (left: Syntax, right: Syntax) -> Bool { left.form == right.form }

  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}

/// A name where it is bound.
public struct SyntaxName: Sendable, Hashable {
  public var name: String
  public var location: SourceLocation

  public init(_ name: String, at location: SourceLocation = .none) {
    self.name = name
    self.location = location
  }

  public static func == (left: SyntaxName, right: SyntaxName) -> Bool { left.name == right.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// `_` binds nothing.
  public var isWildcard: Bool { name == "_" }
}

/// One variable of a `let`.
public struct SyntaxBinding: Sendable, Hashable {
  public var name: SyntaxName
  public var expression: Syntax

  public init(name: SyntaxName, expression: Syntax) {
    self.name = name
    self.expression = expression
  }
}

/// One case of a `match`.
public struct MatchCase: Sendable, Hashable {
  public var pattern: Pattern
  public var body: Syntax

  public init(pattern: Pattern, body: Syntax) {
    self.pattern = pattern
    self.body = body
  }
}

/// A pattern, which may be nested.
public struct Pattern: Sendable, Hashable {
  public indirect enum Form: Hashable, Sendable {
    case wildcard
    /// A constructor if one of that name is visible, else a variable.
    case name(String)
    case constructor(String, [Pattern])
  }

  public var form: Form
  public var location: SourceLocation

  public init(_ form: Form, at location: SourceLocation = .none) {
    self.form = form
    self.location = location
  }

  public static func == (left: Pattern, right: Pattern) -> Bool { left.form == right.form }

  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}

/// What stands in a literal list: integers, constructor names and lists.
public struct QuotedDatum: Sendable, Hashable {
  public indirect enum Form: Hashable, Sendable {
    case integer(Int64)
    case symbol(String)
    case list([QuotedDatum])
  }

  public var form: Form
  public var location: SourceLocation

  public init(_ form: Form, at location: SourceLocation = .none) {
    self.form = form
    self.location = location
  }

  public static func == (left: QuotedDatum, right: QuotedDatum) -> Bool { left.form == right.form }

  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}

/// A type as it is written.
public struct TypeSyntax: Sendable, Hashable {
  public indirect enum Form: Hashable, Sendable {
    case name(String)
    case application(String, [TypeSyntax])
    case function([TypeSyntax], TypeSyntax)
  }

  public var form: Form
  public var location: SourceLocation

  public init(_ form: Form, at location: SourceLocation = .none) {
    self.form = form
    self.location = location
  }

  public static func == (left: TypeSyntax, right: TypeSyntax) -> Bool { left.form == right.form }

  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}
