/// What proofs have found that later goals may use, kept by the identities of the definitions: a
/// goal takes what speaks of its own definitions only, whatever file they come from.
public struct LemmaShelf: Sendable {
  /// In the order in which they were proved.
  public private(set) var lemmas: [ShelvedLemma] = []
  private var known: Set<PortableFormula> = []

  public init() {}

  /// Adds what an attempt at a goal has found; what is there already is not added again.
  public mutating func add(_ findings: Findings) {
    for lemma in findings.lemmas where known.insert(lemma.formula).inserted {
      lemmas.append(lemma)
    }
  }
}

/// A proved formula apart from any theory.
public struct ShelvedLemma: Sendable {
  public let formula: PortableFormula
  /// Its variables' names, in the order of their first occurrence.
  let names: [String]
  /// The whole certificate. It is replayed only if a proof uses the lemma.
  public let certificate: String
}

/// What an attempt at a goal leaves behind for a shelf, whether or not it proved the goal.
public struct Findings: Sendable {
  /// The lemmas that were proved on the way, and the goal itself if it was proved.
  public internal(set) var lemmas: [ShelvedLemma] = []

  /// Nothing.
  public init() {}
}
