import Lisp

/// A run of programs alone on a problem that is never solved, with checkpoints that nobody keeps: what
/// the benchmark of memory watches.
package struct MemoryMeasure: Sendable {
  private var run: Run
  /// Programs evaluated so far.
  package private(set) var programs = 0
  /// Bytes of the last checkpoint.
  package private(set) var checkpointBytes = 0

  package init(population: Int, seed: UInt64) throws(Diagnostics) {
    var configuration = RunConfiguration()
    configuration.population = population
    configuration.programsOnly = true
    configuration.seed = seed
    configuration.searches = 0
    configuration.helpers = 0
    let problem = try SortingProblem.problem(cases: 16, seed: seed)
    do {
      run = try Run(problem: problem, configuration: configuration)
    } catch {
      preconditionFailure("a new run has no foreign state")
    }
  }

  /// Does some generations on one thread, with a checkpoint after every fifty.
  package mutating func advance(generations: Int) {
    for _ in 0..<generations {
      programs += run.advance(threads: 1).candidates
      if run.state.generation % 50 == 0 {
        checkpointBytes = run.drainSeen().fingerprints.count + run.state.checkpoint.count
      }
    }
  }
}
