import Foundation

/// What a run of `lakatos bench prover` found, goal by goal.
struct ProverTable {
  struct Row: Codable {
    /// The file's name, below the folder that was given.
    var file: String
    var goal: String
    var verdict: String
    var seconds: Double
    var inferences: Int?
    var proofLines: Int?
    var certificateBytes: Int?
    var checkingSeconds: Double?
    var reason: String?

    var key: String { file + " " + goal }

    var json: JSON {
      .object([
        ("bench", .string("prover")), ("file", .string(file)), ("goal", .string(goal)),
        ("verdict", .string(verdict)), ("seconds", .double(seconds)),
        ("inferences", JSON(inferences)), ("proof_lines", JSON(proofLines)),
        ("certificate_bytes", JSON(certificateBytes)),
        ("checking_seconds", JSON(checkingSeconds)), ("reason", JSON(reason)),
      ])
    }
  }

  var rows: [Row]
}

// MARK: - Measures

extension ProverTable {
  struct Measure {
    var name: String
    var value: Double
    var unit: String

    var json: JSON {
      .object([
        ("bench", .string("prover")), ("name", .string(name)), ("value", .double(value)),
        ("unit", .string(unit)),
      ])
    }
  }

  /// The numbers of the whole table.
  var measures: [Measure] {
    let proved = rows.filter { $0.verdict == "proved" }
    func goals(_ name: String, _ count: Int) -> Measure {
      Measure(name: name, value: Double(count), unit: "goals")
    }
    var result = [goals("goals", rows.count)]
    for verdict in ["proved", "refuted", "unknown", "unsupported", "defect"] {
      result.append(goals(verdict, rows.count { $0.verdict == verdict }))
    }
    for limit in [0.01, 0.1, 1] {
      result.append(goals("proved within \(limit) s", proved.count { $0.seconds <= limit }))
    }
    func median(_ name: String, _ values: [Double], _ unit: String) {
      guard !values.isEmpty else { return }
      result.append(Measure(name: name, value: values.sorted()[values.count / 2], unit: unit))
    }
    median("median time of a proof", proved.map(\.seconds), "s")
    median(
      "median time to give up", rows.filter { $0.verdict == "unknown" }.map(\.seconds), "s")
    median("median inferences", proved.compactMap(\.inferences).map(Double.init), "inferences")
    median("median proof", proved.compactMap(\.proofLines).map(Double.init), "lines")
    median(
      "median certificate", proved.compactMap(\.certificateBytes).map { Double($0) / 1024 }, "KiB")
    median("median checking time", proved.compactMap(\.checkingSeconds), "s")
    result.append(
      Measure(name: "time in all", value: rows.reduce(0) { $0 + $1.seconds }, unit: "s"))
    return result
  }
}

// MARK: - Changes

extension ProverTable {
  /// A goal whose verdict is not what it was in an earlier table.
  struct Change {
    var key: String
    /// Nil if the earlier table has no such goal.
    var before: String?
    var now: String

    var word: String {
      guard let before else { return "new" }
      return now == "proved" ? "gained" : before == "proved" ? "lost" : "changed"
    }

    var json: JSON {
      .object([
        ("bench", .string("prover")), ("change", .string(word)), ("goal", .string(key)),
        ("before", JSON(before)), ("now", .string(now)),
      ])
    }
  }

  /// What was gained, lost and otherwise changed since an earlier table.
  func changes(since earlier: ProverTable) -> [Change] {
    let before = Dictionary(earlier.rows.map { ($0.key, $0.verdict) }, uniquingKeysWith: { $1 })
    return rows.compactMap { row in
      before[row.key] == row.verdict
        ? nil : Change(key: row.key, before: before[row.key], now: row.verdict)
    }
  }
}

// MARK: - Text

extension ProverTable {
  var text: String {
    var lines = rows.map { row in
      var words = [
        padded(row.verdict, to: 11), padded("\(row.file) \(row.goal)", to: 52),
        "\(milliseconds(row.seconds)) ms",
      ]
      if let inferences = row.inferences { words.append(counted(inferences, "inference")) }
      if let proofLines = row.proofLines { words.append(counted(proofLines, "line")) }
      if let reason = row.reason { words.append(reason) }
      return words.joined(separator: "  ")
    }
    lines.append("")
    lines += measures.map { padded($0.name, to: 28) + " \(number($0.value)) \($0.unit)" }
    return lines.joined(separator: "\n")
  }

  /// ``changes(since:)`` in lines, and how the times of what both proved relate.
  func text(since earlier: ProverTable) -> String {
    var lines = [""]
    for change in changes(since: earlier) {
      let verdicts = change.before.map { "\($0) -> \(change.now)" } ?? change.now
      lines.append(padded(change.word, to: 11) + "\(change.key)  \(verdicts)")
    }
    let before = Dictionary(earlier.rows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    let both = rows.filter { $0.verdict == "proved" && before[$0.key]?.verdict == "proved" }
    let then = both.reduce(0) { $0 + (before[$1.key]?.seconds ?? 0) }
    if then > 0 {
      let now = both.reduce(0) { $0 + $1.seconds }
      lines.append("time of what both proved: \(hundredths(now / then)) of before")
    }
    return lines.joined(separator: "\n")
  }

  private func milliseconds(_ seconds: Double) -> String {
    let text = decimal(seconds * 1000)
    return String(repeating: " ", count: max(0, 8 - text.count)) + text
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() ? grouped(Int(value)) : "\((value * 10_000).rounded() / 10_000)"
  }
}

// MARK: - Files

extension ProverTable {
  static func read(_ path: String) throws(CommandFailure) -> ProverTable {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .noInput, "cannot read \(path)", remedy: "name a table that --save wrote")
    }
    do {
      return ProverTable(rows: try JSONDecoder().decode([Row].self, from: data))
    } catch {
      throw CommandFailure(
        .wrongInput, "\(path) is no table of the prover", remedy: "name a table that --save wrote")
    }
  }

  func write(to path: String) throws(CommandFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      try encoder.encode(rows).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(
        .cannotWrite, "cannot write \(path)",
        remedy: "name a file in a folder that you may write to")
    }
  }
}
