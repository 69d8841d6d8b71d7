import Foundation
import GRDB
import Store
import Testing

@testable import Evolution

@Suite("What is refused leaves nothing changed")
struct RefusalTests {
  @Test("a path that is taken is refused and untouched", arguments: [true, false])
  func taken(asFolder: Bool) throws {
    let scratch = try Scratch()
    let path = scratch.file("taken")
    if asFolder {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    } else {
      try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    }
    #expect(throws: StoreFailure.runExists(path: path)) {
      _ = try RunWriter.create(at: path, sampleDescription)
    }
    #expect(scratch.entries == ["taken"])
  }

  @Test("a folder that cannot be made is refused, and nothing is left behind")
  func cannotWrite() throws {
    let scratch = try Scratch()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: scratch.file("file")))
    let path = scratch.file("file/run")
    let failure = #expect(throws: StoreFailure.self) {
      _ = try RunWriter.create(at: path, sampleDescription)
    }
    guard case .cannotWrite(path, _) = failure else {
      Issue.record("expected cannotWrite, not \(String(describing: failure))")
      return
    }
    #expect(scratch.entries == ["file"])
  }

  @Test("a generation that contradicts itself is not stored at all")
  func atomicity() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 1)
    let writer = try RunWriter.open(at: path)
    var (report, state) = sampleGeneration(2)
    report.kept[1].certificateHash = String(repeating: "0", count: 64)
    #expect(throws: StoreFailure.self) { try writer.commit(report, state, seconds: 1) }
    #expect(try writer.reader.summary().generations == 1)
    #expect(try writer.reader.pairs().map(\.program.generation) == [1, 1])
    #expect(try writer.reader.certificateHashes().count == 2)
    (report, state) = sampleGeneration(2)
    try writer.commit(report, state, seconds: 1)
    #expect(try writer.reader.summary().generations == 2)
  }

  @Test("a generation must follow the last one", arguments: [1, 3])
  func gap(number: Int) throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 1)
    let writer = try RunWriter.open(at: path)
    let (report, state) = sampleGeneration(number)
    #expect(
      throws: StoreFailure.inconsistent(
        reason: "generation \(number) cannot follow generation 1")
    ) { try writer.commit(report, state, seconds: 1) }
  }

  @Test("a run of another format version is refused, for reading and for writing")
  func version() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 1)
    try edit(path, "PRAGMA user_version = 99")
    let failure = StoreFailure.otherVersion(path: path, found: 99, supported: 3)
    #expect(throws: failure) { _ = try RunReader.open(at: path) }
    #expect(throws: failure) { _ = try RunWriter.open(at: path) }
  }

  @Test("a second writer is refused until the first one has let go")
  func lock() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 1)
    do {
      let first = try RunWriter.open(at: path)
      #expect(throws: StoreFailure.busy(path: path)) { _ = try RunWriter.open(at: path) }
      #expect(try first.reader.summary().generations == 1)
    }
    let second = try RunWriter.open(at: path)
    #expect(try second.reader.summary().generations == 1)
  }

  @Test("a changed state, hash or certificate is noticed")
  func checksums() throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 2)
    try edit(path, "UPDATE states SET state = CAST('{}' AS BLOB) WHERE generation = 2")
    try edit(path, "UPDATE certificates SET text = text || ' '")
    let reader = try RunReader.open(at: path)
    #expect(
      throws: StoreFailure.corrupt(
        path: path, reason: "the state of generation 2 is not what was written")
    ) { try reader.checkpoint() }
    let hash = try #require(try reader.certificateHashes().first)
    #expect(
      throws: StoreFailure.corrupt(
        path: path, reason: "certificate \(hash) is not what was written")
    ) { try reader.certificate(hash) }
  }

  @Test("a database cut short anywhere is refused", arguments: 0..<20)
  func truncation(part: Int) throws {
    let scratch = try Scratch()
    let path = scratch.file("run")
    try makeRun(at: path, generations: 2)
    let url = URL(fileURLWithPath: path + "/run.sqlite")
    let bytes = try Data(contentsOf: url)
    try bytes.prefix(bytes.count * part / 20).write(to: url)
    #expect(throws: StoreFailure.self) {
      let writer = try RunWriter.open(at: path)
      _ = try writer.reader.checkpoint()
    }
  }

  @Test("what is not a run is named as such")
  func notARun() throws {
    let scratch = try Scratch()
    let folder = scratch.file("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    #expect(
      throws: StoreFailure.notARun(path: folder, reason: "the folder has no file run.sqlite")
    ) { try RunFolder.find(folder) }
    try Data("not a database, but long enough to be looked at".utf8)
      .write(to: URL(fileURLWithPath: folder + "/run.sqlite"))
    #expect(try RunFolder.find(folder + "/") == folder)
    #expect(throws: StoreFailure.self) { _ = try RunReader.open(at: folder) }
    #expect(throws: StoreFailure.self) { _ = try RunWriter.open(at: folder) }
  }

  @Test("a missing run is named, with the nearest one")
  func missing() throws {
    let scratch = try Scratch()
    try makeRun(at: scratch.file("reverse-1"), generations: 0)
    let path = scratch.file("reverse-2")
    #expect(throws: StoreFailure.runMissing(path: path, nearest: scratch.file("reverse-1"))) {
      try RunFolder.find(path)
    }
  }

  private func edit(_ run: String, _ statement: String) throws {
    let database = try DatabaseQueue(path: run + "/run.sqlite")
    try database.writeWithoutTransaction { try $0.execute(sql: statement) }
    try database.close()
  }
}
