import Lisp

/// A lexicographic path order on terms (Kamin and Lévy 1980, "Two generalizations of the recursive
/// path ordering"), total on terms whose variables are taken as constants.
///
/// Precedence: variables below literals, constructors, built-in functions, defined functions (each
/// above those that its definition uses), and the functions that statements are about, which are
/// greatest.
struct StatementOrder: Sendable {
  /// The functions that statements are about.
  let targets: Set<FunctionID>
  /// By row of the environment: the place in an order in which definitions come after what they
  /// use.
  private let ranks: [Int]

  init(environment: Environment, targets: Set<FunctionID>) {
    self.targets = targets
    let rows = environment.functions.indices
    var ranks = Array(repeating: 0, count: rows.count)
    let order = environment.functions(reachableFrom: rows.map { FunctionID($0) })
    for (rank, function) in order.enumerated() { ranks[function.index] = rank }
    self.ranks = ranks
  }

  /// Whether `s` is greater than `t`.
  ///
  /// - Parameter schematic: how many slots are variables, so that the answer holds of every
  ///   instance; 0 takes all slots as constants.
  func isGreater(_ s: Expression, than t: Expression, schematic: Int = 0) -> Bool {
    if s == t { return false }
    if case .local(let slot) = s, slot < schematic { return false }
    if case .local(let slot) = t, slot < schematic {
      return s.contains { $0 == t }
    }
    let order = compare(s, t)
    if order > 0 { return dominates(s, t.arguments[...], schematic) }
    if order < 0 { return someDominates(s.arguments[...], t, schematic) }
    let left = s.arguments
    let right = t.arguments
    guard let place = zip(left, right).enumerated().first(where: { $0.element.0 != $0.element.1 })
    else { return false }
    // Arguments before the first difference cannot decide, nor can a smaller one at it (Löchner
    // 2006, "Things to know when implementing LPO"): this keeps the comparison polynomial.
    let rest = place.offset + 1
    if isGreater(place.element.0, than: place.element.1, schematic: schematic) {
      return dominates(s, right[rest...], schematic)
    }
    return someDominates(left[rest...], t, schematic)
  }

  private func dominates(
    _ s: Expression, _ terms: ArraySlice<Expression>, _ schematic: Int
  ) -> Bool {
    terms.allSatisfy { isGreater(s, than: $0, schematic: schematic) }
  }

  private func someDominates(
    _ terms: ArraySlice<Expression>, _ t: Expression, _ schematic: Int
  ) -> Bool {
    terms.contains { $0 == t || isGreater($0, than: t, schematic: schematic) }
  }

  /// Compares heads: negative, 0, or positive.
  private func compare(_ s: Expression, _ t: Expression) -> Int {
    let a = precedence(s.head)
    let b = precedence(t.head)
    if a.rank != b.rank { return a.rank < b.rank ? -1 : 1 }
    if a.index != b.index { return a.index < b.index ? -1 : 1 }
    if s.head == t.head { return 0 }
    // Two instances of one polymorphic function, or two opaque terms: any fixed order will do.
    let left = String(describing: s.head)
    let right = String(describing: t.head)
    return left == right ? 0 : (left < right ? -1 : 1)
  }

  private func precedence(_ head: ExpressionHead) -> (rank: Int, index: Int) {
    switch head {
    case .local(let slot): (0, slot)
    case .integer(let value): (1, Int(value))
    case .construct(let constructor, _): (2, constructor.index)
    case .reference(let callable, _): (3, referenceIndex(callable))
    case .primitive(let primitive, _): (4, Self.primitiveIndex(primitive))
    case .opaque: (5, 0)
    case .apply(let count): (6, count)
    case .call(let function, _): (targets.contains(function) ? 8 : 7, ranks[function.index])
    }
  }

  private func referenceIndex(_ callable: Callable) -> Int {
    switch callable {
    case .function(let function): 3 * function.index
    case .constructor(let constructor): 3 * constructor.index + 1
    case .primitive(let primitive): 3 * Self.primitiveIndex(primitive) + 2
    }
  }

  private static func primitiveIndex(_ primitive: Primitive) -> Int {
    Primitive.allCases.firstIndex(of: primitive) ?? 0
  }
}
