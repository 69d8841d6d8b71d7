import Evolution
import Lisp

/// Ours beside other languages on the same programs, those that have a value on every case: the
/// others count no calls and would not end on some of the rest.
struct PeerComparison {
  private(set) var rows: [Row] = []
  /// Languages that are not installed.
  private(set) var absent: [String] = []
  /// The best of so many runs counts, ours and theirs.
  private static let mostRuns = 3
  private let programs: Int
  private let programCases: Int

  struct Row {
    var name: String
    var seconds: Double
    /// Whether all results are the same as ours.
    var agrees: Bool
    /// Suites that it answered.
    var suites = 1
  }

  init(_ suites: [EvaluationSuite], runs: Int) throws(CommandFailure) {
    var own = Row(name: "lakatos", seconds: 0, agrees: true)
    var kept: [EvaluationSuite] = []
    var digests: [Int] = []
    for suite in suites {
      let (suite, digest) = try Self.comparable(suite)
      kept.append(suite)
      digests.append(digest)
      own.seconds += try EvaluationMeasure(suite, runs: min(runs, Self.mostRuns)).seconds
    }
    programs = kept.reduce(0) { $0 + $1.programs.count }
    programCases = kept.reduce(0) { $0 + $1.programs.count * $1.cases.count }
    rows = [own]
    for language in PeerLanguage.all {
      if language.program == nil {
        absent.append(language.name)
      } else {
        let answered = Self.rows(language, kept, digests, runs: min(runs, Self.mostRuns))
        // Who leaves a suite out cannot be set against the times of all.
        rows += answered.filter { $0.suites == kept.count }
      }
    }
  }

  /// The programs with values on all cases, and the digest of these.
  private static func comparable(
    _ suite: EvaluationSuite
  ) throws(CommandFailure) -> (EvaluationSuite, Int) {
    guard var runner = EvaluationRunner(suite) else {
      throw CommandFailure(.defect, "the benchmark's cases do not fit its programs")
    }
    var indices: [Int] = []
    var digest = 0
    for (index, values) in runner.values().enumerated() {
      guard let values else { continue }
      indices.append(index)
      for value in values {
        let part = PeerShapes.digest(value, in: suite.environment)
        digest = (digest * 31 + part) % PeerShapes.modulus
      }
    }
    return (suite.keeping(indices), digest)
  }

  private static func rows(
    _ language: PeerLanguage, _ suites: [EvaluationSuite], _ digests: [Int], runs: Int
  ) -> [Row] {
    var rows: [Row] = []
    for (suite, digest) in zip(suites, digests) {
      for answer in language.answers(to: suite, runs: runs) {
        let name = "\(language.name), \(answer.way)"
        let agrees = answer.digest == digest
        if let place = rows.firstIndex(where: { $0.name == name }) {
          rows[place].seconds += answer.seconds
          rows[place].agrees = rows[place].agrees && agrees
          rows[place].suites += 1
        } else {
          rows.append(Row(name: name, seconds: answer.seconds, agrees: agrees))
        }
      }
    }
    return rows
  }

  private func rate(_ row: Row) -> Double { Double(programCases) / max(row.seconds, 1e-9) }

  var text: [String] {
    let heading = "\(programs) programs with values" + column("M program-cases/s", 24)
    return [heading + column("ours is", 12)]
      + rows.map { row in
        let ratio = row.seconds / rows[0].seconds
        return row.name + column("\((rate(row) / 1e4).rounded() / 100)", 48 - row.name.count)
          + column("\((ratio * 10).rounded() / 10)x", 12)
          + (row.agrees ? "" : "   OTHER RESULTS")
      }
  }

  var json: [JSON] {
    rows.map { row in
      .object([
        ("bench", .string("evaluation")), ("name", .string("peers \(row.name)")),
        ("value", .double(rate(row).rounded())), ("unit", .string("program-cases/s")),
        ("ratio", .double(row.seconds / rows[0].seconds)), ("programs", .int(programs)),
        ("agrees", .bool(row.agrees)),
      ])
    }
  }
}
