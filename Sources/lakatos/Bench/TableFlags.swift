import ArgumentParser
import Foundation

/// What becomes of a benchmark's table.
struct TableFlags: ParsableArguments {
  @Option(help: ArgumentHelp("Write the table to this new file, as JSON.", valueName: "file"))
  var save: String?

  @Option(help: ArgumentHelp("Compare with a table saved earlier.", valueName: "file"))
  var compare: String?

  /// The table to compare with; what would stop ``finish(_:earlier:_:)`` is noticed here, before
  /// the work.
  func earlier<Row: BenchRow>() throws(CommandFailure) -> BenchTable<Row>? {
    if let save, FileManager.default.fileExists(atPath: save) {
      throw CommandFailure(
        .cannotWrite, "\(save) is there already", remedy: "name a new file with --save")
    }
    return try compare.map { path throws(CommandFailure) in try BenchTable<Row>.read(path) }
  }

  /// Prints the table and how it differs from the earlier one, and saves it.
  func finish<Row: BenchRow>(
    _ table: BenchTable<Row>, earlier: BenchTable<Row>?, _ console: Console
  ) throws(CommandFailure) {
    if console.json {
      for row in table.rows { try console.print(row.json) }
      for measure in table.measures { try console.print(measure.json(bench: Row.bench)) }
      if let earlier {
        for change in table.changes(since: earlier) {
          try console.print(
            .object([
              ("bench", .string(Row.bench)), ("change", .string(change.word)),
              ("key", .string(change.key)), ("before", JSON(change.before)),
              ("now", .string(change.now)),
            ]))
        }
      }
    } else {
      try console.print(table.text)
      if let earlier { try console.print(table.text(since: earlier)) }
    }
    if let save { try table.write(to: save) }
  }
}
