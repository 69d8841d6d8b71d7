import Foundation
import Testing

@Suite("runs that invent helpers, from the command line")
struct HelperTests {
  /// Nothing that appends is given.
  private static let spun = """
    (problem spun
      (target (spun (xs (list a))) (list a))
      (components)
      (vocabulary length)
      (require
        (= (spun nil) nil) (= (spun '(1)) '(1)) (= (spun '(1 2)) '(2 1))
        (= (spun '(1 2 3)) '(2 3 1)) (= (spun '(4 2 1 3)) '(2 1 3 4))
        (= (length (spun xs)) (length xs)))
      (holdout (= (spun '(1 2 3 4 5)) '(2 3 4 5 1))))
    """

  @Test("evolve, resume, browse, show, rivals, similar and check work with helpers")
  func together() throws {
    let place = try Workplace()
    try place.write("spun.lisp", Self.spun)
    let small = [
      "--population", "20", "--set", "conjectures=10", "--set", "terms=100", "--set", "goals=4",
      "--set", "panel=2", "--set", "tests=20", "--set", "short=off", "--set", "obvious=off",
      "--set",
      "trivial=off", "--budget", "20000",
    ]
    let evolved = try place.start(
      ["evolve", "spun.lisp", "--generations", "2", "--json", "--run", "run"] + small
    ).wait()
    #expect(evolved.status == 0, "\(evolved.errors)")
    let resumed = try place.lakatos("resume", "run", "--generations", "3", "--json")
    let summary = try #require(try resumed.objects().last)
    let best = try #require(summary["best"] as? [String: Any])
    let id = try #require(best["id"] as? String)
    let source = try #require(best["source"] as? String)
    #expect(source.contains("(define (spun "))
    #expect(source.contains("(define (spun-step "))

    let shown = try place.lakatos("show", "run", id, "--json").objects()
    #expect(shown.first?["source"] as? String == source)
    #expect(shown.first?["size"] as? Int == best["size"] as? Int)
    #expect(try place.lakatos("show", "--rivals", "run", "--json").status == 0)
    #expect(try place.lakatos("browse", "run", "--json").status == 0)
    #expect(try place.lakatos("similar", "run", id).status == 0)
    let checked = try place.lakatos("check", "run", "--json")
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(try checked.objects().contains { $0["verdict"] as? String == "accepted" })
  }
}
