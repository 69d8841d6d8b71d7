import Kernel
import Terms

/// Functions that put all elements of a container into another one, the prover's own.
///
/// Where putting in one element after another gives the same whatever the order, as insertion into an
/// ascending list does, what has been put together says which elements a container has and how often:
/// `fold(xs, s) = fold(ys, s)` for all `s` as soon as ys is a rearrangement of xs. So the fold of an
/// insertion that a goal mentions serves as its notion of a multiset (compare Bird and Wadler 1988,
/// "Introduction to Functional Programming", on folds of left-commutative operations).
struct CollectingFolds {
  /// Puts an element, its first argument, into its second one.
  let operation: Signature.Operation
  var element: TypeID { operation.parameters[0] }
  var collection: TypeID { operation.parameters[1] }
  /// By the type of the container.
  var folds: [TypeID: SymbolID] = [:]

  init(operation: Signature.Operation) {
    self.operation = operation
  }
}

extension ProofSearch {
  /// Below the predicates about order, above the goal's functions.
  private static let foldRank = 900_000

  /// `fold(container, collection)`, or nil if there is no such function.
  mutating func folded(
    _ container: TermID, into collection: TermID, _ folds: inout CollectingFolds,
    _ vocabulary: inout OrderVocabulary
  ) -> TermID? {
    let type = theory.bank.type(of: container)
    if type == folds.element { return theory.bank.term(folds.operation, [container, collection]) }
    guard let symbol = fold(of: type, &folds, &vocabulary) else { return nil }
    return try? theory.bank.application(symbol, [], [container, collection])
  }

  private mutating func fold(
    of type: TypeID, _ folds: inout CollectingFolds, _ vocabulary: inout OrderVocabulary
  ) -> SymbolID? {
    if let known = folds.folds[type] { return known }
    guard holdsElements(type, &vocabulary),
      case .data(let dataType, let arguments) = theory.bank.node(of: type),
      let symbol = declare("put-all", [type, folds.collection], folds.collection)
    else { return nil }
    let first = folds.folds.values.min()
    folds.folds[type] = symbol
    let subject = theory.bank.variable("container", type)
    let start = theory.bank.variable("collection", folds.collection)
    var branches: [Branch] = []
    for constructor in theory.bank.constructors(of: dataType) {
      var fields: [TermID] = []
      for (index, field) in theory.fieldTypes(of: constructor, arguments).enumerated() {
        fields.append(theory.bank.variable("field\(index)", field))
      }
      var result: TermID? = start
      for field in fields.reversed() where holdsElements(theory.bank.type(of: field), &vocabulary) {
        result = result.flatMap { folded(field, into: $0, &folds, &vocabulary) }
      }
      guard let result else {
        folds.folds[type] = nil
        return nil
      }
      branches.append(Branch(constructor: constructor, variables: fields, body: .term(result)))
    }
    guard define(symbol, [subject, start], .case(subject, branches)) else {
      folds.folds[type] = nil
      return nil
    }
    order.rank(symbol, Self.foldRank, like: first)
    return symbol
  }

  /// The functions that put an element into a collection, the order of two not mattering.
  mutating func collectingOperations(
    _ discovery: inout OrderDiscovery, into collection: TypeID
  ) -> [CollectingFolds] {
    var result: [CollectingFolds] = []
    let element = discovery.vocabulary.element
    for function in discovery.universe.functions
    where function.parameters == [element, collection] && function.result == collection {
      let variables = discovery.universe.variables(
        [element, element, collection], in: &theory.bank)
      guard let formula = exchange(function, variables[0], variables[1], variables[2]),
        let inner = theory.bank.term(function, [variables[0], variables[2]]),
        isAlwaysTrue(formula, &discovery),
        !isAlwaysTrue(theory.bank.equationOf(inner, variables[2]), &discovery)
      else { continue }
      result.append(CollectingFolds(operation: function))
    }
    return result
  }

  /// `(= (f x (f y s)) (f y (f x s)))`
  mutating func exchange(
    _ function: Signature.Operation, _ x: TermID, _ y: TermID, _ s: TermID
  ) -> TermID? {
    guard let xs = theory.bank.term(function, [x, s]), let ys = theory.bank.term(function, [y, s]),
      let left = theory.bank.term(function, [x, ys]),
      let right = theory.bank.term(function, [y, xs])
    else { return nil }
    return theory.bank.equationOf(left, right)
  }

  /// Whether a formula is true in all rows that have a value, and most have one.
  mutating func isAlwaysTrue(_ formula: TermID, _ discovery: inout OrderDiscovery) -> Bool {
    let truths = truths(
      of: formula, numbers: discovery.universe.numbers, &discovery.samples, discovery.vocabulary)
    guard let truths else { return false }
    return truths.allSatisfy { $0 != 0 } && truths.count { $0 == 1 } >= OrderSamples.rows / 2
  }
}
