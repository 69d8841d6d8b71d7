import Lisp

/// Weigh and score the proved statements of the program.
extension TheoryStep {
  /// Judges all proved statements anew, scores them, and forgets those that are known by now.
  mutating func weigh() {
    let before = Dictionary(
      uniqueKeysWithValues: champion.proved.map { ($0.record.id, $0.record) })
    let weights = weights()
    let vectors = proved.map { item in
      HashedWalkEmbedder().embed(formula: item.statement.formula, in: context.environment)
    }
    for index in proved.indices {
      apply(weights[index], at: index, nearest: nearest(to: index, in: vectors))
    }
    for item in proved where item.state.record != before[item.state.record.id] {
      reportIfDecided(item.state.record, before: before[item.state.record.id])
    }
    for item in proved where item.state.record.fate == .known { count(closed: .known) }
    proved.removeAll { $0.state.record.fate == .known }
    forgetKnownLemmas()
  }

  /// Lemmas that follow from the others by rewriting only take the place of better ones.
  private mutating func forgetKnownLemmas() {
    let steps = context.filters.knownSteps ?? 64
    for index in lemmas.indices.reversed() {
      var facts = KnownFacts(environment: context.environment, targets: context.targets)
      for other in lemmas.indices where other != index { facts.add(lemmaFormulas[other]) }
      guard facts.prove(lemmaFormulas[index], steps: steps) else { continue }
      lemmas.remove(at: index)
      lemmaFormulas.remove(at: index)
    }
  }

  private func weights() -> [Weight] {
    let weighing = Weighing(
      environment: context.environment, targets: context.targets, filters: context.filters,
      lemmas: lemmaFormulas, isTrivial: context.panel.map(\.isTrivial))
    return weighing.weigh(
      proved.map { item in
        WeighedStatement(
          formula: item.statement.formula, proofLines: item.state.record.proofLines ?? 0,
          tenPercent: item.state.record.tenPercent, rejected: item.state.rejected)
      })
  }

  private func nearest(to index: Int, in vectors: [[Float]]) -> Double {
    var nearest = 0.0
    for (other, vector) in vectors.enumerated() where other != index {
      nearest = max(nearest, cosine(vectors[index], vector))
    }
    return nearest
  }

  private mutating func apply(_ weight: Weight, at index: Int, nearest: Double) {
    var record = proved[index].state.record
    let rejected = proved[index].state.rejected
    record.fate = weight.fate
    record.filters = weight.filters
    record.reason = weight.reason
    record.excludesAlone = weight.excludesAlone
    let score = TheoremScore(
      rejectedShare: rejected.isEmpty ? 0 : Double(record.rejects) / Double(rejected.count),
      excludesAlone: weight.excludesAlone, tenPercent: record.tenPercent,
      proofLines: record.proofLines ?? 0, inferences: record.inferences ?? 0, size: record.size,
      uses: record.uses, nearest: nearest)
    record.terms = score.terms
    record.score = ScoreRounding.rounded(score.terms.total)
    proved[index].state.record = record
  }

  /// A new score is reported but not counted as a decision.
  private mutating func reportIfDecided(_ record: TheoremRecord, before: TheoremRecord?) {
    if before == nil { count(filters: record.filters) }
    if record.fate == before?.fate {
      update(record)
    } else {
      report(record)
    }
  }
}
