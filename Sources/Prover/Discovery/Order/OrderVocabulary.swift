import Kernel
import Terms

/// What can be said of an order of elements in the containers that hold them: predicates that the
/// prover defines for itself.
///
/// A relation `r` between elements is lifted to containers: `r*(u, v)` says that each element of `u`
/// stands in the relation to each element of `v`. An invariant says of a container that its parts
/// stand in the order in which its type keeps them: of a list that it is ascending, of a search tree
/// or a heap that it is one. Compare the measures of McKinna 2012/2014, "How to Keep Your Neighbours
/// in Order", where the bounds are in the types.
struct OrderVocabulary {
  let element: TypeID
  let relation: Relation
  /// The liftings by the types of their arguments; nil where there is none.
  var lifts: [TypePair: SymbolID?] = [:]
  /// What is known of values of a type that the goal's functions make.
  var invariants: [TypeID: SymbolID] = [:]
  /// The type of which the goal itself has the predicate.
  var predicate: TypeID?
  /// Whether values of a type hold elements.
  var holding: [TypeID: Bool] = [:]

  enum Relation: Hashable {
    /// `<=` of integers.
    case lessOrEqual
    /// A function that behaves like a total preorder.
    case function(SymbolID, [TypeID])
  }

  struct TypePair: Hashable {
    var left: TypeID
    var right: TypeID
  }

  init(element: TypeID, relation: Relation) {
    self.element = element
    self.relation = relation
  }
}

extension ProofSearch {
  private enum Rank {
    /// Above all functions of the goal: laws move the predicates inside.
    static let lift = 1_000_000
    static let invariant = 1_000_001
  }

  /// Whether values of a type hold elements.
  mutating func holdsElements(_ type: TypeID, _ vocabulary: inout OrderVocabulary) -> Bool {
    if type == vocabulary.element { return true }
    if let known = vocabulary.holding[type] { return known }
    guard case .data(let symbol, let arguments) = theory.bank.node(of: type),
      symbol != theory.bank.boolSymbol, !theory.bank.hasTypeVariables(type)
    else { return false }
    vocabulary.holding[type] = false
    for constructor in theory.bank.constructors(of: symbol) {
      for field in theory.fieldTypes(of: constructor, arguments)
      where field != type && holdsElements(field, &vocabulary) {
        vocabulary.holding[type] = true
        return true
      }
    }
    return false
  }

  /// Whether a type is one of containers of elements.
  mutating func isContainer(_ type: TypeID, _ vocabulary: inout OrderVocabulary) -> Bool {
    type != vocabulary.element && holdsElements(type, &vocabulary)
  }

  /// `r*(u, v)`, or nil if it cannot be said.
  mutating func related(
    _ u: TermID, _ v: TermID, _ vocabulary: inout OrderVocabulary
  ) -> TermID? {
    let pair = OrderVocabulary.TypePair(
      left: theory.bank.type(of: u), right: theory.bank.type(of: v))
    if pair.left == vocabulary.element, pair.right == vocabulary.element {
      switch vocabulary.relation {
      case .lessOrEqual: return theory.bank.logical(.lessOrEqual, u, v)
      case .function(let symbol, let types):
        return try? theory.bank.application(symbol, types, [u, v])
      }
    }
    guard let symbol = lift(pair, &vocabulary) else { return nil }
    return try? theory.bank.application(symbol, [], [u, v])
  }

  private mutating func lift(
    _ pair: OrderVocabulary.TypePair, _ vocabulary: inout OrderVocabulary
  ) -> SymbolID? {
    if let known = vocabulary.lifts[pair] { return known }
    vocabulary.lifts[pair] = SymbolID?.none
    guard holdsElements(pair.left, &vocabulary), holdsElements(pair.right, &vocabulary),
      let symbol = declare("all-related", [pair.left, pair.right], theory.bank.bool)
    else { return nil }
    vocabulary.lifts[pair] = symbol
    let left = theory.bank.variable("left", pair.left)
    let right = theory.bank.variable("right", pair.right)
    let walksLeft = pair.left != vocabulary.element
    let body = conjunctionByConstructor(of: walksLeft ? left : right) { search, _, fields in
      var parts: [TermID] = []
      for field in fields
      where search.holdsElements(search.theory.bank.type(of: field), &vocabulary) {
        guard
          let part = walksLeft
            ? search.related(field, right, &vocabulary) : search.related(left, field, &vocabulary)
        else { return nil }
        parts.append(part)
      }
      return parts
    }
    guard let body, define(symbol, [left, right], body) else {
      vocabulary.lifts[pair] = SymbolID?.none
      return nil
    }
    order.rank(symbol, Rank.lift, like: vocabulary.lifts.values.compactMap { $0 }.min())
    return symbol
  }

