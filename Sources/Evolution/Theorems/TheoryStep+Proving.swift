import Determinism
import Lisp
import Prover

/// Sieve and prove, in rounds: what one round proves serves the next as lemmas.
extension TheoryStep {
  /// Facts by which a statement may be known.
  private var knownFacts: KnownFacts {
    var facts = KnownFacts(environment: context.environment, order: context.order)
    for formula in lemmaFormulas { facts.add(formula) }
    for item in proved { facts.add(item.statement.formula) }
    return facts
  }

  /// Everything that a proof may cite, and that mentions only what the goal rests on.
  func lemmas(for statement: Statement, count: Int) -> [AvailableLemma] {
    let environment = context.environment
    let reached = Set(
      environment.functions(reachableFrom: environment.functions(in: statement.formula.body)))
    func isUsable(_ formula: Formula) -> Bool {
      environment.functions(in: formula.body).allSatisfy(reached.contains)
    }
    var usable: [AvailableLemma] = []
    for (index, item) in proved.enumerated() where isUsable(item.statement.formula) {
      guard item.state.record.fate != .known, let certificate = item.state.record.certificate
      else { continue }
      usable.append(
        AvailableLemma(
          place: .champion(index), formula: item.statement.formula, certificate: certificate))
    }
    for (index, formula) in lemmaFormulas.enumerated()
    where !lemmas[index].isKnown && isUsable(formula) {
      usable.append(
        AvailableLemma(
          place: .vocabulary(index), formula: formula, certificate: lemmas[index].certificate))
    }
    let order = usable.indices.sorted { left, right in
      let sizes = (usable[left].formula.body.size, usable[right].formula.body.size)
      return sizes.0 == sizes.1 ? left < right : sizes.0 < sizes.1
    }
    return order.prefix(count).map { usable[$0] }
  }

  /// Proves as many goals as the generation may: first up to half of them about the vocabulary,
  /// because they serve the others as lemmas.
  mutating func proveGoals() {
    let goals = context.share(of: context.configuration.goals)
    let left = proveGoals(goals / 2, areLemmas: true)
    _ = proveGoals(goals - goals / 2 + left, areLemmas: false)
  }

  /// Returns how many of the goals were not needed.
  private mutating func proveGoals(_ goals: Int, areLemmas: Bool) -> Int {
    var left = goals
    while left > 0 {
      let batch = nextBatch(min(limits.round, left), areLemmas: areLemmas)
      guard !batch.isEmpty else { break }
      left -= batch.count
      prove(batch)
    }
    return left
  }

  /// Takes the next goals from those that wait, and closes the known ones that it meets.
  ///
  /// A statement that would follow from smaller ones that wait, or that were tried in vain, waits
  /// as long as they do.
  private mutating func nextBatch(_ size: Int, areLemmas: Bool) -> [Statement] {
    let facts = knownFacts
    var assumed = facts
    var batch: [Statement] = []
    var known: [Int] = []
    var replaced: [(index: Int, by: Statement)] = []
    for (index, item) in pending.enumerated() {
      guard batch.count < size else { break }
      let formula = item.statement.formula
      let isLemma = !context.isAboutTarget(formula)
      if areLemmas, !isLemma { continue }
      if follows(formula, from: facts, isLemma: isLemma) {
        known.append(index)
        continue
      }
      if follows(formula, from: assumed, isLemma: isLemma) { continue }
      if let simpler = simpler(item.statement, by: facts) {
        replaced.append((index, simpler))
        continue
      }
      assumed.add(formula)
      if isLemma == areLemmas, isReady(item) { batch.append(item.statement) }
    }
    let isKnown = Set(known)
    let simpler = Dictionary(uniqueKeysWithValues: replaced.map { ($0.index, $0.by) })
    for index in (known + replaced.map(\.index)).sorted(by: >) {
      if isKnown.contains(index) { closeKnown(at: index) }
      if let statement = simpler[index] { replace(at: index, by: statement) }
    }
    pending.sort { $0.statement < $1.statement }
    return batch
  }

  /// A smaller statement that says the same, given the facts.
  private func simpler(_ statement: Statement, by facts: KnownFacts) -> Statement? {
    guard let steps = context.filters.knownSteps else { return nil }
    let formula = facts.simplified(statement.formula, steps: steps)
    guard formula.body.size < statement.size else { return nil }
    let simpler = Statement(formula, in: context.environment, order: context.order)
    return simpler.size < statement.size && simpler.formula.variableCount > 0 ? simpler : nil
  }

  /// A statement is a duplicate of the simpler one, which waits in its place unless it was met.
  private mutating func replace(at index: Int, by simpler: Statement) {
    let statement = pending.remove(at: index).statement
    close(
      statement, as: .duplicate, reason: "says the same as \(text(of: simpler))", filters: [])
    var admission = Admission(context: context, seen: champion.seen)
    guard let new = admission.admit([simpler.formula]).first else { return }
    champion.seen = admission.seen.sorted()
    pending.append((new, PendingStatement(statement: text(of: new))))
  }

  private mutating func closeKnown(at index: Int) {
    let statement = pending.remove(at: index).statement
    close(
      statement, as: .known, reason: "follows by rewriting from proved statements",
      filters: [.known])
  }

