import Foundation

/// What a benchmark found about one thing, as it is printed, saved and compared.
protocol BenchRow: Codable, Sendable {
  /// The benchmark's name, as typed.
  static var bench: String { get }
  /// The verdict that is wanted.
  static var wanted: String { get }
  /// What the row is about; no two rows of a table share it.
  var key: String { get }
  var verdict: String { get }
  var seconds: Double { get }
  /// The columns after the key.
  var remarks: [String] { get }
  var json: JSON { get }
  /// The numbers of a whole table.
  static func measures(of rows: [Self]) -> [BenchMeasure]
}

/// A number about a whole table.
struct BenchMeasure {
  var name: String
  var value: Double
  var unit: String

  func json(bench: String) -> JSON {
    .object([
      ("bench", .string(bench)), ("name", .string(name)), ("value", .double(value)),
      ("unit", .string(unit)),
    ])
  }

  /// The middle value, or the mean of the two in the middle; nil where there is none.
  static func median(_ name: String, _ values: [Double], _ unit: String) -> BenchMeasure? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let value = (sorted[(values.count - 1) / 2] + sorted[values.count / 2]) / 2
    return BenchMeasure(name: name, value: value, unit: unit)
  }
}

/// What a run of a benchmark found, row by row.
struct BenchTable<Row: BenchRow> {
  var rows: [Row]

  var measures: [BenchMeasure] { Row.measures(of: rows) }
}

// MARK: - Changes

/// A row whose verdict is not what it was in an earlier table.
struct BenchChange {
  var key: String
  /// Nil if the earlier table has no such row.
  var before: String?
  /// `no row` if there is none any more.
  var now: String
  var word: String
}

extension BenchTable {
  /// What was gained, lost and otherwise changed since an earlier table.
  func changes(since earlier: BenchTable) -> [BenchChange] {
    let before = Dictionary(earlier.rows.map { ($0.key, $0.verdict) }, uniquingKeysWith: { $1 })
    let names = Set(rows.map(\.key))
    let gone = earlier.rows.filter { !names.contains($0.key) }.map {
      BenchChange(key: $0.key, before: $0.verdict, now: "no row", word: "gone")
    }
    let changed: [BenchChange] = rows.compactMap { row in
      guard before[row.key] != row.verdict else { return nil }
      let word =
        switch (before[row.key], row.verdict) {
        case (nil, _): "new"
        case (_, Row.wanted): "gained"
        case (Row.wanted, _): "lost"
        default: "changed"
        }
      return BenchChange(key: row.key, before: before[row.key], now: row.verdict, word: word)
    }
    return changed + gone
  }
}

// MARK: - Text

extension BenchTable {
  var text: String {
    let width = max(24, rows.map(\.key.count).max() ?? 0)
    var lines = rows.map { row in
      let words = [padded(row.verdict, to: 11), padded(row.key, to: width)]
      return (words + ["\(milliseconds(row.seconds)) ms"] + row.remarks).joined(separator: "  ")
    }
    lines.append("")
    lines += measures.map { padded($0.name, to: 28) + " \(number($0.value)) \($0.unit)" }
    return lines.joined(separator: "\n")
  }

  /// ``changes(since:)`` in lines, and how the times of what both have as wanted relate.
  func text(since earlier: BenchTable) -> String {
    var lines = [""]
    for change in changes(since: earlier) {
      let verdicts = change.before.map { "\($0) -> \(change.now)" } ?? change.now
      lines.append(padded(change.word, to: 11) + "\(change.key)  \(verdicts)")
    }
    let before = Dictionary(earlier.rows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    let both = rows.filter { $0.verdict == Row.wanted && before[$0.key]?.verdict == Row.wanted }
    let then = both.reduce(0) { $0 + (before[$1.key]?.seconds ?? 0) }
    if then > 0 {
      let now = both.reduce(0) { $0 + $1.seconds }
      lines.append("time of what both have \(Row.wanted): \(hundredths(now / then)) of before")
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

extension BenchTable {
  static func read(_ path: String) throws(CommandFailure) -> BenchTable {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .noInput, "cannot read \(path)", remedy: "name a table that --save wrote")
    }
    do {
      return BenchTable(rows: try JSONDecoder().decode([Row].self, from: data))
    } catch {
      throw CommandFailure(
        .wrongInput, "\(path) is no table of `lakatos bench \(Row.bench)`",
        remedy: "name a table that --save wrote")
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
