/// The theorem side of a run's state. All statements are text over the problem's environment.
struct TheoremState: Codable, Sendable {
  /// What is known about the programs under examination, the best program first.
  var champions: [ChampionState] = []
  /// Proved facts that do not mention the target: they serve as lemmas about every program.
  var lemmas: [LemmaRecord] = []
}

extension TheoremState {
  /// Drops what is known about a function of the vocabulary that is no more.
  mutating func forget(_ function: String) {
    lemmas.removeAll { $0.mentions(function) }
  }
}

/// A proved fact about the vocabulary.
struct LemmaRecord: Codable, Hashable, Sendable {
  var statement: String
  var certificate: String
  var lines: Int
  /// Proofs that cite it.
  var uses = 0
  /// It follows from the others by rewriting, and is not offered to provers.
  var isKnown = false

  /// Whether the statement speaks of the function of this name.
  func mentions(_ function: String) -> Bool {
    statement.split { "() '".contains($0) }.contains { $0 == function }
  }
}

/// One program and what has been conjectured and proved about it.
struct ChampionState: Codable, Sendable {
  var program: ProgramRecord
  /// Whether its small terms have been explored.
  var isExplored = false
  /// Keys of all statements met, ascending.
  var seen: [UInt64] = []
  /// Statements that survived testing and wait to be proved, smallest first.
  var pending: [PendingStatement] = []
  /// Proved statements, whatever the filters say, smallest first.
  var proved: [ProvedStatement] = []
}

/// A statement that survived testing and is not proved.
struct PendingStatement: Codable, Hashable, Sendable {
  var statement: String
  /// Attempts of the full prover.
  var attempts = 0
  /// Lemmas that were known at the last attempt.
  var lemmas = 0
}

/// A proved statement with what the filters measured.
struct ProvedStatement: Codable, Hashable, Sendable {
  var record: TheoremRecord
  /// Which programs of the panel it rejects, in the order of the panel.
  var rejected: [Bool]
}

extension ChampionState {
  /// The interesting theorems, smallest first.
  var kept: [TheoremRecord] { proved.map(\.record).filter { $0.fate == .interesting } }

  /// The fates of the statements that may still change.
  var openFates: Funnel {
    var funnel = Funnel()
    for statement in proved { funnel[statement.record.fate] += 1 }
    funnel[.unproved] += pending.count { $0.attempts > 0 }
    return funnel
  }
}
