import Determinism
import Evolution
import Foundation
import GRDB

/// The one writer of a run.
///
/// It holds the run's lock as long as it lives. A commit is one transaction: either all of it is in the
/// database or nothing.
public struct RunWriter: ~Copyable {
  /// The run's folder.
  public let path: String
  private let lock: RunLock
  private let queue: DatabaseQueue

  /// How many commits keep the state that a resumed run starts from.
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

  /// Stores generations that follow each other and the state after the last one, all or nothing.
  ///
  /// - Parameter seen: what was drained from the state.
  /// - Throws: ``StoreFailure/inconsistent(reason:)`` if a report does not follow the last generation
  ///   or contradicts itself, or what the file system says; nothing is stored then.
  public func commit(
    _ generations: [FinishedGeneration], state: RunState, seen: SeenBatch
  ) throws(StoreFailure) {
    let path = path
    try storing(path) {
      let bytes = state.checkpoint
      let hash = SHA256.hex(of: bytes)
      try queue.write { db in
        var last = try Int.fetchOne(db, sql: "SELECT max(number) FROM generations") ?? 0
        for (index, generation) in generations.enumerated() {
          let number = generation.report.generation
          guard number == last + 1 else {
            throw StoreFailure.inconsistent(
              reason: "generation \(number) cannot follow generation \(last)")
          }
          let isLast = index == generations.count - 1
          try generation.insert(into: db, stateHash: isLast ? hash : nil)
          last = number
        }
        try Self.insert(bytes, after: last, into: db)
        try seen.insert(into: db, forgetting: state.firstSeen)
      }
    }
  }

  private static func insert(_ state: Data, after generation: Int, into db: Database) throws {
    try db.execute(
      sql: "INSERT INTO states (generation, state) VALUES (?, ?)", arguments: [generation, state])
    try db.execute(
      sql: """
        DELETE FROM states WHERE generation <=
        (SELECT generation FROM states ORDER BY generation DESC LIMIT 1 OFFSET ?)
        """,
      arguments: [keptStates])
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
