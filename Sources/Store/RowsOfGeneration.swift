import Determinism
import Evolution
import Foundation
import GRDB

/// A generation that is done and not stored yet.
public struct FinishedGeneration: Sendable {
  public var report: GenerationReport
  /// Wall time that it took.
  public var seconds: Double

  public init(report: GenerationReport, seconds: Double) {
    self.report = report
    self.seconds = seconds
  }

  /// Inserts the report and all that is new in it.
  ///
  /// - Throws: ``StoreFailure/inconsistent(reason:)`` for a certificate that does not have its
  ///   hash, and SQLite's errors.
  func insert(into db: Database, stateHash: String?) throws {
    try report.insert(into: db, stateHash: stateHash, seconds: seconds)
  }
}

/// How a generation becomes rows.
extension GenerationReport {
  fileprivate func insert(into db: Database, stateHash: String?, seconds: Double) throws {
    try db.execute(
      sql: """
        INSERT INTO generations (number, report, state_hash, evaluations, seconds, committed)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        generation, try JSONText.encode(withoutDetails), stateHash, evaluations, seconds,
        timestamp(),
      ])
    let best = best.map { [$0] } ?? []
    for program in newPrograms + best { try program.upsert(into: db) }
    for theorem in newTheorems + kept { try theorem.upsert(into: db) }
    try db.execute(sql: "DELETE FROM pairs")
    for (index, theorem) in kept.enumerated() {
      try db.execute(
        sql: "INSERT INTO pairs (program, theorem, score, rank) VALUES (?, ?, ?, ?)",
        arguments: [theorem.program, theorem.id, theorem.score, index + 1])
    }
  }

  /// The report as `generations` keeps it: what other tables hold is left out.
  private var withoutDetails: GenerationReport {
    var short = self
    short.newPrograms = []
    short.newTheorems = []
    short.kept = kept.map(\.withoutCertificate)
    return short
  }
}

extension ProgramRecord {
  fileprivate func upsert(into db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO programs (id, source, size, score, solved, generation, record)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [id, source, size, score, isSolved, generation, try JSONText.encode(self)])
  }
}

extension TheoremRecord {
  fileprivate var withoutCertificate: TheoremRecord {
    var record = self
    record.certificate = nil
    return record
  }

  fileprivate func upsert(into db: Database) throws {
    try insertCertificate(into: db)
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO theorems
        (id, program, statement, fate, score, generation, certificate, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, program, statement, fate.rawValue, score, generation, certificateHash,
        try JSONText.encode(withoutCertificate),
      ])
  }

  private func insertCertificate(into db: Database) throws {
    guard let certificate else { return }
    guard let hash = certificateHash, hash == SHA256.hex(of: certificate.utf8) else {
      throw StoreFailure.inconsistent(reason: "the certificate of \(id) does not have its hash")
    }
    try db.execute(
      sql: "INSERT OR IGNORE INTO certificates (hash, text) VALUES (?, ?)",
      arguments: [hash, certificate])
  }
}

extension SeenBatch {
  /// Inserts the batch and removes those that are forgotten.
  func insert(into db: Database, forgetting first: Int) throws {
    if !fingerprints.isEmpty {
      try db.execute(
        sql: "INSERT INTO seen (first, fingerprints) VALUES (?, ?)",
        arguments: [self.first, fingerprints])
    }
    try db.execute(
      sql: """
        DELETE FROM seen WHERE first <
        (SELECT max(first) FROM seen WHERE first <= ?)
        """,
      arguments: [first])
  }

  /// Reads all batches back, in order.
  static func all(from db: Database) throws -> [SeenBatch] {
    try Row.fetchAll(db, sql: "SELECT first, fingerprints FROM seen ORDER BY first").map {
      SeenBatch(first: $0["first"], fingerprints: $0["fingerprints"])
    }
  }
}

extension RunDescription {
  /// Inserts what is fixed for the run's life.
  func insert(into db: Database) throws {
    let facts: [(String, String)] = [
      ("problem", problem), ("root", root),
      ("configuration", try JSONText.encode(configuration)),
      ("command", try JSONText.encode(command)), ("created", created),
    ]
    for (key, value) in facts {
      try db.execute(sql: "INSERT INTO meta (key, value) VALUES (?, ?)", arguments: [key, value])
    }
    for (index, source) in sources.enumerated() {
      try db.execute(
        sql: "INSERT INTO sources (ordinal, path, text) VALUES (?, ?, ?)",
        arguments: [index, source.path, source.text])
    }
  }

  /// Reads it back.
  init(from db: Database, path: String) throws {
    func fact(_ key: String) throws -> String {
      let value = try String.fetchOne(
        db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
      guard let value else {
        throw StoreFailure.corrupt(path: path, reason: "it does not say its \(key)")
      }
      return value
    }
    let sources = try Row.fetchAll(db, sql: "SELECT path, text FROM sources ORDER BY ordinal")
    self.init(
      problem: try fact("problem"), root: try fact("root"),
      sources: sources.map { SourceText(path: $0["path"], text: $0["text"]) },
      configuration: try JSONText.decode(
        RunConfiguration.self, from: try fact("configuration")),
      command: try JSONText.decode([String].self, from: try fact("command")),
      created: try fact("created"))
  }
}

/// The time for people, ISO 8601 in UTC. Nothing is ever decided by it.
public func timestamp() -> String { Date().formatted(.iso8601) }
