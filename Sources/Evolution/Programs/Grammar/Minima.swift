import Lisp

/// The size of the smallest expression of each type, by which generation avoids dead ends.
///
/// It depends on the types of the variables in scope. Neither `match` nor recursion is counted on,
/// so a finite minimum can always be met.
struct Minima: Sendable {
  /// Larger than every size and small enough to be added up.
  static let unreachable = 1 << 20

  /// By type; ``unreachable`` where there is no expression.
  let sizes: [Int]

  /// - Parameter available: which types have a variable in scope.
  init(grammar: Grammar, available: [Bool]) {
    var sizes = available.map { $0 ? 1 : Self.unreachable }
    var changed = true
    while changed {
      changed = false
      for index in sizes.indices {
        let best = Self.best(index, grammar, sizes)
        if best < sizes[index] {
          sizes[index] = best
          changed = true
        }
      }
    }
    self.sizes = sizes
  }

  private static func best(_ index: TypeIndex, _ grammar: Grammar, _ sizes: [Int]) -> Int {
    var best = sizes[index]
    for production in grammar.productions[index] {
      best = min(best, cost(production.arguments, sizes))
    }
    if let lambda = grammar.lambdas[index] {
      let body = lambda.parameters.contains(lambda.result) ? 1 : sizes[lambda.result]
      best = min(best, 1 + body)
    }
    for (function, lambda) in grammar.lambdas.enumerated() {
      guard let lambda, lambda.result == index, sizes[function] == 1 else { continue }
      best = min(best, 1 + cost(lambda.parameters, sizes))
    }
    return min(best, unreachable)
  }

  /// One node over children of these types at their smallest.
  static func cost(_ arguments: [TypeIndex], _ sizes: [Int]) -> Int {
    min(unreachable, arguments.reduce(1) { $0 + sizes[$1] })
  }
}
