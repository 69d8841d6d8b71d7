/// Reads `body ::= term | any | (case term ((C x ...) body) ...)` into clauses. Uses no recursion.
extension Judge {
  /// Gives `draft`'s function its clauses, and `draft` its pieces.
  mutating func readBody(_ draft: inout FunctionDraft, of item: ItemID) throws(Cause) {
    var path = BodyPath(bound: draft.parameters)
    var cases: [OpenCase] = []
    var form = draft.body
    while true {
      if isCase(form) {
        cases.append(try openCase(form, path, &draft, item))
      } else {
        try readLeaf(form, path, &draft, item)
        closeCases(&cases, &draft)
      }
      guard let last = cases.indices.last else { return }
      path.restore(cases[last])
      form = try enterBranch(&cases[last], &path, &draft)
    }
  }

  private func isCase(_ form: Int) -> Bool {
    guard forms.kind(form) == .list, var parts = try? forms.elements(form) else { return false }
    return (try? forms.take(&parts)).map { forms.word($0) == .case } ?? false
  }

  private mutating func openCase(
    _ form: Int, _ path: BodyPath, _ draft: inout FunctionDraft, _ item: ItemID
  ) throws(Cause) -> OpenCase {
    var parts = try forms.elements(form)
    _ = try forms.take(&parts)
    let scrutinee = try readTerm(forms.take(&parts))
    try requireScope(scrutinee, path, draft, item)
    let (data, arguments) = try dataType(terms.type(scrutinee))
    let constructors = signature.dataTypes[data.index].constructors
    guard try count(parts) == constructors.count else { throw .wrongBranches }
    draft.pieces += [.open, .word(.case), .term(scrutinee)]
    return OpenCase(
      branches: parts, constructors: constructors, typeArguments: arguments,
      scrutinee: scrutinee, path: path)
  }

  private func count(_ parts: Elements) throws(Cause) -> Int {
    var parts = parts
    var count = 0
    while !parts.isEmpty {
      _ = try forms.take(&parts)
      count += 1
    }
    return count
  }

  /// Ends a branch, and each case whose last branch it was.
  private func closeCases(_ cases: inout [OpenCase], _ draft: inout FunctionDraft) {
    while let last = cases.last {
      draft.pieces.append(.close)
      guard last.branches.isEmpty else { return }
      draft.pieces.append(.close)
      cases.removeLast()
    }
  }

  /// Reads `(C x ...)` of the next branch and gives the form of its body.
  private mutating func enterBranch(
    _ open: inout OpenCase, _ path: inout BodyPath, _ draft: inout FunctionDraft
  ) throws(Cause) -> Int {
    var branch = try forms.elements(forms.take(&open.branches))
    var pattern = try forms.elements(forms.take(&branch))
    let body = try forms.take(&branch)
    try forms.finish(branch)
    let constructor = open.constructors[open.next]
    open.next += 1
    guard try forms.name(forms.take(&pattern)) == signature[constructor].name
    else { throw .wrongBranches }
    let head = try self.head(constructor, open.typeArguments)
    let fields = try readFields(&pattern, head, &path)
    draft.pieces += [.open, .open, .symbol(constructor)]
    draft.pieces += fields.map { .variable($0) } + [.close]
    let value = try application(head, fields.map { variables[$0.index].term })
    // If the scrutinee is by now a variable, the value replaces it. A variable that was replaced is
    // by now an applied constructor.
    if let variable = terms.variable(open.scrutinee), path.replace(variable, by: value) {
      return body
    }
    path.conditions.append(try equation(open.scrutinee, value))
    return body
  }

  private func readFields(
    _ pattern: inout Elements, _ head: HeadID, _ path: inout BodyPath
  ) throws(Cause) -> [Variable] {
    var fields: [Variable] = []
    while !pattern.isEmpty {
      let variable = try readVariable(forms.take(&pattern))
      guard path.bind(variable) else { throw .alreadyBound }
      guard fields.count < heads.parameterCount(head) else { throw .wrongVariableCount }
      guard variables[variable.index].type == heads.parameter(head, fields.count)
      else { throw .wrongVariableType }
      fields.append(variable)
    }
    guard fields.count == heads.parameterCount(head) else { throw .wrongVariableCount }
    return fields
  }

  // MARK: - Leaves

  private mutating func readLeaf(
    _ form: Int, _ path: BodyPath, _ draft: inout FunctionDraft, _ item: ItemID
  ) throws(Cause) {
    var result: TermID?
    if forms.word(form) == .any {
      draft.pieces.append(.word(.any))
    } else {
      let term = try readTerm(form)
      guard terms.type(term) == draft.result else { throw .wrongResultType }
      try requireScope(term, path, draft, item)
      draft.pieces.append(.term(term))
      result = term
    }
    let known = signature.functions[draft.function.index].clauses.count
    guard known < limits.clauses else { throw .tooManyClauses }
    let clause = try makeClause(path, draft.parameters, result)
    stored += clause.patterns.count + clause.conditions.count + clause.variables.count
    guard stored <= limits.references else { throw .tooManyNodes }
    signature.functions[draft.function.index].clauses.append(clause)
  }

  /// Puts what each variable was found to be for it, in everything.
  private mutating func makeClause(
    _ path: BodyPath, _ parameters: [Variable], _ result: TermID?
  ) throws(Cause) -> Clause {
    beginSubstitution()
    try resolve(path)
    let patterns = try images(parameters.map { variables[$0.index].term })
    let conditions = try images(path.conditions)
    let leaf = result.map { [$0] } ?? []
    return Clause(
      patterns: patterns, conditions: conditions, result: try images(leaf).first,
      variables: variablesInOrder(patterns + conditions))
  }

  /// Fills the substitution: later replacements apply to the values of earlier ones.
  private mutating func resolve(_ path: BodyPath) throws(Cause) {
    for (variable, value) in path.replacements.reversed() {
      var fields = arguments(value)
      for position in fields.indices {
        guard let field = terms.variable(fields[position]) else { continue }
        fields[position] = substitution.target(field) ?? fields[position]
      }
      guard let head = terms.head(value) else { continue }
      try substitute(try application(head, fields), for: variable)
    }
  }

  /// The variables of some terms as they first occur.
  mutating func variablesInOrder(_ roots: [TermID]) -> [Variable] {
    var found = ContiguousArray<TermID>()
    marks.reset(terms.count)
    for root in roots { marks.visit(root, in: terms, into: &found) }
    return found.compactMap { terms.variable($0) }
  }

  // MARK: - Scope

  /// What a term in the body or the measure of a function of `item` may hold.
  ///
  /// - Throws: `unboundVariable`, `foreignTypeVariable`; `groupFunctionValue` for `fn f(...)` with
  ///   f in the group, unless the draft allows it.
  mutating func requireScope(
    _ term: TermID, _ path: BodyPath, _ draft: FunctionDraft, _ item: ItemID
  ) throws(Cause) {
    var found = ContiguousArray<TermID>()
    marks.reset(terms.count)
    marks.visit(term, in: terms, into: &found)
    var typesInside: [TypeID] = []
    for term in found {
      if let variable = terms.variable(term) {
        guard path.isBound(variable) else { throw .unboundVariable }
        typesInside.append(variables[variable.index].type)
      }
      guard let head = terms.head(term) else { continue }
      typesInside.append(contentsOf: heads.types(head))
      let origin = signature[heads.symbol(head)].origin
      guard draft.allowsOwnValues || terms.kind(term) != .partial || origin?.item != item
      else { throw .groupFunctionValue }
    }
    try requireTypeVariables(of: typesInside, among: draft.typeParameters)
  }
}
