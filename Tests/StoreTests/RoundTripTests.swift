import Foundation
import GRDB
import Store
import Testing

@testable import Evolution

@Suite("What is stored reads back")
struct RoundTripTests {
  @Test("a new run has its description and no generation")
  func newRun() throws {
    let scratch = try Scratch()
    let path = scratch.file("reverse-1")
    try makeRun(at: path, generations: 0)
    let reader = try RunReader.open(at: path)
    #expect(try reader.description() == sampleDescription)
    #expect(try reader.checkpoint() == nil)
    #expect(try reader.summary().generations == 0)
    #expect(scratch.entries == ["reverse-1"])
  }

  @Test("the state after the last generation is the one that was committed")
  func checkpoint() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 5)
    let writer = try RunWriter.open(at: path)
    let checkpoint = try #require(try writer.reader.checkpoint())
    #expect(checkpoint.generation == 5)
    #expect(checkpoint.state.hash() == sampleGeneration(5).state.hash())
  }

  @Test("states of the last three generations are kept, reports of all")
  func pruning() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 6)
    let database = try DatabaseQueue(path: path + "/run.sqlite")
    let states = try database.read {
      try Int.fetchAll($0, sql: "SELECT generation FROM states ORDER BY generation")
    }
    #expect(states == [4, 5, 6])
    let reports = try database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM generations")
    }
    #expect(reports == 6)
  }

  @Test("pairs come best first, with their records whole")
  func pairs() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 2)
    let reader = try RunReader.open(at: path)
    let pairs = try reader.pairs()
    var expected = sampleGeneration(2).report.kept
    for index in expected.indices { expected[index].certificate = nil }
    #expect(pairs.map(\.theorem) == expected)
    #expect(pairs.map(\.program) == [sampleProgram(2, generation: 2)].flatMap { [$0, $0] })
    #expect(try reader.pairs(limit: 1).count == 1)
  }

  @Test("a certificate reads back by its hash")
  func certificates() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 2)
    let reader = try RunReader.open(at: path)
    let theorem = try #require(sampleGeneration(1).report.kept.first)
    let hash = try #require(theorem.certificateHash)
    #expect(try reader.certificate(hash) == theorem.certificate)
    #expect(try reader.certificateHashes().count == 4)
  }

  @Test("an id may be shortened as long as it is the only one")
  func ids() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 2)
    let reader = try RunReader.open(at: path)
    guard case .program(let program) = try reader.item("1111") else {
      Issue.record("expected a program")
      return
    }
    #expect(program.id == "1111111111111111")
    #expect(throws: StoreFailure.noSuchID("zz", path: path)) { try reader.item("zz") }
    #expect(throws: StoreFailure.noSuchID("", path: path)) { try reader.item("") }
  }

  @Test("ids are told apart by their first digits, by four at least")
  func distinctLength() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 1)
    let writer = try RunWriter.open(at: path)
    var (report, state) = sampleGeneration(2)
    var near = sampleProgram(1, generation: 2)
    near.id = "1111112222222222"
    report.newPrograms.append(near)
    state.generation = 2
    try writer.commit(report, state, seconds: 1)
    #expect(try writer.reader.distinctLength(of: ["1111111111111111"]) == 7)
    #expect(try writer.reader.distinctLength(of: ["2222222222222222"]) == 4)
    #expect(throws: StoreFailure.self) { try writer.reader.item("111111") }
  }

  @Test("a run's name stays in the folder of runs, whatever the problem is called")
  func names() {
    #expect(RunFolder.freePath(forProblem: "no-such-problem") == "Runs/no-such-problem-1")
    #expect(RunFolder.freePath(forProblem: "../../x y") == "Runs/______x_y-1")
  }

  @Test("a record with the id of an earlier one replaces it")
  func replacement() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 1)
    var (report, state) = sampleGeneration(2)
    var again = sampleGeneration(1).report.kept[0]
    again.fate = .known
    report.newTheorems.append(again)
    report.newPrograms.append(sampleProgram(1, generation: 1))
    state.generation = 2
    let writer = try RunWriter.open(at: path)
    try writer.commit(report, state, seconds: 0.25)
    guard case .theorem(let found) = try writer.reader.item(again.id) else {
      Issue.record("expected a theorem")
      return
    }
    #expect(found.fate == .known)
  }

  @Test("the summary adds up the seconds and carries the state's hash")
  func summary() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 4)
    let summary = try RunReader.open(at: path).summary()
    #expect(summary.generations == 4)
    #expect(summary.seconds == 2)
    #expect(summary.evaluations == 400)
    #expect(summary.hash == sampleGeneration(4).state.hash())
    #expect(summary.theorems.count == 2)
    #expect(summary.funnel[.interesting] == 8)
    #expect(summary.solvedAfter == nil)
  }

  @Test("a run can be read while it is being written")
  func concurrentReading() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    let writer = try RunWriter.create(at: path, sampleDescription)
    let reader = try RunReader.open(at: path)
    #expect(try reader.summary().generations == 0)
    let (report, state) = sampleGeneration(1)
    try writer.commit(report, state, seconds: 1)
    #expect(try reader.summary().generations == 1)
  }
}
