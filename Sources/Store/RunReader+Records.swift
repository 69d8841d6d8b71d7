import Determinism
import Evolution
import Foundation
import GRDB

/// What a person can ask a run for.
extension RunReader {
  /// A program or a theorem.
  public enum Item: Sendable {
    case program(ProgramRecord)
    case theorem(TheoremRecord)
  }

  /// A program and an interesting theorem about it.
  public struct Pair: Sendable {
    public var program: ProgramRecord
    public var theorem: TheoremRecord
    public var score: Double
  }

  /// What the last generation keeps, best first.
  public func pairs(limit: Int? = nil) throws(StoreFailure) -> [Pair] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT programs.record AS program, theorems.record AS theorem, pairs.score AS score
          FROM pairs JOIN programs ON programs.id = pairs.program
          JOIN theorems ON theorems.id = pairs.theorem ORDER BY rank LIMIT ?
          """, arguments: [limit ?? -1]
      ).map { row in
        Pair(
          program: try JSONText.decode(ProgramRecord.self, from: row["program"]),
          theorem: try JSONText.decode(TheoremRecord.self, from: row["theorem"]),
          score: row["score"])
      }
    }
  }

  /// All programs stored, those with the smallest id first.
  public func programs() throws(StoreFailure) -> [ProgramRecord] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT record FROM programs ORDER BY id")
        .map { try JSONText.decode(ProgramRecord.self, from: $0) }
    }
  }

  /// All proved theorems, whatever the filters said of them, those with the smallest id first.
  public func provedTheorems() throws(StoreFailure) -> [TheoremRecord] {
    try read { db in
      try String.fetchAll(
        db, sql: "SELECT record FROM theorems WHERE certificate IS NOT NULL ORDER BY id"
      ).map { try JSONText.decode(TheoremRecord.self, from: $0) }
    }
  }

  /// The program or theorem whose id begins with `prefix`.
  ///
  /// - Throws: ``StoreFailure/noSuchID(_:path:)`` or ``StoreFailure/ambiguousID(_:matches:)``.
  public func item(_ prefix: String) throws(StoreFailure) -> Item {
    try read { db in
      let pattern = prefix.filter(\.isHexDigit).lowercased()
      guard !pattern.isEmpty, pattern.count == prefix.count else {
        throw StoreFailure.noSuchID(prefix, path: path)
      }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, 'program' AS kind, record FROM programs WHERE id GLOB ?1
          UNION ALL SELECT id, 'theorem', record FROM theorems WHERE id GLOB ?1 LIMIT 8
          """, arguments: [pattern + "*"])
      guard let row = rows.first else { throw StoreFailure.noSuchID(prefix, path: path) }
      guard rows.count == 1 else {
        throw StoreFailure.ambiguousID(prefix, matches: rows.map { $0["id"] })
      }
      let record: String = row["record"]
      return row["kind"] == "program"
        ? .program(try JSONText.decode(ProgramRecord.self, from: record))
        : .theorem(try JSONText.decode(TheoremRecord.self, from: record))
    }
  }

  /// How many digits tell each of these ids from every other one of the run; at least four.
  public func distinctLength(of ids: [String]) throws(StoreFailure) -> Int {
    let all = try read {
      try String.fetchAll(
        $0, sql: "SELECT id FROM programs UNION SELECT id FROM theorems ORDER BY id")
    }
    let wanted = Set(ids)
    var length = 4
    for (id, next) in zip(all, all.dropFirst())
    where wanted.contains(id) || wanted.contains(next) {
      length = max(length, id.commonPrefix(with: next).count + 1)
    }
    return length
  }

  /// The text of a certificate.
  ///
  /// - Throws: ``StoreFailure/corrupt(path:reason:)`` if it is missing or does not have its hash.
  public func certificate(_ hash: String) throws(StoreFailure) -> String {
    try read { db in
      let text = try String.fetchOne(
        db, sql: "SELECT text FROM certificates WHERE hash = ?", arguments: [hash])
      guard let text else {
        throw StoreFailure.corrupt(path: path, reason: "certificate \(hash) is missing")
      }
      guard SHA256.hex(of: text.utf8) == hash else {
        throw StoreFailure.corrupt(
          path: path, reason: "certificate \(hash) is not what was written")
      }
      return text
    }
  }

  /// The hashes of all certificates, ascending.
  public func certificateHashes() throws(StoreFailure) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT hash FROM certificates ORDER BY hash") }
  }
}
