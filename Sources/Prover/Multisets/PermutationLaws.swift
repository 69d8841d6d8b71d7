import Kernel
import Terms

extension ProofSearch {
  mutating func relatePredicates(
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
  }

  mutating func prepareConclusion(
    of formula: TermID, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
  }
}
