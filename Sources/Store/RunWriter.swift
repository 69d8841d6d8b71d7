import Determinism
import Evolution
import Foundation
import GRDB

/// The one writer of a run.
///
/// It holds the run's lock as long as it lives. A generation is one transaction: either all of it
/// is in the database or nothing.
public struct RunWriter: ~Copyable {
  /// The run's folder.
  public let path: String
  private let lock: RunLock
  private let queue: DatabaseQueue

  /// How many generations keep the state that a resumed run starts from.
  static let keptStates = 3

  private init(path: String, lock: consuming RunLock, queue: DatabaseQueue) {
    self.path = path
    self.lock = lock
    self.queue = queue
  }

  /// Creates a run at a path where there is nothing.
  ///
  /// The folder appears under its name only together with a complete database: it is built under
  /// a hidden name beside it and renamed. Missing folders above it are made.
  ///
  /// - Throws: ``StoreFailure/runExists(path:)``, ``StoreFailure/cannotWrite(path:reason:)``,
  ///   ``StoreFailure/inputOutput(path:reason:)``; nothing is left behind.
  public static func create(
    at path: String, _ description: RunDescription
  ) throws(StoreFailure) -> RunWriter {
    let url = URL(fileURLWithPath: path)
    let name = ".\(url.lastPathComponent).new-\(ProcessInfo.processInfo.processIdentifier)"
    let draft = url.deletingLastPathComponent().appendingPathComponent(name).path
    guard !FileManager.default.fileExists(atPath: path) else { throw .runExists(path: path) }
    do {
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: path, reason: reason(of: error))
    }
    do {
      return try build(draft: draft, path: path, parent: url, description)
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error.naming(path)
    }
  }

  private static func build(
    draft: String, path: String, parent: URL, _ description: RunDescription
  ) throws(StoreFailure) -> RunWriter {
    let lock = try RunLock(folder: draft)
    let queue = try RunConnection.create(folder: draft)
    try storing(path) {
      try queue.write { try description.insert(into: $0) }
      try queue.close()
    }
    switch renamed(draft, to: path) {
    case 0: break
    case EEXIST, ENOTEMPTY: throw .runExists(path: path)
    case let number: throw .cannotWrite(path: path, reason: systemMessage(number))
    }
    synchronizeFolder(parent.deletingLastPathComponent().path)
    let opened = try RunConnection.open(folder: path, readonly: false, thorough: false)
    return RunWriter(path: path, lock: lock, queue: opened)
  }

  /// Opens an existing run to go on with it, after checking the whole file.
  ///
  /// - Throws: ``StoreFailure``; nothing is changed.
  public static func open(at path: String) throws(StoreFailure) -> RunWriter {
    let lock = try RunLock(folder: path)
    let queue = try RunConnection.open(folder: path, readonly: false, thorough: true)
    return RunWriter(path: path, lock: lock, queue: queue)
  }

  /// A reader of what has been committed so far.
  public var reader: RunReader { RunReader(path: path, queue: queue) }

  /// Stores a generation and the state after it, all or nothing.
  ///
  /// - Throws: ``StoreFailure/inconsistent(reason:)`` if the report does not follow the last
  ///   generation or contradicts itself, or what the file system says; nothing is stored then.
  public func commit(
    _ report: GenerationReport, state: RunState, seconds: Double
  ) throws(StoreFailure) {
    let path = path
    try storing(path) {
      let stateText = try JSONText.encode(state)
      try queue.write { db in
        let last = try Int.fetchOne(db, sql: "SELECT max(number) FROM generations") ?? 0
        guard report.generation == last + 1 else {
          throw StoreFailure.inconsistent(
            reason: "generation \(report.generation) cannot follow generation \(last)")
        }
        try report.insert(into: db, stateHash: state.hash(), seconds: seconds)
        try db.execute(
          sql: "INSERT INTO states (generation, state, sha256) VALUES (?, ?, ?)",
          arguments: [report.generation, Data(stateText.utf8), SHA256.hex(of: stateText.utf8)])
        try db.execute(
          sql: "DELETE FROM states WHERE generation <= ?",
          arguments: [report.generation - Self.keptStates])
      }
    }
  }

  private static func reason(of error: any Error) -> String {
    let error = error as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return systemMessage(Int32(underlying.code))
    }
    return error.localizedDescription
  }
}
