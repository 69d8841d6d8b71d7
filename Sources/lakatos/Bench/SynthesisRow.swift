/// What `lakatos bench synthesis` found about one problem with one seed.
struct SynthesisRow: BenchRow {
  static let bench = "synthesis"
  static let wanted = "right"

  /// The file's name, below the folder that was given.
  var file: String
  var seed: UInt64
  /// `right` or `wrong` for a program that was returned, `abstained` where there was none, or none
  /// that the run was ready to return.
  var verdict: String
  /// Until the program was returned, or until the run gave up.
  var seconds: Double
  /// Nodes of the best program.
  var size: Int?
  var require: String?
  var holdout: String?
  /// Programs that were run on the test cases.
  var candidates: Int
  var programCases: Int
  var generations: Int
  /// Other solutions that were found, and how many of them are as good.
  var rivals: Int?
  var equalRivals: Int?
  /// Whether the program was returned after the wall time: runs stop between generations.
  var isLate: Bool?
  var source: String?

  var key: String { "\(file) seed \(seed)" }

  var isReturned: Bool { verdict != "abstained" }

  var remarks: [String] {
    [
      size.map { counted($0, "node") }, require.map { "require " + $0 },
      holdout.map { "holdout " + $0 }, counted(candidates, "candidate"),
      counted(generations, "generation"),
      rivals.map { $0 == 0 ? "no rival" : counted($0, "rival") },
    ].compactMap { $0 }
  }

  var json: JSON {
    .object([
      ("bench", .string(Self.bench)), ("file", .string(file)), ("seed", .int(Int(seed))),
      ("verdict", .string(verdict)), ("seconds", .double(seconds)), ("size", JSON(size)),
      ("require", JSON(require)), ("holdout", JSON(holdout)), ("candidates", .int(candidates)),
      ("evaluations", .int(programCases)), ("generations", .int(generations)),
      ("rivals", JSON(rivals)), ("equal_rivals", JSON(equalRivals)),
      ("late", JSON(isLate)), ("source", JSON(source)),
    ])
  }

  static func measures(of rows: [SynthesisRow]) -> [BenchMeasure] {
    func runs(_ name: String, _ chosen: (SynthesisRow) -> Bool) -> BenchMeasure {
      BenchMeasure(name: name, value: Double(rows.count(where: chosen)), unit: "runs")
    }
    let returned = rows.filter(\.isReturned)
    let wrong = returned.count { $0.verdict == "wrong" }
    var result = [
      runs("runs") { _ in true }, runs("solved") { $0.isReturned },
      runs("right") { $0.verdict == "right" }, runs("wrong") { $0.verdict == "wrong" },
      runs("abstained") { !$0.isReturned }, runs("later than --for") { $0.isLate == true },
      BenchMeasure(
        name: "wrong of the returned", value: 100 * Double(wrong) / Double(max(1, returned.count)),
        unit: "%"),
    ]
    let sizes = returned.compactMap(\.size).map(Double.init)
    result += [
      BenchMeasure.median("median time", returned.map(\.seconds), "s"),
      BenchMeasure.median("median size", sizes, "nodes"),
    ].compactMap { $0 }
    result.append(
      BenchMeasure(name: "time in all", value: rows.reduce(0) { $0 + $1.seconds }, unit: "s"))
    return result + measuresOverSeeds(of: rows)
  }

  /// How many problems come out the same whatever the seed is.
  private static func measuresOverSeeds(of rows: [SynthesisRow]) -> [BenchMeasure] {
    guard Set(rows.map(\.seed)).count > 1 else { return [] }
    let groups = Dictionary(grouping: rows, by: \.file)
    func problems(_ name: String, _ chosen: ([SynthesisRow]) -> Bool) -> BenchMeasure {
      BenchMeasure(
        name: name, value: Double(groups.values.count(where: chosen)), unit: "problems")
    }
    return [
      problems("problems") { _ in true },
      problems("right in every seed") { $0.allSatisfy { $0.verdict == "right" } },
      problems("right in some seed") { $0.contains { $0.verdict == "right" } },
      problems("wrong in some seed") { $0.contains { $0.verdict == "wrong" } },
    ]
  }
}