  /// Not yet tried, or tried in an earlier generation with fewer lemmas.
  private func isReady(_ item: (statement: Statement, state: PendingStatement)) -> Bool {
    if item.state.attempts == 0 { return true }
    return !attempted.contains(item.statement.key)
      && lemmas.count + proved.count >= item.state.lemmas + limits.lemmasForRetry
  }

  /// Lemmas that are known are never needed, whatever the filter says.
  private func follows(_ formula: Formula, from facts: KnownFacts, isLemma: Bool) -> Bool {
    guard let steps = context.filters.knownSteps ?? (isLemma ? limits.lemmaSteps : nil) else {
      return false
    }
    return facts.prove(formula, steps: steps)
  }

  /// Tests the statements on the panel, then gives them to the provers.
  private mutating func prove(_ batch: [Statement]) {
    let rejections = rejections(by: batch.map(\.formula))
    var goals: [(statement: Statement, rejected: [Bool], lemmas: [AvailableLemma])] = []
    for (index, statement) in batch.enumerated() {
      let rejected = rejections.map { $0[index] }
      if closeIfTrueOfTrivial(statement, rejected: rejected) { continue }
      goals.append(
        (statement, rejected, lemmas(for: statement, count: context.configuration.lemmas)))
    }
    let outcomes = parallelMap(goals, threads: threads) { [proving, context] _, goal in
      proving.prove(
        goal.statement, lemmas: goal.lemmas,
        isLemma: !context.isAboutTarget(goal.statement.formula))
    }
    let lemmaCount = lemmas.count + proved.count
    for (goal, outcome) in zip(goals, outcomes) {
      accept(outcome, of: goal.statement, rejected: goal.rejected, lemmaCount: lemmaCount)
    }
    proved.sort { $0.statement < $1.statement }
  }

  private func rejections(by statements: [Formula]) -> [[Bool]] {
    guard let target = context.signature.targets.first else { return [] }
    let trial = PanelTrial(
      environment: context.environment, target: target,
      limits: context.configuration.refutationLimits,
      seed: context.configuration.seed)
    return parallelMap(context.panel, threads: threads) { _, program in
      trial.rejections(of: program.function, by: statements)
    }
  }

  private mutating func closeIfTrueOfTrivial(
    _ statement: Statement, rejected: [Bool]
  ) -> Bool {
    guard
      context.isAboutTarget(statement.formula),
      context.filters.isTrueOfTrivial(
        rejected: rejected, isTrivial: context.panel.map(\.isTrivial))
    else { return false }
    pending.removeAll { $0.statement == statement }
    close(
      statement, as: .trueOfTrivial,
      reason: "rejects \(rejected.count { $0 }) of \(rejected.count) programs",
      filters: [.trueOfTrivial])
    return true
  }

  private mutating func accept(
    _ outcome: ProofOutcome, of statement: Statement, rejected: [Bool], lemmaCount: Int
  ) {
    guard let index = pending.firstIndex(where: { $0.statement == statement }) else { return }
    switch outcome {
    case .proved(let checked, let tenPercent):
      pending.remove(at: index)
      for place in checked.used { countUse(of: place) }
      store(checked, of: statement, rejected: rejected, tenPercent: tenPercent)
    case .unproved(let inferences, let reason, let tenPercent):
      attempted.insert(statement.key)
      pending[index].state.attempts += 1
      pending[index].state.lemmas = lemmaCount
      guard context.isAboutTarget(statement.formula) else {
        if pending[index].state.attempts >= limits.attempts { pending.remove(at: index) }
        return
      }
      var record = record(of: statement, fate: .unproved)
      record.reason = reason
      record.inferences = inferences
      record.tenPercent = tenPercent
      record.rejects = rejected.count { $0 }
      report(record)
      guard pending[index].state.attempts >= limits.attempts else { return }
      pending.remove(at: index)
      count(closed: .unproved)
    case .defect(let description):
      attempted.insert(statement.key)
      pending[index].state.attempts += 1
      pending[index].state.lemmas = lemmaCount
      if pending[index].state.attempts >= limits.attempts { pending.remove(at: index) }
      report(defect: "\(text(of: statement)): \(description)")
    }
  }

  mutating func countUse(of place: AvailableLemma.Place) {
    switch place {
    case .vocabulary(let index): lemmas[index].uses += 1
    case .champion(let index): proved[index].state.record.uses += 1
    }
  }

  private mutating func store(
    _ checked: CheckedProof, of statement: Statement, rejected: [Bool],
    tenPercent: TenPercentVerdict?
  ) {
    guard context.isAboutTarget(statement.formula) else {
      let proof = checked.proof
      lemmas.append(
        LemmaRecord(
          statement: text(of: statement), certificate: proof.certificate, lines: proof.lines))
      lemmaFormulas.append(statement.formula)
      return
    }
    var record = record(of: statement, fate: .interesting)
    record.take(checked)
    record.tenPercent = tenPercent
    record.rejects = rejected.count { $0 }
    proved.append((statement, ProvedStatement(record: record, rejected: rejected)))
  }
}

extension TheoremRecord {
  /// Takes over a proof with its certificate.
  mutating func take(_ checked: CheckedProof) {
    let proof = checked.proof
    proofLines = proof.lines
    inferences = proof.inferences
    certificate = proof.certificate
    certificateHash = SHA256.hex(of: Array(proof.certificate.utf8))
    steps = proof.steps.map { String(repeating: "  ", count: $0.depth) + $0.text }
    identities = checked.identities
  }
}
