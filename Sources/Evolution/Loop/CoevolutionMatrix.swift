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
    ]
  }

  /// In bits.
  private func entropy(of share: Double) -> Double {
    guard share > 0, share < 1 else { return 0 }
    return -share * log2(share) - (1 - share) * log2(1 - share)
  }
}
