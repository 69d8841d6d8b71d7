import Lisp
import Model

/// Weigh and score the proved statements of the program.
extension TheoryStep {
  /// Judges all proved statements anew and scores them.
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
    forgetKnownStatements()
    markKnownLemmas()
  }

  /// Beyond the limit, known statements are counted and forgotten, the largest first; until then
  /// they are facts.
  private mutating func forgetKnownStatements() {
    for index in proved.indices.reversed() where proved.count > limits.proved {
      guard proved[index].state.record.fate == .known else { continue }
      count(closed: .known)
      proved.remove(at: index)
    }
  }

  /// Lemmas that follow from the others by rewriting would only take the place of better ones.
  private mutating func markKnownLemmas() {
    let steps = context.filters.knownSteps ?? limits.lemmaSteps
    let definitions = KnownFacts(environment: context.environment, order: context.order)
    for index in lemmas.indices.reversed() where !lemmas[index].isKnown {
      var facts = definitions
      for other in lemmas.indices where other != index && !lemmas[other].isKnown {
        facts.add(lemmaFormulas[other])
      }
      lemmas[index].isKnown = facts.prove(lemmaFormulas[index], steps: steps)
    }
  }

  private func weights() -> [Weight] {
    let weighing = Weighing(
      environment: context.environment, order: context.order, filters: context.filters,
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
