import Determinism
import Evolution
import Foundation
import GRDB

/// What a run's database says. Reads at any time, also while another process writes.
public struct RunReader: Sendable {
  /// The run's folder.
  public let path: String
  let queue: DatabaseQueue

  /// A state to go on from.
  public struct Checkpoint: Sendable {
    public var generation: Int
    public var state: RunState
  }

  /// Opens a run for reading; nothing is changed.
  ///
  /// - Throws: ``StoreFailure`` if it is missing, damaged or of another version.
  public static func open(at path: String) throws(StoreFailure) -> RunReader {
    let queue = try RunConnection.open(folder: path, readonly: true, thorough: false)
    return RunReader(path: path, queue: queue)
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreFailure) -> Value {
    let queue = queue
    return try storing(path) { try queue.read(body) }
  }

  /// What the run is about.
  public func description() throws(StoreFailure) -> RunDescription {
    try read { try RunDescription(from: $0, path: path) }
  }

  /// The state after the last generation; nil if there is no generation yet.
  ///
  /// - Throws: ``StoreFailure/corrupt(path:reason:)`` if the state does not hash to what its
  ///   generation says, or the programs that were evaluated are not those that it says.
  public func checkpoint() throws(StoreFailure) -> Checkpoint? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT number, state_hash, state FROM generations
          LEFT JOIN states ON generation = number ORDER BY number DESC LIMIT 1
          """)
      guard let row else { return nil }
      let generation: Int = row["number"]
      guard let bytes: Data = row["state"], let hash: String = row["state_hash"] else {
        throw StoreFailure.corrupt(
          path: path, reason: "generation \(generation) has no state to go on from")
      }
      guard SHA256.hex(of: bytes) == hash else {
        throw StoreFailure.corrupt(
          path: path, reason: "the state of generation \(generation) is not what was written")
      }
      var state = try JSONDecoder().decode(RunState.self, from: bytes)
      guard state.generation == generation else {
        throw StoreFailure.corrupt(
          path: path, reason: "the state of generation \(generation) is another one's")
      }
      guard state.restore(seen: try SeenBatch.all(from: db)) else {
        throw StoreFailure.corrupt(
          path: path, reason: "the programs that were evaluated are not those of its state")
      }
      return Checkpoint(generation: generation, state: state)
    }
  }

  /// The report of the last generation; nil if there is none yet.
  public func lastReport() throws(StoreFailure) -> GenerationReport? {
    try read { db in
      try String.fetchOne(
        db, sql: "SELECT report FROM generations ORDER BY number DESC LIMIT 1"
      ).map { try JSONText.decode(GenerationReport.self, from: $0) }
    }
  }
}
