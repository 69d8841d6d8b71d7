/// Bounds on one check. All loops whose length a certificate chooses end at one of them.
///
/// A caller may lower a bound. A bound above ``standard`` counts as the standard one, because the
/// layout of the banks rests on these values.
public struct CheckLimits: Equatable, Sendable {
  /// Bytes of a certificate.
  public var fileBytes = 64 << 20
  /// Parentheses open at once.
  public var nesting = 1_000
  /// Depth of a term, and of a type. A variable, a literal and `int` have depth 1.
  public var depth = 10_000
  /// Arguments of a symbol, and of a type `(-> ...)`.
  public var arguments = 64
  /// Type parameters of a data type or function.
  public var typeParameters = 8
  /// Clauses of one function.
  public var clauses = 1_000
  /// Different size-change graphs in the closure of one group.
  public var graphs = 10_000
  /// Bytes of the text whose hash is an identity.
  public var identityBytes = 64 << 20

  // The page leaves memory open; these bounds close it.

  /// Different terms, types, heads, and sets of hypotheses, each.
  public var nodes = 1 << 25
  /// Arguments stored in one bank, members of all sets of hypotheses, parts of all clauses.
  public var references = 1 << 27
  /// Pairs of terms that one `rewrite` may compare.
  public var pairs = 1 << 24
  /// Monomials, and factors of monomials, that one `ring` or `linear` may write while it reads and
  /// combines polynomials, counted together.
  public var monomials = 1 << 22
  /// Bytes of the texts of all identities together.
  public var totalIdentityBytes = 1 << 30
  /// Bytes of all printed statements together.
  public var statementBytes = 64 << 20
  /// Identities listed under all theorems together.
  public var identities = 1 << 20

  public static let standard = CheckLimits()

  public init() {}

  /// These limits, none above the standard one and none negative.
  var clamped: CheckLimits {
    var result = self
    let fields: [WritableKeyPath<CheckLimits, Int>] = [
      \.fileBytes, \.nesting, \.depth, \.arguments, \.typeParameters, \.clauses, \.graphs,
      \.identityBytes, \.nodes, \.references, \.pairs, \.monomials,
      \.totalIdentityBytes, \.statementBytes, \.identities,
    ]
    for field in fields {
      result[keyPath: field] = max(0, min(self[keyPath: field], CheckLimits()[keyPath: field]))
    }
    return result
  }
}
