import Determinism
import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("Gauges")
struct GaugeTests {
  private func reports(
    holdout: String, programsOnly: Bool
  ) throws -> (reports: [GenerationReport], state: RunState) {
    var configuration = RunConfiguration()
    for assignment in [
      "population=40", "conjectures=20", "terms=100", "goals=4", "tests=20", "panel=4",
      "budget=1000", "programs-only=\(programsOnly)",
    ] {
      try configuration.set(assignment: assignment)
    }
    let problem = try loadProblem(
      text: """
        (problem tail
          (target (tail (xs (list nat))) (list nat))
          (components append)
          (require (= (tail nil) nil) (= (tail '(1)) nil) (= (tail '(1 2)) '(2)))
          (holdout \(holdout)))
        """)
    var run = try Run(problem: problem, configuration: configuration)
    let reports = (0..<3).map { _ in run.advance(threads: 2) }
    return (reports, run.state)
  }

  @Test("every gauge of a report is described, and no other")
  func described() throws {
    let (full, _) = try reports(holdout: "(= (tail '(3 4)) '(4))", programsOnly: false)
    let names = Set(full.flatMap(\.gauges).map(\.name))
    for name in names {
      #expect(GaugeTable.description(of: Gauge(name, 0)) != nil, "\(name)")
    }
    for row in GaugeTable.all where !row.name.hasSuffix("*") {
      #expect(names.contains(row.name), "\(row.name)")
    }
    let (programs, _) = try reports(holdout: "(= (tail '(3 4)) '(4))", programsOnly: true)
    #expect(Set(programs.flatMap(\.gauges).map(\.name)).isSubset(of: names))
  }

  @Test("what holdout says changes nothing of a run but what is said of holdout")
  func holdout() throws {
    func blind(_ program: ProgramRecord) -> ProgramRecord {
      var program = program
      program.holdout = PassCount(passed: 0, of: 0)
      return program
    }
    func blind(_ reports: [GenerationReport]) -> [GenerationReport] {
      reports.map { report in
        var report = report
        report.best = report.best.map(blind)
        report.newPrograms = report.newPrograms.map(blind)
        report.gauges.removeAll { $0.name == "holdout-share" }
        return report
      }
    }
    let (right, _) = try reports(holdout: "(= (tail '(3 4)) '(4))", programsOnly: false)
    let (wrong, _) = try reports(holdout: "(= (tail '(3 4)) '(3))", programsOnly: false)
    #expect(right != wrong)
    #expect(blind(right) == blind(wrong))
    let shares = [right, wrong].map { reports in
      reports.last?.gauges.first { $0.name == "holdout-share" }?.value
    }
    #expect(shares == [1, 0])
  }

  @Test("a gauge below its floor gives an alarm", arguments: [(0.04, 1), (0.05, 0), (1.0, 0)])
  func alarm(share: Double, count: Int) {
    let gauges = [Gauge("informative-share", share), Gauge("restarts", 0)]
    #expect(GaugeTable.alarms(of: gauges).count == count)
  }

  @Test("forgotten cases and lost ancestors agree with a naive count", arguments: theoremSeeds(40))
  func ancestry(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 0)
    var ancestry = Ancestry()
    var past: [[[Bool]]] = []
    for _ in 0..<12 {
      let outcomes = (0..<(1 + generator.index(below: 3))).map { _ in
        (0..<4).map { _ in generator.chance(1, in: 2) }
      }
      let gauges = ancestry.note(outcomes: outcomes)
      let forgotten = (0..<4).count { place in
        past.joined().contains { $0[place] } && !outcomes.contains { $0[place] }
      }
      let elites = Set(past.map { $0[0] })
      let lost = elites.count { elite in
        !outcomes.contains { member in (0..<4).allSatisfy { !elite[$0] || member[$0] } }
      }
      let share = elites.isEmpty ? 0 : Double(lost) / Double(elites.count)
      #expect(gauges[0] == Gauge("forgotten-cases", Double(forgotten)))
      #expect(gauges[1] == Gauge("lost-ancestors", ScoreRounding.rounded(share)))
      past.append(outcomes)
    }
  }

  @Test("the latest theorems about earlier programs are remembered, each once")
  func remembered() {
    var ancestry = Ancestry()
    let statements = (0..<40).map { "(= (f \($0)) \($0))" }
    ancestry.remember(statements)
    ancestry.remember(statements.suffix(5))
    #expect(ancestry.laws == Array(statements.suffix(Ancestry.limit)))
  }
}
