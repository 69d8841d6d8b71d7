/// Types for type variables and terms for variables, to be put all at once.
public struct Substitution: Hashable, Sendable {
  /// By the name of the type variable, without the quote.
  public var types: [String: TypeID]
  /// By the variable, with the type that it has before the substitution.
  public var terms: [TermID: TermID]

  public init(types: [String: TypeID] = [:], terms: [TermID: TermID] = [:]) {
    self.types = types
    self.terms = terms
  }
}

extension TermBank {
  /// The term with the substitution made, all at once.
  ///
  /// A variable `x` of type `t` gets a term of the type that the substitution makes of `t`.
  ///
  /// - Throws: ``TermFailure/notAVariable(_:)``, ``TermFailure/wrongReplacement(of:expected:found:)``,
  ///   ``TermFailure/typeOfVariableChanges(_:)`` for a variable that is not listed,
  ///   ``TermFailure/typeTooDeep``.
  public mutating func substitute(
    _ term: TermID, _ substitution: Substitution
  ) throws(TermFailure) -> TermID {
    var walk = takeTypeWalk()
    defer { typeWalk = walk }
    try begin(substitution, &walk)
    return try substituted(term, &walk)
  }

  /// The terms with the substitution made, all at once.
  ///
  /// - Throws: as ``substitute(_:_:)-(TermID,_)``.
  public mutating func substitute(
    all list: [TermID], _ substitution: Substitution
  ) throws(TermFailure) -> [TermID] {
    var walk = takeTypeWalk()
    defer { typeWalk = walk }
    try begin(substitution, &walk)
    return try substituted(all: list, &walk)
  }

  /// The terms with `values` for `variables`, and `types` for the type variables with these names.
  ///
  /// This is ``substitute(all:_:)`` without a dictionary, for callers that have lists. The variables
  /// and the names are distinct, and each list is as long as its partner.
  ///
  /// - Throws: as ``substitute(_:_:)-(TermID,_)``.
  public mutating func substitute(
    all list: [TermID], variables: [TermID], values: [TermID], typeVariables: [String] = [],
    types: [TypeID] = []
  ) throws(TermFailure) -> [TermID] {
    precondition(variables.count == values.count && typeVariables.count == types.count)
    var walk = takeTypeWalk()
    defer { typeWalk = walk }
    walk.removeAll()
    for (name, type) in zip(typeVariables, types) {
      walk.bind(try self.type(.variable(name)), to: type)
    }
    memo.removeAll()
    for index in variables.indices { try bind(variables[index], to: values[index], &walk) }
    return try substituted(all: list, &walk)
  }

  /// The term with `new` for each occurrence of `old`; both must have the same type.
  public mutating func replace(
    _ old: TermID, with new: TermID, in term: TermID
  ) -> TermID {
    precondition(type(of: old) == type(of: new), "a term is replaced by one of its type")
    memo.removeAll()
    memo.set(old, new)
    var walk = TypeSubstitution()
    do throws(TermFailure) {
      return try rebuilt(term, &walk, keep: .older(than: old))
    } catch {
      preconditionFailure("equal types stay equal, and no type grows")
    }
  }

  /// The bank's room for a walk, which goes back when the walk is over.
  private mutating func takeTypeWalk() -> TypeSubstitution {
    let walk = typeWalk
    typeWalk = TypeSubstitution()
    return walk
  }

  /// Checks the substitution and puts its variables into the memo.
  private mutating func begin(
    _ substitution: Substitution, _ walk: inout TypeSubstitution
  ) throws(TermFailure) {
    try begin(substitution.types, &walk)
    memo.removeAll()
    if substitution.terms.count == 1, let (variable, value) = substitution.terms.first {
      try bind(variable, to: value, &walk)
    } else {
      // In a fixed order, so that the failure reported does not depend on hashing.
      for (variable, value) in substitution.terms.sorted(by: { $0.key < $1.key }) {
        try bind(variable, to: value, &walk)
      }
    }
  }

  private mutating func bind(
    _ variable: TermID, to value: TermID, _ walk: inout TypeSubstitution
  ) throws(TermFailure) {
    guard shape(of: variable) == .variable else { throw .notAVariable(variable) }
    let expected = try substituted(type(of: variable), &walk)
    guard expected == type(of: value) else {
      throw .wrongReplacement(of: variable, expected: expected, found: type(of: value))
    }
    memo.set(variable, value)
  }

  private mutating func substituted(
    all list: [TermID], _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> [TermID] {
    var result: [TermID] = []
    result.reserveCapacity(list.count)
    for term in list { result.append(try substituted(term, &walk)) }
    return result
  }

  private mutating func substituted(
    _ term: TermID, _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> TermID {
    try rebuilt(term, &walk, keep: walk.isEmpty ? .withoutVariables : .withoutAnyVariables)
  }
}

/// The terms that a walk leaves as they are without looking inside.
private enum Kept {
  case older(than: TermID)
  case withoutVariables
  case withoutAnyVariables
}

extension TermBank {
  /// Rebuilds a term from what the memo has for some of its subterms; the heads get other types.
  private mutating func rebuilt(
    _ root: TermID, _ walk: inout TypeSubstitution, keep: Kept
  ) throws(TermFailure) -> TermID {
    if let known = memo[root] { return known }
    if keeps(root, keep) { return root }
    var (arguments, stack) = (scratch, waiting)
    (scratch, waiting) = ([], [])
    defer { (scratch, waiting) = (arguments, stack) }
    stack.removeAll(keepingCapacity: true)
    stack.append(root)
    while let term = stack.last {
      guard memo[term] == nil else {
        stack.removeLast()
        continue
      }
      guard gather(term, keep, &arguments, &stack) else { continue }
      stack.removeLast()
      memo.set(term, try rebuilt(term, arguments.span, &walk))
    }
    return memo[root] ?? root
  }

  @inline(__always)
  private func keeps(_ term: TermID, _ keep: Kept) -> Bool {
    switch keep {
    case .older(let old): term < old
    case .withoutVariables: !terms.node(term).hasVariables
    case .withoutAnyVariables:
      terms.node(term).bits & (TermTable.Bits.variables | TermTable.Bits.typeVariables) == 0
    }
  }

  /// Collects the new arguments of a term; what is not yet known goes on the stack.
  ///
  /// - Returns: true if all are known.
  @inline(__always)
  private func gather(
    _ term: TermID, _ keep: Kept, _ arguments: inout ContiguousArray<TermID>,
    _ stack: inout ContiguousArray<TermID>
  ) -> Bool {
    arguments.removeAll(keepingCapacity: true)
    let node = terms.node(term)
    var complete = true
    for position in 0..<Int(node.count) {
      let argument = terms.argument(position, of: node)
      if let known = memo[argument] {
        arguments.append(known)
      } else if keeps(argument, keep) {
        arguments.append(argument)
      } else {
        complete = false
        stack.append(argument)
      }
    }
    return complete
  }

  /// The term with new arguments and its head's types replaced.
  @inline(__always)
  private mutating func rebuilt(
    _ term: TermID, _ arguments: Span<TermID>, _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> TermID {
    let node = terms.node(term)
    switch node.shape {
    case .integer: return term
    case .variable:
      guard try substituted(node.type, &walk) == node.type else {
        throw .typeOfVariableChanges(term)
      }
      return term
    case .application:
      return try application(substituted(HeadID(index: node.header), &walk), arguments)
    case .functionValue:
      return try functionValue(substituted(HeadID(index: node.header), &walk), arguments)
    case .call: return try call(arguments)
    }
  }
}
