import Foundation
import Testing

@Suite("bench synthesis")
struct SynthesisBenchTests {
  private static let problem = """
    (problem second
      (include "shared.lisp")
      (target (second (xs (list nat))) nat)
      (components)
      (require
        (= (second nil) 0) (= (second '(1)) 0) (= (second '(1 2)) 2) (= (second '(3 1 2)) 1))
      (holdout (= (second '(5 4 3 2)) 4)))
    """

  @Test("tells what became of each problem and seed, saves it, and compares")
  func table() throws {
    let place = try Workplace()
    try place.write("suite/shared.lisp", "(define (one (n nat)) nat 1)")
    try place.write("suite/second.lisp", Self.problem)
    let result = try place.lakatos(
      "bench", "synthesis", "suite", "--seeds", "1-2", "--json", "-q", "--save", "table.json")
    #expect(result.status == 0)
    let objects = try result.objects()
    let rows = objects.filter { $0["verdict"] != nil }
    #expect(rows.map { $0["file"] as? String } == ["second.lisp", "second.lisp"])
    #expect(rows.map { $0["seed"] as? Int } == [1, 2])
    #expect(rows.allSatisfy { $0["verdict"] as? String == "right" })
    #expect(rows.allSatisfy { ($0["candidates"] as? Int ?? 0) > 0 })
    func measure(_ name: String) -> Double? {
      objects.first { $0["name"] as? String == name }?["value"] as? Double
    }
    #expect(measure("right in every seed") == 1)
    #expect(measure("wrong of the returned") == 0)
    let seconds = rows.compactMap { $0["seconds"] as? Double }
    #expect(abs((measure("median time") ?? 0) - seconds.reduce(0, +) / 2) < 1e-5)
    let again = try place.lakatos(
      "bench", "synthesis", "suite/second.lisp", "--seeds", "2-3", "--compare", "table.json")
    #expect(again.output.contains("new        second.lisp seed 3  right"))
    #expect(!again.output.contains("lost"))
  }

  @Test("counts generations, and leaves all to evolution where no search is set")
  func settings() throws {
    let place = try Workplace()
    try place.write("suite/shared.lisp", "(define (one (n nat)) nat 1)")
    try place.write("suite/second.lisp", Self.problem)
    func row(_ arguments: [String]) throws -> [String: Any] {
      let result = try place.start(
        ["bench", "synthesis", "suite/second.lisp", "--json", "-q"] + arguments
      ).wait()
      return try #require(result.objects().first { $0["verdict"] != nil })
    }
    let searched = try row(["--generations", "1"])
    #expect(searched["verdict"] as? String == "right")
    let bred = try row(["--generations", "1", "--set", "searches=0", "--set", "population=4"])
    #expect(bred["generations"] as? Int == 1)
    #expect(bred["verdict"] as? String == "abstained")
    let wrong = try place.lakatos("bench", "synthesis", "suite", "--set", "serches=0")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean searches?"))
  }

  @Test("files without a problem or goal are no benchmark", arguments: ["synthesis", "prover"])
  func nothingToDo(bench: String) throws {
    let place = try Workplace()
    try place.write("folder/one.lisp", "(define (one (n nat)) nat 1)")
    for path in ["folder", "folder/one.lisp"] {
      let result = try place.lakatos("bench", bench, path)
      #expect(result.status == 65)
      #expect(result.errors.contains("in \(path)"))
      #expect(result.output.isEmpty)
    }
  }

  @Test("answers after the wall time are told and counted", arguments: ["0.000001s", "60s"])
  func late(time: String) throws {
    let place = try Workplace()
    try place.write("suite/shared.lisp", "(define (one (n nat)) nat 1)")
    try place.write("suite/second.lisp", Self.problem)
    let objects = try place.lakatos(
      "bench", "synthesis", "suite", "--json", "-q", "--for", time
    ).objects()
    let row = try #require(objects.first { $0["verdict"] != nil })
    let isReturned = row["verdict"] as? String != "abstained"
    let limit = try #require(Double(time.dropLast()))
    let isLate = isReturned && (row["seconds"] as? Double ?? 0) > limit
    #expect(row["late"] as? Bool == isLate)
    let count = objects.first { $0["name"] as? String == "later than --for" }
    #expect(count?["value"] as? Double == (isLate ? 1 : 0))
  }

  @Test("refuses seeds that are none, and a table of another benchmark")
  func refuses() throws {
    let place = try Workplace()
    #expect(try place.lakatos("bench", "synthesis", "x.lisp", "--seeds", "5-1").status == 64)
    try place.write("table.json", #"[{"file":"a"}]"#)
    try place.write("second.lisp", "(define (one (n nat)) nat 1)")
    let result = try place.lakatos(
      "bench", "synthesis", "second.lisp", "--compare", "table.json")
    #expect(result.status == 65)
    #expect(result.errors.contains("bench synthesis"))
  }
}
