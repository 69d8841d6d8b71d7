import Lisp

/// The programs that theorems must reject: trivial ones, mutants of the program that they are
/// about, and others of the population.
struct Panel {
  let context: ProgramContext
  let configuration: RunConfiguration

  /// Every program of the panel behaves differently from the given one, and from each other.
  ///
  /// The mutants depend on the program alone, not on the generation, so that what was measured of
  /// a theorem stays true of it.
  func programs(for program: Program) -> [PanelProgram] {
    var behaviours: Set<UInt64> = [program.behaviour]
    var panel: [PanelProgram] = []
    func add(_ candidates: [Program], isTrivial: Bool, limit: Int) {
      var count = 0
      for candidate in candidates where count < limit {
        guard behaviours.insert(candidate.behaviour).inserted else { continue }
        panel.append(
          PanelProgram(id: candidate.id, function: candidate.function, isTrivial: isTrivial))
        count += 1
      }
    }
    add(trivialPrograms(for: context), isTrivial: true, limit: .max)
    let drawn = mutants(
      of: program, count: configuration.panel, context: context, seed: configuration.seed)
    add(drawn, isTrivial: false, limit: configuration.panel)
    return panel
  }
}
