extension TermBank {
  /// The number of terms; they are numbered from 0 in the order of building.
  public var termCount: Int { terms.nodes.count }

  @inline(__always)
  public func shape(of term: TermID) -> TermShape { terms.node(term).shape }

  @inline(__always)
  public func type(of term: TermID) -> TypeID { terms.node(term).type }

  /// The symbol of an application or function value.
  public func head(of term: TermID) -> SymbolID {
    heads.entries[Int(headID(of: term).index)].symbol
  }

  /// The head of an application or function value, types included.
  @inline(__always)
  public func headID(of term: TermID) -> HeadID {
    let node = terms.node(term)
    precondition(
      node.shape == .application || node.shape == .functionValue, "this term has a head")
    return HeadID(index: node.header)
  }

  public func symbol(of head: HeadID) -> SymbolID { heads.entries[Int(head.index)].symbol }

  /// The types of the head; none for variables, literals and calls.
  public func typeArguments(of term: TermID) -> [TypeID] {
    switch shape(of: term) {
    case .application, .functionValue: heads.entries[Int(terms.node(term).header)].types
    case .variable, .integer, .call: []
    }
  }

  /// The number of arguments, the function of a call included.
  @inline(__always)
  public func argumentCount(of term: TermID) -> Int { Int(terms.node(term).count) }

  /// An argument; the function of a call is argument 0. Allocates nothing.
  @inline(__always)
  public func argument(_ position: Int, of term: TermID) -> TermID {
    let node = terms.node(term)
    precondition(position < Int(node.count), "the term has this argument")
    return terms.argument(position, of: node)
  }

  public func arguments(of term: TermID) -> [TermID] {
    let node = terms.node(term)
    return Array(terms.pool[Int(node.start)..<Int(node.start) + Int(node.count)])
  }

  /// The value of a literal.
  public func integerValue(of term: TermID) -> Int64 {
    precondition(shape(of: term) == .integer, "this term is a literal")
    return literals[Int(terms.node(term).header)]
  }

  /// The name of a variable.
  public func variableName(of term: TermID) -> String {
    precondition(shape(of: term) == .variable, "this term is a variable")
    return names.names[Int(terms.node(term).header)]
  }

  @inline(__always)
  public func isProposition(_ term: TermID) -> Bool { type(of: term) == bool }

  /// True for `h(t ...)` with this symbol as h.
  @inline(__always)
  public func isApplication(_ term: TermID, of symbol: SymbolID) -> Bool {
    let node = terms.node(term)
    guard node.shape == .application else { return false }
    return heads.entries[Int(node.header)].symbol == symbol
  }

  /// The sides of an equation, or nil.
  public func equationSides(_ term: TermID) -> (TermID, TermID)? {
    guard isApplication(term, of: builtins[0]) else { return nil }
    let node = terms.node(term)
    return (terms.argument(0, of: node), terms.argument(1, of: node))
  }

  /// The levels of the term, at most 65,535.
  @inline(__always)
  public func depth(of term: TermID) -> Int { Int(terms.node(term).depth) }

  @inline(__always)
  public func hasVariables(_ term: TermID) -> Bool { terms.node(term).hasVariables }

  /// True if a type variable occurs in a head or in the type of a variable.
  @inline(__always)
  public func hasTypeVariables(_ term: TermID) -> Bool { terms.node(term).hasTypeVariables }
}
