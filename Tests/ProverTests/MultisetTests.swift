import Prover
import Testing

private let definitions = """
  (data num (o) (s num))
  (data (row e) (end) (link (row e) e))
  (data heap (leaf) (fork int heap heap))
  (define (up-to (a num) (b num)) bool
    (match a ((o) true) ((s k) (match b ((o) false) ((s j) (up-to k j))))))
  (define (beyond (a num) (b num)) bool
    (match a ((o) false) ((s k) (match b ((o) true) ((s j) (beyond k j))))))
  (define (tally (x (row e)) (k e)) num
    (match x ((end) o) ((link t h) (if (= h k) (s (tally t k)) (tally t k)))))
  (define (number (k e) (x (row e))) int
    (match x ((end) 0) ((link t h) (if (= k h) (+ 1 (number k t)) (number k t)))))
  (define (keep (p (-> e bool)) (x (row e))) (row e)
    (match x ((end) end) ((link t h) (if (p h) (link (keep p t) h) (keep p t)))))
  (define (join (x (row e)) (y (row e))) (row e)
    (match x ((end) y) ((link t h) (link (join t y) h))))
  (define (split-sort (x (row num))) (row num)
    (match x ((end) end)
      ((link t h)
        (join (split-sort (keep (lambda (k) (up-to k h)) t))
          (link (split-sort (keep (lambda (k) (beyond k h)) t)) h)))))
  (define (meld (x heap) (y heap)) heap
    (match x ((leaf) y)
      ((fork a l r)
        (match y ((leaf) x)
          ((fork b m n)
            (if (<= a b) (fork a (meld r y) l) (fork b (meld x n) m)))))))
  (define (drain (x heap)) (row int)
    (match x ((leaf) end) ((fork a l r) (link (drain (meld l r)) a))))
  (define (fill (x (row int))) heap
    (match x ((end) leaf) ((link t h) (meld (fork h leaf leaf) (fill t)))))
  (define (heap-sort (x (row int))) (row int) (drain (fill x)))
  (define (forgetful (x (row int))) (row int)
    (match x ((end) end) ((link t h) (match t ((end) end) ((link u i) (link (forgetful t) h))))))
  (data (two a b) (both a b))
  (define (deal (x (row e))) (two (row e) (row e))
    (match x ((end) (both end end))
      ((link t h) (match (deal t) ((both in out) (both (link out h) in))))))
  (define (drop-all (k e) (x (row e))) (row e)
    (match x ((end) end) ((link t h) (if (= h k) (drop-all k t) (link (drop-all k t) h)))))
  (define (pair-up (x (row e)) (y (row e))) (row e)
    (match x ((end) y)
      ((link t h) (match y ((end) x) ((link u i) (link (link (pair-up t u) h) i))))))
  (define (alternate (x (row e))) (row e)
    (match x ((end) end) ((link t h) (link (skip t) h))))
  (define (skip (x (row e))) (row e)
    (match x ((end) end) ((link t h) (alternate t))))
  (define (join-longer (x (row e)) (y (row e))) (row e)
    (match x ((end) end) ((link t h) (match y ((end) x) ((link u i) (link (link (join-longer t u) h) i))))))
  (define (shuffle (x (row e))) (row e)
    (match (deal x) ((both in out) (pair-up in out))))
  (data rose (thorn int) (rose int (row rose)))
  (define (petals (r rose)) (row int)
    (match r ((thorn k) (link end k)) ((rose k l) (link (all-petals l) k))))
  (define (all-petals (l (row rose))) (row int)
    (match l ((end) end) ((link t r) (join (petals r) (all-petals t)))))
  (define (turn (r rose)) rose (match r ((thorn k) (thorn k)) ((rose k l) (rose k (turn-all l)))))
  (define (turn-all (l (row rose))) (row rose)
    (match l ((end) end) ((link t r) (join (turn-all t) (link end (turn r))))))
  (define (has (x (row e)) (k e)) bool
    (match x ((end) false) ((link t h) (or (= h k) (has t k)))))
  (define (without (k e) (x (row e))) (row e)
    (match x ((end) end) ((link t h) (if (= h k) t (link (without k t) h)))))
  (define (shuffled (y (row e)) (x (row e))) bool
    (match x
      ((end) (match y ((end) true) ((link t h) false)))
      ((link t h) (if (has y h) (shuffled (without h y) t) false))))
  """

@Suite("Multisets")
struct MultisetTests {
  @Test(
    "sorting keeps how often a value occurs",
    arguments: [
      "(= (tally (split-sort x) k) (tally x k))",
      "(= (number k (heap-sort x)) (number k x))",
      "(= (number k (shuffle x)) (number k x))",
      "(= (number k (join-longer (alternate x) (skip x))) (number k x))",
      "(= (number k (petals (turn r))) (number k (petals r)))",
      "(=> (= (drop-all k x) (without k x)) (<= (number k x) 1))",
    ])
  func counts(statement: String) throws {
    guard case .proved = try verdict(statement, over: definitions) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test(
    "equal counts make a permutation, and the other way round",
    arguments: [
      "(shuffled (heap-sort x) x)",
      "(shuffled x (split-sort x))",
      "(=> (shuffled x y) (shuffled y x))",
      "(=> (shuffled x y) (has x k) (has y k))",
      "(=> (shuffled x y) (shuffled y z) (shuffled x z))",
    ])
  func permutations(statement: String) throws {
    guard case .proved = try verdict(statement, over: definitions) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test("a proof tells what the prover's own functions are before it uses them")
  func auxiliaryFunctions() throws {
    guard
      case .proved(let proof) = try verdict(
        "(= (tally (split-sort x) k) (tally x k))", over: definitions)
    else {
      Issue.record("not proved")
      return
    }
    let texts = proof.steps.map(\.text)
    let introduction = try #require(
      texts.firstIndex { $0.hasPrefix("Auxiliary function occurrences") })
    let use = try #require(texts.firstIndex { $0.hasPrefix("Lemma: ") })
    #expect(introduction < use)
    #expect(texts[introduction + 1].hasSuffix("end) 0)."))
  }

  @Test(
    "what loses an element is no permutation",
    arguments: [
      "(shuffled (forgetful x) x)", "(= (number k (forgetful x)) (number k x))",
      "(=> (shuffled x y) (= x y))",
    ])
  func unprovable(statement: String) throws {
    var limits = ProverLimits.standard
    limits.inferences = 30_000
    switch try verdict(statement, over: definitions, limits: limits) {
    case .proved: Issue.record("proved: \(statement)")
    case .unknown(let standing): #expect(standing.reason != .replayFailed)
    case .refuted, .unsupported: break
    }
  }
}
