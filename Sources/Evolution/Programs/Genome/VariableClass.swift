/// What a variable can be used for: variables that agree in it are interchangeable when programs
/// are counted.
struct VariableClass: Hashable, Comparable, Sendable {
  var type: TypeIndex
  /// The parameter of the order that the variable is, where a match on it would tell what lies below;
  /// -1 otherwise.
  var parameter: Int
  /// The parameter of the order below which it lies; -1 if there is none.
  var below: Int
  /// Whether a `match` may take it apart.
  var isOpen: Bool

  init(_ variable: GenomeVariable, _ order: DescentOrder, _ table: HeadTable) {
    func known(_ parameter: Int16) -> Int {
      order.positions.contains(Int(parameter)) ? Int(parameter) : -1
    }
    type = Int(variable.type)
    isOpen = !variable.isMatched && table.isMatchable(type)
    below = known(variable.below)
    parameter = isOpen && variable.below < 0 ? known(variable.parameter) : -1
  }

  private init(field type: TypeIndex, below: Int, _ table: HeadTable) {
    self.type = type
    self.below = below
    parameter = -1
    isOpen = table.isMatchable(type)
  }

  static func < (left: VariableClass, right: VariableClass) -> Bool {
    (left.type, left.parameter, left.below, left.isOpen ? 1 : 0)
      < (right.type, right.parameter, right.below, right.isOpen ? 1 : 0)
  }

  /// The variable after a match has taken it apart.
  private var matched: VariableClass {
    var result = self
    result.isOpen = false
    result.parameter = -1
    return result
  }

  /// The variables of a scope inside a binder, sorted; of a match on a variable of the class
  /// `matched` where that is given.
  static func scope(
    _ outer: [VariableClass], adding types: [TypeIndex], matching matched: VariableClass? = nil,
    in table: HeadTable
  ) -> [VariableClass] {
    var scope = outer
    var below = -1
    if let matched, let place = scope.firstIndex(of: matched) {
      scope[place] = matched.matched
      below = matched.below >= 0 ? matched.below : matched.parameter
    }
    scope += types.map { VariableClass(field: $0, below: below, table) }
    return scope.sorted()
  }
}