  /// Defines an invariant: of each constructor's fields these stand in the relation, and the fields
  /// have their own invariants.
  mutating func defineInvariant(
    of type: TypeID, related pairs: [SymbolID: [(Int, Int)]], recursive: [SymbolID: [Int]],
    _ vocabulary: inout OrderVocabulary
  ) -> Bool {
    guard let symbol = declare("in-order", [type], theory.bank.bool) else { return false }
    let before = vocabulary.invariants[type]
    vocabulary.invariants[type] = symbol
    let subject = theory.bank.variable("ordered", type)
    let body = conjunctionByConstructor(of: subject) { search, constructor, fields in
      var parts: [TermID] = []
      for (i, j) in pairs[constructor] ?? [] {
        if let part = search.related(fields[i], fields[j], &vocabulary) { parts.append(part) }
      }
      for index in recursive[constructor] ?? [] {
        if let part = search.invariant(of: fields[index], vocabulary) { parts.append(part) }
      }
      return parts
    }
    guard let body, define(symbol, [subject], body) else {
      vocabulary.invariants[type] = before
      return false
    }
    rankInvariant(symbol, vocabulary)
    return true
  }

  /// Ranks a predicate with the invariants.
  mutating func rankInvariant(_ symbol: SymbolID, _ vocabulary: OrderVocabulary) {
    order.rank(symbol, Rank.invariant, like: vocabulary.invariants.values.min())
  }

  /// The invariant of a term's type, said of the term.
  mutating func invariant(of term: TermID, _ vocabulary: OrderVocabulary) -> TermID? {
    guard let symbol = vocabulary.invariants[theory.bank.type(of: term)] else { return nil }
    return try? theory.bank.application(symbol, [], [term])
  }

  mutating func conjunction(_ parts: [TermID]) -> TermID {
    guard var result = parts.last else { return theory.bank.trueTerm }
    for part in parts.dropLast().reversed() { result = theory.bank.logical(.and, part, result) }
    return result
  }

  // MARK: - Definitions

  /// A function of the prover's own, still to be defined.
  mutating func declare(
    _ stem: String, _ parameters: [TypeID], _ result: TypeID
  ) -> SymbolID? {
    var name = stem
    var number = 1
    while !theory.bank.isFree(name) {
      number += 1
      name = "\(stem)-\(number)"
    }
    return try? theory.bank.declareFunction(
      name, typeParameters: [], parameters: parameters, result: result)
  }

  /// Defines it by structural recursion.
  mutating func define(_ symbol: SymbolID, _ parameters: [TermID], _ body: Body) -> Bool {
    let definition = FunctionDefinition(
      symbol: symbol, typeParameters: [], parameters: parameters,
      result: theory.bank.signature(of: symbol).result, body: body)
    do {
      try theory.define([definition], evidence: .structural)
    } catch {
      return false
    }
    machine.compile(from: theory)
    return true
  }

  /// The cases of a variable, each the conjunction of what is said of its constructor's fields.
  private mutating func conjunctionByConstructor(
    of subject: TermID, _ parts: (inout ProofSearch, SymbolID, [TermID]) -> [TermID]?
  ) -> Body? {
    guard
      case .data(let dataType, let arguments) = theory.bank.node(of: theory.bank.type(of: subject))
    else { return nil }
    var branches: [Branch] = []
    for constructor in theory.bank.constructors(of: dataType) {
      var fields: [TermID] = []
      for (index, field) in theory.fieldTypes(of: constructor, arguments).enumerated() {
        fields.append(theory.bank.variable("field\(index)", field))
      }
      guard let said = parts(&self, constructor, fields) else { return nil }
      branches.append(
        Branch(constructor: constructor, variables: fields, body: .term(conjunction(said))))
    }
    return .case(subject, branches)
  }
}
