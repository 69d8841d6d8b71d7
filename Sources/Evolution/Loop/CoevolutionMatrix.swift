import Determinism
import Foundation
import Lisp
import Prover

/// Which programs of the population satisfy which statements, as far as testing tells.
struct CoevolutionMatrix: Sendable {
  /// Programs and statements that are compared at most.
  static let rows = 40
  static let columns = 24

  /// By program, then by statement.
  var passes: [[Bool]]

  /// Tests each statement on each program.
  init(
    programs: [Function], statements: [Formula], trial: PanelTrial, threads: Int
  ) {
    let statements = Array(statements.prefix(Self.columns))
    passes = parallelMap(Array(programs.prefix(Self.rows)), threads: threads) { _, program in
      trial.rejections(of: program, by: statements).map { !$0 }
    }
  }

  init(passes: [[Bool]]) {
    self.passes = passes
  }

  private var columnCount: Int { passes.first?.count ?? 0 }

  /// Share of the programs that satisfy a statement.
  func passShare(of column: Int) -> Double {
    passes.isEmpty ? 0 : Double(passes.count { $0[column] }) / Double(passes.count)
  }

  /// Statements that some programs satisfy and others do not, those nearest to a half first.
  var informative: [Int] {
    (0..<columnCount).filter { passShare(of: $0) > 0 && passShare(of: $0) < 1 }
      .sorted { left, right in
        let distances = (abs(passShare(of: left) - 0.5), abs(passShare(of: right) - 0.5))
        return distances.0 == distances.1 ? left < right : distances.0 < distances.1
      }
  }

  /// Gauges of coevolution: disengagement shows as a small informative share and low entropy.
  var gauges: [Gauge] {
    guard columnCount > 0 else { return [] }
    let entropies = (0..<columnCount).map { entropy(of: passShare(of: $0)) }
    return [
      Gauge("informative-share", Double(informative.count) / Double(columnCount)),
      Gauge(
        "matrix-entropy",
        ScoreRounding.rounded(entropies.reduce(0, +) / Double(columnCount))),
      Gauge("matrix-rank", Double(rank)),
      Gauge("incomparable-programs", Double(incomparable)),
    ]
  }

  /// The rank over the field of two elements: how many statements say something of their own. Little
  /// beside the number of statements is focusing (Bucci and Pollack 2003).
  var rank: Int {
    var rows = passes.map { row in
      row.enumerated().reduce(UInt64(0)) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 }
    }
    var rank = 0
    while let pivot = rows.popLast() {
      guard pivot != 0 else { continue }
      rank += 1
      let bit = pivot & (~pivot &+ 1)
      rows = rows.map { $0 & bit == 0 ? $0 : $0 ^ pivot }
    }
    return rank
  }

  /// Distinct rows that no other row contains (Pareto dominance over statements, De Jong 2004).
  var incomparable: Int {
    let rows = Set(passes)
    return rows.count { row in
      !rows.contains { other in
        other != row && zip(row, other).allSatisfy { !$0 || $1 }
      }
    }
  }

  /// In bits.
  private func entropy(of share: Double) -> Double {
    guard share > 0, share < 1 else { return 0 }
    return -share * log2(share) - (1 - share) * log2(1 - share)
  }
}
