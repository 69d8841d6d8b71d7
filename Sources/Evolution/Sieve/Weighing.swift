import Lisp

/// A proved statement as the last filters see it.
struct WeighedStatement {
  var formula: Formula
  var proofLines: Int
  var tenPercent: TenPercentVerdict?
  /// By program of the panel.
  var rejected: [Bool]
}

/// What the last filters decide about one proved statement.
struct Weight: Equatable {
  var fate: Fate
  /// Every filter that would stop it.
  var filters: [Fate] = []
  /// The number behind the fate; nil for interesting ones.
  var reason: String?
  /// Trivial programs that no other kept statement excludes.
  var excludesAlone = 0
}

/// Judges the proved statements of one program as a set.
///
/// Statements are examined from the smallest to the largest, so that of two that follow from each
/// other the shorter is kept. The judgement is made anew from all proved statements each time: a
/// more general one that comes later takes the place of its instances.
struct Weighing {
  let environment: Environment
  let order: StatementOrder
  let filters: Filters
  /// Facts about the vocabulary alone.
  let lemmas: [Formula]
  /// By program of the panel.
  let isTrivial: [Bool]

  /// One weight for each statement, in order.
  ///
  /// - Parameter statements: from the smallest to the largest.
  func weigh(_ statements: [WeighedStatement]) -> [Weight] {
    var weights = firstPass(statements)
    dropConsequences(statements, &weights)
    dropUnlessSetExcludes(statements, &weights)
    return weights
  }

  private func firstPass(_ statements: [WeighedStatement]) -> [Weight] {
    var facts = lemmaFacts
    return statements.map { statement in
      let weight = weigh(statement, after: facts)
      facts.add(statement.formula)
      return weight
    }
  }

  /// The definitions and lemmas.
  private var lemmaFacts: KnownFacts {
    var facts = KnownFacts(environment: environment, order: order)
    for lemma in lemmas { facts.add(lemma) }
    return facts
  }

  private func weigh(_ statement: WeighedStatement, after facts: KnownFacts) -> Weight {
    var found: [(Fate, String)] = []
    if let steps = filters.knownSteps, facts.prove(statement.formula, steps: steps) {
      found.append((.known, "follows by rewriting from smaller proved statements"))
    }
    if filters.isTrueOfTrivial(rejected: statement.rejected, isTrivial: isTrivial) {
      found.append((.trueOfTrivial, rejectionReason(statement.rejected)))
    }
    if filters.obvious != .off, statement.tenPercent == .proved {
      found.append((.obvious, "the 10% prover proves it"))
    }
    if filters.isShort(lines: statement.proofLines) {
      found.append((.short, "\(statement.proofLines) lines"))
    }
    return Weight(
      fate: found.first?.0 ?? .interesting, filters: found.map(\.0), reason: found.first?.1)
  }

  private func rejectionReason(_ rejected: [Bool]) -> String {
    "rejects \(rejected.count { $0 }) of \(rejected.count) programs"
  }

  /// Kept statements that follow from the others, larger ones included, are known.
  private func dropConsequences(_ statements: [WeighedStatement], _ weights: inout [Weight]) {
    guard let steps = filters.knownSteps else { return }
    let lemmaFacts = lemmaFacts
    for index in weights.indices where weights[index].fate == .interesting {
      var facts = lemmaFacts
      for other in weights.indices where other != index && weights[other].fate != .known {
        facts.add(statements[other].formula)
      }
      guard facts.prove(statements[index].formula, steps: steps) else { continue }
      weights[index].fate = .known
      weights[index].filters.append(.known)
      weights[index].reason = "follows by rewriting from more general proved statements"
    }
  }

  /// The kept statements, with the known ones that follow from what is proved, must together
  /// exclude every trivial program, else none is kept; each is credited with the trivial programs
  /// that it alone excludes.
  private func dropUnlessSetExcludes(
    _ statements: [WeighedStatement], _ weights: inout [Weight]
  ) {
    let kept = weights.indices.filter { weights[$0].fate == .interesting }
    let counts = isTrivial.indices.map { program in
      kept.count { statements[$0].rejected[program] }
    }
    for index in kept {
      weights[index].excludesAlone = isTrivial.indices.count { program in
        isTrivial[program] && counts[program] == 1 && statements[index].rejected[program]
      }
    }
    let known = weights.indices.filter { weights[$0].fate == .known }
    let left = isTrivial.indices.count { program in
      isTrivial[program] && counts[program] == 0
        && !known.contains { statements[$0].rejected[program] }
    }
    guard filters.trivial == .set, left > 0 else { return }
    for index in kept {
      weights[index].fate = .trueOfTrivial
      weights[index].filters.append(.trueOfTrivial)
      weights[index].reason = "the set lets \(left) trivial programs through"
    }
  }
}
