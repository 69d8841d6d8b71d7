import Foundation
import Testing

@Suite("benches of evaluation, breeding and selection")
struct MachineBenchTests {
  private func objects(_ arguments: String...) throws -> [[String: Any]] {
    let result = try Workplace().start(["bench"] + arguments + ["--json"]).wait()
    #expect(result.status == 0)
    return try result.objects()
  }

  @Test("evaluation says how large its programs are and how much they call")
  func evaluation() throws {
    let lines = try objects("evaluation", "--programs", "40", "--cases", "4", "--runs", "1")
    let names = lines.map { $0["name"] as? String }
    #expect(names == ["numbers", "lists", "trees", "naturals", "all"])
    let all = try #require(lines.last)
    #expect(all["programs"] as? Int == 40)
    #expect(all["unit"] as? String == "program-cases/s")
    #expect((all["nodes"] as? Double ?? 0) > 15)
    #expect((all["calls-per-case"] as? Double ?? 0) > 5)
  }

  @Test("other languages, where they are installed, find the same results")
  func peers() throws {
    let lines = try objects(
      "evaluation", "--peers", "--programs", "20", "--cases", "2", "--runs", "1")
    let peers = lines.filter { ($0["name"] as? String ?? "").hasPrefix("peers") }
    let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    let isOneInstalled = ["scheme", "chezscheme", "lua", "luajit"].contains { name in
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
    // Ours is the first.
    #expect(isOneInstalled ? peers.count > 1 : peers.count == 1)
    for peer in peers { #expect(peer["agrees"] as? Bool == true) }
  }

  @Test("breeding counts the programs and cases that were really run")
  func breeding() throws {
    let line = try #require(
      try objects("breeding", "--population", "40", "--generations", "3", "--runs", "1").first)
    #expect(line["cases-each"] as? Double == 32)
    // Now and then a place stays empty.
    #expect((100...120).contains(line["bred"] as? Int ?? 0))
  }

  @Test("selection is set against a whole generation")
  func selection() throws {
    let lines = try objects(
      "selection", "--programs", "30", "--cases", "10", "--generations", "2", "--runs", "1")
    #expect(lines.map { $0["name"] as? String } == ["population", "all-distinct"])
    for line in lines { #expect((line["value"] as? Double ?? 0) > 0) }
  }

  /// Four seconds without optimisation, so that the run is long enough to have all it ever needs in
  /// its first fifth.
  @Test("a run's memory stays as it is after its first fifth")
  func memory() throws {
    let line = try #require(
      try objects("memory", "--population", "100", "--generations", "150").first)
    let programs = try #require(line["programs"] as? Int)
    #expect(programs > 10_000)
    let growth = try #require(line["value"] as? Double)
    #expect(growth < 10, "\(growth) % after \(programs) programs")
    let checkpoint = try #require(line["checkpoint"] as? Int)
    #expect(checkpoint < 200_000)
  }
}
