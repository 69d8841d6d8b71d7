import Foundation
import GRDB

/// Opening a run's database, with the checks that make what is read believable.
enum RunConnection {
  /// Creates the tables of a new run in a file that does not exist yet.
  static func create(folder: String) throws(StoreFailure) -> DatabaseQueue {
    let queue = try connect(folder: folder, readonly: false)
    try storing(folder) { try queue.write { try Schema.create(in: $0) } }
    return queue
  }

  /// Opens the database of an existing run.
  ///
  /// - Parameter thorough: also checks the structure of the whole file.
  /// - Throws: ``StoreFailure`` if it is not a run, damaged, of another version or out of reach.
  static func open(
    folder: String, readonly: Bool, thorough: Bool
  ) throws(StoreFailure) -> DatabaseQueue {
    try checkLength(folder: folder)
    let queue = try connect(folder: folder, readonly: readonly)
    try storing(folder) {
      try queue.read { db in
        try checkHeader(of: db, folder: folder)
        if thorough { try checkStructure(of: db, folder: folder) }
      }
    }
    return queue
  }

  /// Connects in WAL mode, so that people may browse a run while it is written.
  ///
  /// `synchronous` is FULL: a generation takes a second or more and costs one commit, so the wait
  /// for the disk does not matter, and what was reported as committed survives a power cut. NORMAL
  /// would survive a killed process as well, but not that.
  private static func connect(folder: String, readonly: Bool) throws(StoreFailure) -> DatabaseQueue
  {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(5)
    if !readonly { configuration.journalMode = .wal }
    return try storing(folder) {
      let queue = try DatabaseQueue(
        path: RunFolder.database(in: folder), configuration: configuration)
      if !readonly {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      }
      return queue
    }
  }

  /// Notices a file that was cut short within its last page, which SQLite reads as zeros.
  ///
  /// With a log beside it the file may end anywhere: a killed checkpoint is made good from the log.
  private static func checkLength(folder: String) throws(StoreFailure) {
    let path = RunFolder.database(in: folder)
    func size(of path: String) -> Int? {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (attributes?[.size] as? NSNumber)?.intValue
    }
    guard let length = size(of: path), size(of: path + "-wal") ?? 0 == 0 else { return }
    guard length % pageSize == 0 else {
      throw .corrupt(path: folder, reason: "its run.sqlite is cut short")
    }
  }

  /// Bytes of a page; SQLite's default since 2016, which no run changes.
  private static let pageSize = 4096

  private static func checkHeader(of db: Database, folder: String) throws {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
    guard application == Schema.applicationID else {
      throw StoreFailure.notARun(
        path: folder, reason: "its run.sqlite was not made by lakatos, or is damaged")
    }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version == Schema.version else {
      throw StoreFailure.otherVersion(path: folder, found: version, supported: Schema.version)
    }
  }

  private static func checkStructure(of db: Database, folder: String) throws {
    let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
    guard finding == "ok" else { throw StoreFailure.corrupt(path: folder, reason: finding) }
  }
}
