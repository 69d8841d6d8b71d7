/// How a walk goes on after a term.
public enum Visit: Sendable {
  /// With the arguments.
  case descend
  /// Without the arguments, as far as they do not occur elsewhere.
  case skip
  /// Not at all.
  case stop
}

extension TermBank {
  /// The variables of a term in order of first occurrence.
  public func freeVariables(of term: TermID) -> [TermID] {
    freeVariables(of: [term])
  }

  /// The variables of some terms in order of first occurrence.
  public func freeVariables(of list: [TermID]) -> [TermID] {
    var found: [TermID] = []
    visit(list) { term in
      guard hasVariables(term) else { return .skip }
      if shape(of: term) == .variable { found.append(term) }
      return .descend
    }
    return found
  }

  /// The type variables of a term in order of first occurrence: of its heads and of its variables.
  public func typeVariables(ofTerm term: TermID) -> [String] {
    typeVariables(ofTerms: [term])
  }

  /// The type variables of some terms in order of first occurrence.
  public func typeVariables(ofTerms list: [TermID]) -> [String] {
    var seen = IDSet()
    var names: [String] = []
    visit(list) { term in
      guard hasTypeVariables(term) else { return .skip }
      switch shape(of: term) {
      case .variable: types.collectVariables(of: type(of: term), seen: &seen, into: &names)
      case .application, .functionValue:
        for type in typeArguments(of: term) {
          types.collectVariables(of: type, seen: &seen, into: &names)
        }
      case .integer, .call: break
      }
      return .descend
    }
    return names
  }

  /// True if `inner` is `outer` or occurs in it.
  public func isSubterm(_ inner: TermID, of outer: TermID) -> Bool {
    var found = false
    visit([outer]) { term in
      guard term >= inner else { return .skip }
      found = term == inner
      return found ? .stop : .descend
    }
    return found
  }

  /// True if one of the variables occurs in the term.
  public func containsAny(of variables: [TermID], in term: TermID) -> Bool {
    guard hasVariables(term), let least = variables.min() else { return false }
    var found = false
    visit([term]) { term in
      guard term >= least, hasVariables(term) else { return .skip }
      if shape(of: term) == .variable { found = variables.contains(term) }
      return found ? .stop : .descend
    }
    return found
  }

  /// Visits each subterm once, in preorder from left to right; `body` says how to go on.
  public func visit(_ roots: [TermID], _ body: (TermID) -> Visit) {
    var seen = IDSet()
    var stack = ContiguousArray(roots.reversed())
    while let term = stack.popLast() {
      guard seen.insert(term.index) else { continue }
      switch body(term) {
      case .stop: return
      case .skip: continue
      case .descend: break
      }
      let node = terms.node(term)
      for position in stride(from: Int(node.count) - 1, through: 0, by: -1) {
        stack.append(terms.argument(position, of: node))
      }
    }
  }
}
