import ArgumentParser
import Evolution
import Foundation

/// `lakatos bench memory`
struct MemoryBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Measures whether the memory of a long run stays bounded.",
    discussion: """
      The breeding of programs on a problem that is never solved, in ten parts: neither the systematic \
      search nor the search for helper functions takes part. After each part the \
      process's resident size is shown, in the end by how much it grew after the second part. At the \
      default population 40,000 generations take some minutes.

      EXAMPLES
        lakatos bench memory
        lakatos bench memory --generations 40000 --json
      """)

  @Option(
    help: ArgumentHelp("Programs bred in each generation.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--population", in: 4...100_000) })
  var population: Int = 300

  @Option(
    help: ArgumentHelp("Generations in all.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--generations", in: 10...10_000_000) })
  var generations: Int = 2_000

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    var measure = try measure()
    var sizes: [Int] = []
    if !output.json {
      try output.console.print(
        column("generations", 12) + column("programs", 14) + column("resident MiB", 14))
    }
    for part in 1...10 {
      measure.advance(
        generations: generations * part / 10 - generations * (part - 1) / 10)
      sizes.append(try residentSize())
      if output.json { continue }
      try output.console.print(
        column("\(generations * part / 10)", 12) + column(grouped(measure.programs), 14)
          + column(Self.megabytes(sizes[part - 1]), 14))
    }
    try show(measure, sizes)
    return .done
  }

  private func measure() throws(CommandFailure) -> MemoryMeasure {
    do {
      return try MemoryMeasure(population: population, seed: 1)
    } catch {
      throw CommandFailure(.defect, "the benchmark's own problem is wrong: \(error)")
    }
  }

  private func show(_ measure: MemoryMeasure, _ sizes: [Int]) throws(CommandFailure) {
    let largest = sizes.dropFirst(2).max() ?? 0
    let growth = 100 * (Double(largest) / Double(sizes[1]) - 1)
    if output.json {
      try output.console.print(
        .object([
          ("bench", .string("memory")), ("name", .string("growth")), ("value", .double(growth)),
          ("unit", .string("percent after the second tenth")), ("resident", .int(largest)),
          ("programs", .int(measure.programs)), ("checkpoint", .int(measure.checkpointBytes)),
        ]))
    } else {
      let percent = "\((10 * growth).rounded() / 10)"
      try output.console.print(
        "grew by \(percent) % after the second tenth; a checkpoint has "
          + "\(grouped(measure.checkpointBytes)) bytes")
    }
  }

  private static func megabytes(_ bytes: Int) -> String {
    "\((10 * Double(bytes) / 1_048_576).rounded() / 10)"
  }

  /// Bytes of the process that are in memory.
  private func residentSize() throws(CommandFailure) -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else {
      throw CommandFailure(
        .noInput, "/proc/self/statm does not tell the resident size",
        remedy: "run this benchmark on Linux")
    }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
