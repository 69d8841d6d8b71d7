import Lisp

/// The laws of `require` about the program, which are proved whatever the filters say of them.
extension TheoryStep {
  /// Gives each law that is not proved yet to the prover, once, and again when there are new lemmas.
  ///
  /// - Parameter laws: the laws with the number of inputs on which the program passed each.
  mutating func proveLaws(_ laws: [(formula: Formula, cases: Int)]) {
    var verdicts: [LawVerdict] = []
    for (place, law) in laws.enumerated() {
      let known = champion.program.laws
      let verdict =
        known.indices.contains(place)
        ? known[place]
        : LawVerdict(
          statement: StatementText.print(law.formula, in: context.environment), cases: law.cases)
      verdicts.append(verdict.isProved ? verdict : attempt(law.formula, verdict))
    }
    champion.program.laws = verdicts
  }

  private mutating func attempt(_ law: Formula, _ verdict: LawVerdict) -> LawVerdict {
    var verdict = verdict
    let statement = Statement(law, in: context.environment, order: context.order)
    if let found = proved.first(where: { $0.statement == statement }) {
      verdict.prove(by: found.state.record)
      return verdict
    }
    let lemmaCount = lemmas.count + proved.count
    let isNew = verdict.attempts == 0
    guard isNew || lemmaCount >= verdict.lemmas + limits.lemmasForRetry,
      verdict.attempts < limits.attempts
    else { return verdict }
    verdict.attempts += 1
    verdict.lemmas = lemmaCount
    let available = lemmas(for: statement, count: context.configuration.lemmas)
    switch proving.prove(law, lemmas: available, within: context.lawLimits) {
    case .proved(let checked, _):
      for place in checked.used { countUse(of: place) }
      var record = TheoremRecord(
        id: RecordID.of(program: context.program, law: verdict.statement),
        program: context.program, statement: verdict.statement, size: law.body.size,
        fate: .interesting, generation: context.generation)
      record.reason = "a law of `require`"
      record.take(checked)
      update(record)
      verdict.prove(by: record)
    case .unproved(let inferences, _, _): verdict.inferences = inferences
    case .defect(let description): report(defect: "\(verdict.statement): \(description)")
    }
    return verdict
  }
}
