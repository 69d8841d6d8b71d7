/// distinct, inject, acyclic, cases.
extension Judge {
  /// `|- (C(s ...) = D(t ...)) = false`
  ///
  /// - Throws: `notConstructors`, `sameConstructor`.
  mutating func distinct(_ parts: inout Elements) throws(Cause) -> Sequent {
    let (s, t) = (try takeTerm(&parts), try takeTerm(&parts))
    guard let first = constructor(s), let second = constructor(t)
    else { throw .notConstructors }
    guard first != second else { throw .sameConstructor }
    return try falsehood(s, t)
  }

  /// `|- (C(s1 ... sn) = C(t1 ... tn)) = (and s1 = t1 (and ... sn = tn))`
  ///
  /// - Throws: `notConstructors`, `differentConstructors`, `noFields`.
  mutating func inject(_ parts: inout Elements) throws(Cause) -> Sequent {
    let (s, t) = (try takeTerm(&parts), try takeTerm(&parts))
    guard constructor(s) != nil, constructor(t) != nil else { throw .notConstructors }
    guard terms.head(s) == terms.head(t) else { throw .differentConstructors }
    var conjunction: TermID?
    for (left, right) in zip(arguments(s), arguments(t)).reversed() {
      let equal = try equation(left, right)
      if let rest = conjunction {
        conjunction = try application(.and, [equal, rest])
      } else {
        conjunction = equal
      }
    }
    guard let conjunction else { throw .noFields }
    let conclusion = try equation(equation(s, t), conjunction)
    return Sequent(hypotheses: .empty, conclusion: conclusion)
  }

  /// `|- (s = t) = false`, one of them being properly inside the other under constructors only
  ///
  /// - Throws: `notInside`, `wrongArgumentType`.
  mutating func acyclic(_ parts: inout Elements) throws(Cause) -> Sequent {
    let (s, t) = (try takeTerm(&parts), try takeTerm(&parts))
    guard isInside(s, t) || isInside(t, s) else { throw .notInside }
    return try falsehood(s, t)
  }

  /// Whether `inner` is properly inside `outer`, under constructors only.
  private mutating func isInside(_ inner: TermID, _ outer: TermID) -> Bool {
    guard inner != outer else { return false }
    marks.reset(terms.count)
    var pending = [outer]
    while let term = pending.popLast() {
      if term == inner { return true }
      guard marks.insert(term), constructor(term) != nil else { continue }
      pending.append(contentsOf: arguments(term))
    }
    return false
  }

  /// The constructor of an application; nil for any other term.
  private func constructor(_ term: TermID) -> SymbolID? {
    guard let symbol = symbol(term), signature.constructor(symbol) != nil else { return nil }
    return symbol
  }

  /// `|- (s = t) = false`
  private mutating func falsehood(_ s: TermID, _ t: TermID) throws(Cause) -> Sequent {
    let conclusion = try equation(equation(s, t), builtIn.falsity)
    return Sequent(hypotheses: .empty, conclusion: conclusion)
  }

  /// `G1 |- p, ..., Gn |- p  ==>  G1 - e1, ..., Gn - en |- p`, where ei is t = Ci(y ...)
  ///
  /// - Throws: `notData`, `wrongPremiseCount`, `differentConclusions`, `wrongVariableCount`,
  ///   `wrongVariableType`, `repeatedVariable`, `notFresh`.
  mutating func cases(_ parts: inout Elements) throws(Cause) -> Sequent {
    let term = try takeTerm(&parts)
    let (data, typeArguments) = try dataType(terms.type(term))
    var premises = try forms.elements(forms.take(&parts))
    var conclusion: TermID?
    var hypotheses = SetID.empty
    for constructor in signature.dataTypes[data.index].constructors {
      guard !premises.isEmpty else { throw .wrongPremiseCount }
      var entry = try forms.elements(forms.take(&premises))
      let line = try takeSequent(&entry)
      let fields = try readDistinctVariables(&entry)
      guard line.conclusion == conclusion ?? line.conclusion else { throw .differentConclusions }
      conclusion = line.conclusion
      let head = try head(constructor, typeArguments)
      let equal = try equation(term, constructorValue(head, fields))
      let rest = try sets.removing(equal, from: line.hypotheses)
      try requireFresh(fields, in: sets.members(rest) + [term, line.conclusion])
      hypotheses = try sets.union(hypotheses, rest)
    }
    guard premises.isEmpty, let conclusion else { throw .wrongPremiseCount }
    return Sequent(hypotheses: hypotheses, conclusion: conclusion)
  }

  /// `C(y ...)`
  private mutating func constructorValue(
    _ head: HeadID, _ fields: [Variable]
  ) throws(Cause) -> TermID {
    guard fields.count == heads.parameterCount(head) else { throw .wrongVariableCount }
    for (position, field) in fields.enumerated()
    where variables[field.index].type != heads.parameter(head, position) {
      throw .wrongVariableType
    }
    return try application(head, fields.map { variables[$0.index].term })
  }
}
