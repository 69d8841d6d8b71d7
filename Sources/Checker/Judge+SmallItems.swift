/// The items `var`, `term` and `line`.
extension Judge {
  /// `(var x type)`
  ///
  /// - Throws: `nameTaken`; `nameRepeated` if the file has declared the variable.
  mutating func readVariable(_ parts: Elements) throws(Cause) {
    var parts = parts
    let name = try forms.name(forms.take(&parts))
    let type = try readType(forms.take(&parts))
    try forms.finish(parts)
    guard !forms.names.isTaken(name) else { throw .nameTaken }
    guard variableNames[name] == nil else { throw .nameRepeated }
    variableNames[name] = try declareVariable(name, type)
  }

  /// A new variable, which only ``variableNames`` makes known to the file.
  mutating func declareVariable(_ name: Name, _ type: TypeID) throws(Cause) -> Variable {
    let variable = Variable(index: variables.count)
    let term = try terms.makeVariable(variable, type: type, isOpen: types.isOpen(type))
    variables.append(DeclaredVariable(name: name, type: type, term: term))
    return variable
  }

  /// `(term N term)`
  ///
  /// - Throws: `wrongNumber` unless N is the next number.
  mutating func readNumberedTerm(_ parts: Elements) throws(Cause) {
    var parts = parts
    guard try forms.number(forms.take(&parts)) == numbered.count else { throw .wrongNumber }
    let term = try readTerm(forms.take(&parts))
    try forms.finish(parts)
    numbered.append(term)
  }

  /// `(line N (rule ...))`
  ///
  /// - Throws: `wrongNumber` unless N is the next number; what the rule throws.
  mutating func readLine(_ parts: Elements) throws(Cause) {
    var parts = parts
    guard try forms.number(forms.take(&parts)) == lines.count else { throw .wrongNumber }
    var rule = try forms.elements(forms.take(&parts))
    try forms.finish(parts)
    let word = forms.word(try forms.take(&rule))
    lines.append(try apply(word, &rule))
    try forms.finish(rule)
  }

  /// A name that an item may introduce.
  ///
  /// - Throws: `nameTaken`, `nameRepeated`.
  func readNewName(_ form: Int) throws(Cause) -> Name {
    let name = try forms.name(form)
    guard !forms.names.isTaken(name) else { throw .nameTaken }
    guard signature.meaning(name) == nil else { throw .nameRepeated }
    return name
  }

  /// Reads `'a ...` to the end of `parts`.
  ///
  /// - Throws: `tooManyTypeParameters`, `repeatedTypeParameter`.
  func readTypeParameters(_ parts: inout Elements) throws(Cause) -> [Name] {
    var result: [Name] = []
    while !parts.isEmpty {
      let name = try forms.typeVariable(forms.take(&parts))
      guard result.count < limits.typeParameters else { throw .tooManyTypeParameters }
      guard !result.contains(name) else { throw .repeatedTypeParameter }
      result.append(name)
    }
    return result
  }

  /// - Throws: `foreignTypeVariable` unless all type variables of the types are `parameters`.
  mutating func requireTypeVariables(
    of roots: [TypeID], among parameters: [Name]
  ) throws(Cause) {
    var order = ContiguousArray<TypeID>()
    types.beginWalk()
    for root in roots where types.isOpen(root) { types.visit(root, into: &order) }
    for type in order where types.kind(type) == .variable {
      guard parameters.contains(where: { $0.index == types.payload(type) })
      else { throw .foreignTypeVariable }
    }
  }
}
