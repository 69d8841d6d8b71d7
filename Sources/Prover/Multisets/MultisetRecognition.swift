import Kernel
import Terms

extension ProofSearch {
  /// Whether a goal counts elements or says that something is a permutation.
  mutating func isAboutMultisets(_ formula: TermID) throws(SearchFailure) -> Bool {
    try elementType(of: theory.bank.subterms(of: formula)) != nil
  }

  /// The multisets that a goal is about, its functions having been tested; nil if it is about none.
  mutating func multisets(in formula: TermID) throws(SearchFailure) -> MultisetDiscovery? {
    let terms = theory.bank.subterms(of: formula)
    guard let element = try elementType(of: terms) else { return nil }
    var samples = BoundDiscovery()
    let patterns = callShapes(below: formula, &samples)
    var occurrences = OccurrenceFunctions(of: element)
    // All functions are defined before anything is sampled.
    for pattern in patterns {
      for term in [pattern.term] + pattern.variables {
        _ = occurrences.count(of: theory.bank.variable("z", element), in: term, &theory)
      }
    }
    machine.compile(from: theory)
    let functions = terms.filter { theory.bank.shape(of: $0) == .application }
      .map { theory.bank.head(of: $0) }
    return MultisetDiscovery(
      occurrences: occurrences, patterns: patterns, goalFunctions: Set(functions),
      samples: samples)
  }

  /// The type of what is counted or permuted, nil if nothing is.
  private mutating func elementType(of terms: [TermID]) throws(SearchFailure) -> TypeID? {
    for term in terms where theory.bank.shape(of: term) == .application {
      guard case .function = theory.bank.kind(of: theory.bank.head(of: term)) else { continue }
      let types = theory.bank.arguments(of: term).map { theory.bank.type(of: $0) }
      guard types.count == 2 else { continue }
      for (element, list) in [(types[0], types[1]), (types[1], types[0])] {
        guard let shape = listShape(of: list, elements: element) else { continue }
        if try counts(term, element, shape) { return element }
      }
      if types[0] == types[1], theory.bank.type(of: term) == theory.bank.bool,
        let shape = listShape(of: types[0], elements: nil), try isPermutation(term, shape)
      {
        return shape.element
      }
    }
    return nil
  }

  /// A data type with one constructor that has an element and a list, and one that has neither.
  struct ListShape {
    var type: TypeID
    var element: TypeID
    var dataType: SymbolID
    /// The constructor with an element.
    var symbol: SymbolID
    var types: [TypeID]
    var isElementFirst: Bool
  }

  /// - Parameter elements: the type that the elements must have, nil for any.
  mutating func listShape(of type: TypeID, elements: TypeID?) -> ListShape? {
    guard let (dataType, types) = theory.bank.dataType(of: type) else { return nil }
    var shape: ListShape?
    for constructor in theory.bank.constructors(of: dataType) {
      let fields = theory.fieldTypes(of: constructor, types)
      if fields.isEmpty { continue }
      guard shape == nil, fields.count == 2, fields[0] != fields[1],
        let position = fields.firstIndex(where: { $0 != type }), fields.contains(type),
        elements == nil || fields[position] == elements
      else { return nil }
      shape = ListShape(
        type: type, element: fields[position], dataType: dataType, symbol: constructor,
        types: types,
        isElementFirst: position == 0)
    }
    return shape
  }

  mutating func cons(_ shape: ListShape, _ head: TermID, _ tail: TermID) -> TermID {
    let arguments = shape.isElementFirst ? [head, tail] : [tail, head]
    do {
      return try theory.bank.application(shape.symbol, shape.types, arguments)
    } catch {
      preconditionFailure("fields of the constructor: \(error)")
    }
  }

  /// Whether a function of an element and a list counts: one more occurrence in front of any list is
  /// one more, and anything else in front of it changes nothing.
  private mutating func counts(
    _ term: TermID, _ element: TypeID, _ shape: ListShape
  ) throws(SearchFailure) -> Bool {
    let result = theory.bank.type(of: term)
    guard result == theory.bank.int || numeral(result) != nil else { return false }
    let x = theory.bank.variable("x", element)
    let y = theory.bank.variable("y", element)
    let list = theory.bank.variable("l", shape.type)
    func count(_ value: TermID, _ list: TermID) -> TermID {
      let isListFirst = theory.bank.type(of: theory.bank.argument(0, of: term)) == shape.type
      return theory.bank.rebuilding(term, arguments: isListFirst ? [list, value] : [value, list])
    }
    let longer = count(x, cons(shape, x, list))
    let other = count(x, cons(shape, y, list))
    let plain = count(x, list)
    let equal = theory.bank.equationOf(other, plain)
    let distinct = theory.bank.logical(.not, theory.bank.equationOf(x, y))
    let grows = theory.bank.equationOf(longer, plain)
    if try !holds(theory.bank.logical(.implies, distinct, equal)) { return false }
    return try holds(theory.bank.logical(.not, grows))
  }

  /// Whether a relation of two lists does not see the order of elements, but their number and what
  /// they are.
  private mutating func isPermutation(
    _ term: TermID, _ shape: ListShape
  ) throws(SearchFailure) -> Bool {
    let x = theory.bank.variable("x", shape.element)
    let y = theory.bank.variable("y", shape.element)
    let list = theory.bank.variable("l", shape.type)
    func related(_ s: TermID, _ t: TermID) -> TermID {
      theory.bank.rebuilding(term, arguments: [s, t])
    }
    let longer = cons(shape, x, list)
    let otherLonger = cons(shape, y, list)
    let swapped = related(cons(shape, y, longer), cons(shape, x, otherLonger))
    if try !holds(swapped) { return false }
    if try !holds(theory.bank.logical(.not, related(longer, list))) { return false }
    if try !holds(theory.bank.logical(.not, related(list, longer))) { return false }
    let equal = theory.bank.equationOf(x, y)
    return try holds(theory.bank.logical(.implies, related(longer, otherLonger), equal))
  }

  private mutating func holds(_ formula: TermID) throws(SearchFailure) -> Bool {
    try !isRefuted(Sequent(hypotheses: [], goal: formula))
  }

  /// Whether a term applies a relation that tests for permutations.
  mutating func permutation(_ term: TermID) throws(SearchFailure) -> ListShape? {
    guard theory.bank.shape(of: term) == .application,
      case .function = theory.bank.kind(of: theory.bank.head(of: term)),
      theory.bank.argumentCount(of: term) == 2,
      theory.bank.type(of: term) == theory.bank.bool
    else { return nil }
    let type = theory.bank.type(of: theory.bank.argument(0, of: term))
    guard theory.bank.type(of: theory.bank.argument(1, of: term)) == type,
      let shape = listShape(of: type, elements: nil), try isPermutation(term, shape)
    else { return nil }
    return shape
  }

  /// The constructor with a field, if a type has two constructors, one without fields and one with a
  /// field of the type itself.
  func numeral(_ type: TypeID) -> SymbolID? {
    guard let (dataType, _) = theory.bank.dataType(of: type), dataType != theory.bank.boolSymbol
    else { return nil }
    let constructors = theory.bank.constructors(of: dataType)
    let fields = constructors.map { theory.bank.signature(of: $0).parameters }
    guard constructors.count == 2, fields.contains([]), fields.contains([type]) else { return nil }
    return constructors[fields[0].isEmpty ? 1 : 0]
  }
}
