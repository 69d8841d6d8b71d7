/// The evidence `measured`.
extension Judge {
  /// Each function has a tuple of integers that decreases lexicographically at each call, with a
  /// component that is at least 0 before it decreases.
  ///
  /// - Throws: `wrongTupleCount`, `differentTupleLengths`, `notAnInteger`, `unboundVariable`,
  ///   `foreignTypeVariable`; of the calls, what ``requireDecrease(from:to:_:)`` throws.
  mutating func requireMeasure(
    _ tuples: [[TermID]], _ lines: [Sequent], _ drafts: [FunctionDraft], of item: ItemID
  ) throws(Cause) {
    guard tuples.count == drafts.count else { throw .wrongTupleCount }
    var measures: [FunctionID: Measure] = [:]
    for (tuple, draft) in zip(tuples, drafts) {
      guard tuple.count == tuples[0].count else { throw .differentTupleLengths }
      for term in tuple {
        try requireInteger(term)
        try requireScope(term, BodyPath(bound: draft.parameters), draft, item)
      }
      measures[draft.function] = Measure(
        terms: tuple, typeParameters: draft.typeParameters, parameters: draft.parameters)
    }
    let cited = CitedLines(lines)
    for draft in drafts {
      for clause in signature.functions[draft.function.index].clauses {
        try requireDecrease(of: measures, in: clause, of: draft.function, cited)
      }
    }
  }

  private mutating func requireDecrease(
    of measures: [FunctionID: Measure], in clause: Clause, of function: FunctionID,
    _ cited: CitedLines
  ) throws(Cause) {
    let calls = calls(in: clause) { measures[$0] != nil }
    guard !calls.isEmpty, let own = measures[function] else { return }
    let before = try instance(of: own, own.typeVariables(in: &types), clause.patterns)
    var support = LineSupport(cited, conditions: clause.conditions)
    for call in calls {
      guard let head = terms.head(call), let callee = signature.function(heads.symbol(head)),
        let measure = measures[callee]
      else { continue }
      let after = try instance(of: measure, heads.types(head), arguments(call))
      try requireDecrease(from: before, to: after, &support)
    }
  }

  /// The tuple at types for the type parameters and terms for the parameters.
  private mutating func instance(
    of measure: Measure, _ typeArguments: ContiguousArray<TypeID>, _ arguments: [TermID]
  ) throws(Cause) -> [TermID] {
    beginSubstitution()
    for (parameter, type) in zip(measure.typeParameters, typeArguments) {
      try substitute(type, for: parameter)
    }
    for (parameter, term) in zip(measure.parameters, arguments) {
      try substitute(term, for: parameter)
    }
    return try images(measure.terms)
  }

  /// For some q, `(<= m'i mi)` for all i < q, `(< m'q mq)` and `(<= 0 mq)` have support.
  ///
  /// - Throws: `foreignHypothesis` if one of them, as far as they were needed, is the conclusion of
  ///   a cited line but no such line has only conditions as hypotheses; else `measureNotBounded` if
  ///   only the last one is missing; else `measureNotDecreasing`.
  private mutating func requireDecrease(
    from before: [TermID], to after: [TermID], _ support: inout LineSupport
  ) throws(Cause) {
    let zero = try literal(0)
    var isForeign = false
    var isUnbounded = false
    for (new, old) in zip(after, before) {
      let strict = support.status(of: try application(.less, [new, old]), in: sets)
      let bound = support.status(of: try application(.atMost, [zero, old]), in: sets)
      if strict == .given && bound == .given { return }
      let weak = support.status(of: try application(.atMost, [new, old]), in: sets)
      isForeign = isForeign || strict == .foreign || weak == .foreign
      isForeign = isForeign || (strict == .given && bound == .foreign)
      isUnbounded = isUnbounded || strict == .given
      guard weak == .given else { break }
    }
    if isForeign { throw .foreignHypothesis }
    throw isUnbounded ? .measureNotBounded : .measureNotDecreasing
  }
}

/// The tuple of one function.
private struct Measure {
  let terms: [TermID]
  let typeParameters: [Name]
  let parameters: [Variable]

  /// The type parameters as types.
  func typeVariables(in types: inout TypeBank) throws(Cause) -> ContiguousArray<TypeID> {
    var result = ContiguousArray<TypeID>()
    for parameter in typeParameters {
      result.append(try types.make(.variable, parameter.index, count: 0))
    }
    return result
  }
}

/// The sets of hypotheses from which cited lines prove a formula.
private struct CitedLines {
  private(set) var sets: [TermID: Set<SetID>] = [:]

  init(_ lines: [Sequent]) {
    for line in lines { sets[line.conclusion, default: []].insert(line.hypotheses) }
  }
}

/// What cited lines say in one clause.
private struct LineSupport {
  enum Status {
    /// The conclusion of a line whose hypotheses are conditions of the clause.
    case given
    /// The conclusion only of lines that have other hypotheses.
    case foreign
    case missing
  }

  private let cited: CitedLines
  private let conditions: Set<TermID>
  private var known: [TermID: Status] = [:]

  init(_ cited: CitedLines, conditions: [TermID]) {
    self.cited = cited
    self.conditions = Set(conditions)
  }

  mutating func status(of formula: TermID, in sets: borrowing HypothesisSets) -> Status {
    if let status = known[formula] { return status }
    var status = Status.missing
    for set in cited.sets[formula] ?? [] {
      status = sets.members(set).allSatisfy(conditions.contains) ? .given : .foreign
      if status == .given { break }
    }
    known[formula] = status
    return status
  }
}
