import Checker
import Testing

@Suite("Corpora")
struct CorpusTests {
  @Test("accepts", arguments: Corpus.accept.specimens)
  func accepts(specimen: Specimen) {
    expectRightVerdict(on: specimen, of: .accept)
  }

  @Test("rejects for the named cause", arguments: Corpus.reject.specimens)
  func rejects(specimen: Specimen) {
    expectRightVerdict(on: specimen, of: .reject)
  }

  @Test("survives", arguments: Corpus.robust.specimens)
  func survives(specimen: Specimen) {
    expectRightVerdict(on: specimen, of: .robust)
  }

  private func expectRightVerdict(on specimen: Specimen, of corpus: Corpus) {
    let verdict = check(certificate: specimen.bytes)
    let wrong = complaint(about: verdict, on: specimen, of: corpus)
    #expect(wrong == nil)
  }

  @Test("the corpora are whole")
  func areWhole() {
    #expect(Corpus.accept.specimens.count >= 48)
    #expect(Corpus.reject.specimens.count >= 449)
    #expect(Corpus.robust.specimens.count >= 61)
  }

  /// Causes that only a large file or a lowered limit brings about; see ``LimitTests``.
  static let elsewhere: Set<Cause> = [
    .fileTooLarge, .termTooDeep, .typeTooDeep, .tooManyNodes, .tooManyPairs, .statementTooLong,
    .tooManyIdentities,
  ]

  @Test("each cause has a specimen", arguments: Cause.allCases)
  func hasSpecimen(cause: Cause) {
    let specimens = Corpus.reject.specimens + Corpus.robust.specimens
    #expect(specimens.contains { $0.expected == cause } != Self.elsewhere.contains(cause))
    #expect(!cause.sentence.isEmpty)
  }

  @Test("the fault's place is its item and line")
  func place() {
    let text = "; one\n(lakatos-certificate 1)\n(var p bool)\n\n(line 0\n (assume q))\n"
    #expect(
      check(certificate: Array(text.utf8))
        == .rejected(item: 2, line: 5, cause: .unknownVariable))
    let open = "(lakatos-certificate 1)\n(var p bool)\n(term 0\n  \"p\")"
    #expect(
      check(certificate: Array(open.utf8)) == .rejected(item: 2, line: 4, cause: .illegalName))
  }
}

/// Shows that the suite would notice a checker that does not look.
@Suite("Controls")
struct ControlTests {
  private func complaints(_ corpus: Corpus, _ verdict: (Specimen) -> CheckVerdict) -> Int {
    corpus.specimens.filter { complaint(about: verdict($0), on: $0, of: corpus) != nil }.count
  }

  @Test("a checker that accepts all fails on every specimen to be rejected")
  func acceptsAll() {
    for corpus in [Corpus.reject, .robust] {
      #expect(complaints(corpus) { _ in .accepted([]) } == corpus.specimens.count)
    }
  }

  @Test("a checker that accepts without theorems fails on those that have some")
  func acceptsNothing() {
    let empty = complaints(.accept) { _ in .accepted([]) }
    #expect(empty == Corpus.accept.specimens.count - 1)
  }

  @Test("a checker that rejects all fails, whatever the cause", arguments: Cause.allCases)
  func rejectsAll(cause: Cause) {
    let stub = CheckVerdict.rejected(item: 0, line: 1, cause: cause)
    #expect(complaints(.accept) { _ in stub } == Corpus.accept.specimens.count)
    let others = Corpus.reject.specimens.filter { $0.expected != cause }
    #expect(complaints(.reject) { _ in stub } == others.count)
    #expect(!others.isEmpty)
  }
}
