import Determinism
import Lisp

/// A statement in canonical form: renamings, swapped sides of equations and reordered hypotheses
/// are the same statement.
struct Statement: Hashable, Sendable {
  /// Canonical; variables are named by their types, so that it reads well.
  let formula: Formula
  /// Equal for equal statements of one problem, in every process.
  let key: UInt64

  /// Nodes of the statement.
  var size: Int { formula.body.size }

  /// Brings a formula into canonical form.
  ///
  /// - Parameter order: the greater side of an equation goes to the left.
  init(_ formula: Formula, in environment: Environment, order: StatementOrder) {
    let tidied = StatementTidying.tidied(formula)
    let variants = StatementVariants.all(of: tidied).map { body in
      var variant = tidied
      variant.body = body
      return variant.canonical
    }
    let codes = variants.map { StatementCode.words(of: $0, order: order) }
    let best = codes.indices.min { StatementCode.isBefore(codes[$0], codes[$1]) } ?? 0
    var hasher = StableHasher()
    for word in codes[best] { hasher.combine(word) }
    key = hasher.finalize()
    self.formula = StatementVariableNames.named(variants[best], in: environment)
  }

  static func == (left: Statement, right: Statement) -> Bool { left.key == right.key }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// The total order in which statements are examined: smaller first, then those with more
/// variables, which are more general, then by key.
extension Statement: Comparable {
  static func < (left: Statement, right: Statement) -> Bool {
    if left.size != right.size { return left.size < right.size }
    let variables = (left.formula.variableCount, right.formula.variableCount)
    return variables.0 == variables.1 ? left.key < right.key : variables.0 > variables.1
  }
}

/// Equivalent forms that a reader would not tell apart are made one.
enum StatementTidying {
  /// Writes `(= e true)` as `e`, removes double negation, and drops hypotheses that are repeated,
  /// true, or the conclusion's own `true`.
  static func tidied(_ formula: Formula) -> Formula {
    guard !formula.body.hasBinder else { return formula }
    var formula = formula
    let (hypotheses, conclusion) = formula.body.hypothesesAndConclusion
    var kept: [Expression] = []
    for hypothesis in hypotheses.map(tidied) where hypothesis != .true && !kept.contains(hypothesis)
    {
      kept.append(hypothesis)
    }
    formula.body = Expression(hypotheses: kept, conclusion: tidied(conclusion))
    return formula
  }

  private static func tidied(_ term: Expression) -> Expression {
    let term = term.withChildren(term.children.map(tidied))
    if case .primitive(.not, _, let inner) = term, case .primitive(.not, _, let core) = inner[0] {
      return core[0]
    }
    guard let (left, right) = term.equationSides else { return term }
    if right == .true { return left }
    if left == .true { return right }
    if right == .false { return tidied(.primitive(.not, [], [left])) }
    if left == .false { return tidied(.primitive(.not, [], [right])) }
    return term
  }
}

/// The ways to write one statement that canonical form chooses from.
enum StatementVariants {
  /// Beyond so many equations or hypotheses a statement is left as it is written.
  static let equations = 3
  static let hypotheses = 3

  /// All orders of hypotheses and directions of equations.
  static func all(of formula: Formula) -> [Expression] {
    guard !formula.body.hasBinder else { return [formula.body] }
    let (hypotheses, conclusion) = formula.body.hypothesesAndConclusion
    var bodies: [Expression] = []
    let orders =
      hypotheses.count <= Self.hypotheses ? permutations(of: hypotheses) : [hypotheses]
    for order in orders {
      bodies += directions(of: Expression(hypotheses: order, conclusion: conclusion))
    }
    return bodies
  }

  private static func permutations(of list: [Expression]) -> [[Expression]] {
    guard let first = list.first else { return [[]] }
    return permutations(of: Array(list.dropFirst())).flatMap { rest in
      (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
    }
  }

  private static func directions(of body: Expression) -> [Expression] {
    let count = body.nodes.count { $0.equationSides != nil }
    guard count <= equations else { return [body] }
    return (0..<(1 << count)).map { choice in
      var bits = choice
      return swapping(body, &bits)
    }
  }

  /// Swaps the sides of the equations whose bit is set, in the order of the text.
  private static func swapping(_ term: Expression, _ bits: inout Int) -> Expression {
    let isEquation = term.equationSides != nil
    let isSwapped = isEquation && bits & 1 == 1
    if isEquation { bits >>= 1 }
    var children: [Expression] = []
    for child in term.children { children.append(swapping(child, &bits)) }
    return term.withChildren(isSwapped ? children.reversed() : children)
  }
}
