import Kernel
import Terms

/// A formula that proofs may cite.
struct KnownFact {
  var formula: TermID
  var origin: Origin

  enum Origin {
    /// A lemma of the goal, by index, with its certificate.
    case given(index: Int, certificate: String)
    /// From a shelf, with its certificate.
    case shelved(certificate: String)
    /// Found and proved during the search.
    case tree(ProofTree)
    /// Proved in the search's own theory.
    case theorem(Theorem)
  }
}
