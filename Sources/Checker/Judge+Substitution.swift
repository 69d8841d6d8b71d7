/// Fills and applies ``Judge/substitution``.
extension Judge {
  mutating func beginSubstitution() {
    substitution.reset(variableCount: variables.count)
  }

  /// Puts `type` for `variable`; to be done for all type variables before the first variable.
  ///
  /// - Throws: `repeatedInSubstitution`.
  mutating func substitute(_ type: TypeID, for variable: Name) throws(Cause) {
    guard substitution.bind(variable, to: type) else { throw .repeatedInSubstitution }
  }

  /// Puts `term` for `variable`: x of type t gets a term of type tS.
  ///
  /// - Throws: `repeatedInSubstitution`, `substituteType`.
  mutating func substitute(_ term: TermID, for variable: Variable) throws(Cause) {
    let type = try substitution.types.image(of: variables[variable.index].type, in: &types)
    guard terms.type(term) == type else { throw .substituteType }
    guard substitution.bind(variable, to: term) else { throw .repeatedInSubstitution }
  }

  /// The term that `root` becomes, all at once: what is put for a variable is not looked into.
  ///
  /// - Throws: `typeOfVariableChanges` for a variable that is not listed; limits.
  mutating func image(_ root: TermID) throws(Cause) -> TermID {
    guard terms.mask(root).meets(substitution.mask) else { return root }
    substitution.makeRoom(terms: terms.count, heads: heads.count)
    substitution.pending.append(root)
    while let term = substitution.pending.last {
      if substitution.image(term) != nil {
        substitution.pending.removeLast()
      } else if pushArguments(of: term) {
        substitution.store(try build(term), for: term)
        substitution.pending.removeLast()
      }
    }
    return substitution.image(root) ?? root
  }

  mutating func images(_ roots: [TermID]) throws(Cause) -> [TermID] {
    var result: [TermID] = []
    for root in roots { result.append(try image(root)) }
    return result
  }

  /// Pushes the arguments that may change and have no image yet. True if there are none.
  private mutating func pushArguments(of term: TermID) -> Bool {
    var isReady = true
    for position in 0..<terms.argumentCount(term) {
      let child = terms.argument(term, position)
      if terms.mask(child).meets(substitution.mask) && substitution.image(child) == nil {
        substitution.pending.append(child)
        isReady = false
      }
    }
    return isReady
  }

  private mutating func build(_ term: TermID) throws(Cause) -> TermID {
    if let variable = terms.variable(term) { return try image(of: variable, term) }
    let count = terms.argumentCount(term)
    for position in 0..<count {
      let child = terms.argument(term, position)
      terms.stack.append(substitution.image(child) ?? child)
    }
    guard let head = terms.head(term) else { return try call(count: count) }
    let newHead = try image(head)
    return terms.kind(term) == .partial
      ? try partial(newHead, count: count) : try application(newHead, count: count)
  }

  private mutating func image(of variable: Variable, _ term: TermID) throws(Cause) -> TermID {
    if let target = substitution.target(variable) { return target }
    let type = terms.type(term)
    guard try substitution.types.image(of: type, in: &types) == type
    else { throw .typeOfVariableChanges }
    return term
  }

  private mutating func image(_ head: HeadID) throws(Cause) -> HeadID {
    guard heads.isOpen(head), !substitution.types.isEmpty else { return head }
    if let known = substitution.image(head) { return known }
    var images = heads.types(head)
    for position in images.indices {
      images[position] = try substitution.types.image(of: images[position], in: &types)
    }
    let image = try self.head(heads.symbol(head), images)
    substitution.store(image, for: head)
    return image
  }
}
