import Prover

/// What `lakatos bench prover` found about one goal.
struct ProverRow: BenchRow {
  static let bench = "prover"
  static let wanted = "proved"

  /// The file's name, below the folder that was given.
  var file: String
  var goal: String
  var verdict: String
  var seconds: Double
  /// Those of all attempts.
  var inferences: Int?
  var proofLines: Int?
  var certificateBytes: Int?
  var checkingSeconds: Double?
  var reason: String?

  var key: String { file + " " + goal }

  var remarks: [String] {
    [
      inferences.map { counted($0, "inference") }, proofLines.map { counted($0, "line") }, reason,
    ].compactMap { $0 }
  }

  var json: JSON {
    .object([
      ("bench", .string(Self.bench)), ("file", .string(file)), ("goal", .string(goal)),
      ("verdict", .string(verdict)), ("seconds", .double(seconds)),
      ("inferences", JSON(inferences)), ("proof_lines", JSON(proofLines)),
      ("certificate_bytes", JSON(certificateBytes)),
      ("checking_seconds", JSON(checkingSeconds)), ("reason", JSON(reason)),
    ])
  }

  static func measures(of rows: [ProverRow]) -> [BenchMeasure] {
    let proved = rows.filter { $0.verdict == "proved" }
    func goals(_ name: String, _ count: Int) -> BenchMeasure {
      BenchMeasure(name: name, value: Double(count), unit: "goals")
    }
    var result = [goals("goals", rows.count)]
    for verdict in ["proved", "refuted", "unknown", "unsupported", "defect"] {
      result.append(goals(verdict, rows.count { $0.verdict == verdict }))
    }
    result.append(
      goals("refused by the kernel", rows.count { $0.reason == StopReason.replayFailed.rawValue }))
    for limit in [0.01, 0.1, 1] {
      result.append(goals("proved within \(limit) s", proved.count { $0.seconds <= limit }))
    }
    let medians: [(String, [Double], String)] = [
      ("median time of a proof", proved.map(\.seconds), "s"),
      ("median time to give up", rows.filter { $0.verdict == "unknown" }.map(\.seconds), "s"),
      ("median inferences", proved.compactMap(\.inferences).map(Double.init), "inferences"),
      ("median proof", proved.compactMap(\.proofLines).map(Double.init), "lines"),
      (
        "median certificate",
        proved.compactMap(\.certificateBytes).map { Double($0) / 1024 }, "KiB"
      ),
      ("median checking time", proved.compactMap(\.checkingSeconds), "s"),
    ]
    result += medians.compactMap { BenchMeasure.median($0.0, $0.1, $0.2) }
    result.append(
      BenchMeasure(name: "time in all", value: rows.reduce(0) { $0 + $1.seconds }, unit: "s"))
    return result
  }
}
