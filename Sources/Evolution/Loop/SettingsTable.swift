/// All settings of a run, in the order in which people read them.
///
/// A new setting is a property of ``RunConfiguration`` with its default and one row here.
public enum SettingsTable {
  public static let all: [RunSetting] = run + filters + theorems + programs + breeding

  private static let run: [RunSetting] = [
    RunSetting("seed", "", "Number from which every random draw follows.", .seed(\.seed)),
    RunSetting(
      "population", "programs", "Programs bred in each generation.",
      .count(\.population, 4...100_000)),
    RunSetting(
      "budget", "inferences", "Inferences that the prover may make for each goal.",
      .count(\.budget, 10...1_000_000_000)),
    RunSetting(
      "programs-only", "", "No theorems; ends when a program is ready to be returned.",
      .flag(\.programsOnly)),
  ]

  private static let filters: [RunSetting] = [
    RunSetting(
      "trivial", "",
      "Whether a program's theorems together (set) or each alone must exclude trivial programs.",
      .word(\.trivial)),
    RunSetting(
      "known", "rewrite steps",
      "A statement is known if what is kept proves it by at most so many rewrite steps.",
      .threshold(\.known, 0...10_000)),
    RunSetting(
      "vacuous", "share of inputs",
      "A statement whose hypotheses hold on a smaller share of generated inputs is vacuous.",
      .threshold(\.vacuous, 0...1)),
    RunSetting(
      "short", "proof lines", "A theorem whose proof has fewer lines is short.",
      .threshold(\.short, 0...1_000_000)),
    RunSetting(
      "obvious", "share of the budget",
      "A statement that the 10% prover proves within this share of the budget is obvious.",
      .threshold(\.obvious, 0...0.1)),
  ]

  private static let theorems: [RunSetting] = [
    RunSetting(
      "conjectures", "statements", "Statements bred in each generation.",
      .count(\.conjectures, 0...100_000)),
    RunSetting(
      "terms", "terms", "Terms that are compared by their test outcomes for a new program.",
      .count(\.terms, 0...1_000_000)),
    RunSetting(
      "statement-size", "nodes", "Largest statement.", .count(\.statementSize, 3...100)),
    RunSetting(
      "variables", "variables", "Most variables of one type in a statement.",
      .count(\.variables, 1...8)),
    RunSetting(
      "tests", "inputs", "Inputs on which a statement is tested.", .count(\.tests, 1...100_000)),
    RunSetting(
      "goals", "statements", "Statements given to the full prover in each generation.",
      .count(\.goals, 0...10_000)),
    RunSetting(
      "lemmas", "statements", "Proved statements that are given to the prover with a goal.",
      .count(\.lemmas, 0...1000)),
    RunSetting(
      "champions", "programs", "Programs about which theorems are sought at the same time.",
      .count(\.champions, 1...16)),
    RunSetting(
      "panel", "programs",
      "Mutated and random programs that theorems should reject, beside the trivial ones.",
      .count(\.panel, 0...1000)),
    RunSetting(
      "laws", "statements", "Theorems that serve as additional cases for programs.",
      .count(\.laws, 0...100)),
  ]

  private static let programs: [RunSetting] = [
    RunSetting(
      "fuel", "calls", "Calls that a program may make on one case.",
      .count(\.fuel, 10...10_000_000)),
    RunSetting(
      "cells", "cells", "Cells that a program may fill on one case.",
      .count(\.cells, 10...10_000_000)),
    RunSetting(
      "depth", "calls", "Nested calls of a program on one case.",
      .count(\.depth, 10...100_000)),
    RunSetting(
      "program-size", "nodes", "Largest program.", .count(\.programSize, 3...1000)),
  ]

  private static let breeding: [RunSetting] = [
    RunSetting(
      "searches", "rounds",
      "Rounds of the systematic search, each of twice the work; 0 leaves all to evolution.",
      .count(\.searches, 0...12)),
    RunSetting(
      "refine", "percent of the generations before it",
      "How long a simpler program is sought after the first that passes all, where programs-only "
        + "is set.",
      .count(\.refine, 0...10_000)),
    RunSetting(
      "sampling", "",
      "How random programs are drawn: by weights of the kinds of nodes, or so that all programs of "
        + "a size are equally likely.",
      .word(\.sampling)),
    RunSetting(
      "selection", "",
      "How parents are chosen: lexicase over all cases, a sample of them or an informed one; "
        + "tournament; or passing more against being smaller.",
      .word(\.selection)),
    RunSetting(
      "sample", "percent of the cases",
      "Cases that decide in a generation where selection is down-sampled or informed.",
      .count(\.sample, 1...100)),
    RunSetting(
      "tournament", "programs", "Members that compete where selection is tournament.",
      .count(\.tournament, 2...100)),
    RunSetting(
      "rates", "",
      "Whether the rates of operators stay fixed, match their success, or pursue the best.",
      .word(\.rates)),
    RunSetting(
      "islands", "islands", "Parts of the population that breed apart.",
      .count(\.islands, 1...64)),
    RunSetting(
      "migration", "generations", "Generations between moves from each island to the next.",
      .count(\.migration, 1...10_000)),
    RunSetting(
      "migrants", "programs", "Members that then move from each island.",
      .count(\.migrants, 0...1000)),
    RunSetting(
      "stall", "generations",
      "Generations without a new best outcome after which all but an elite is sown anew; 0 for "
        + "never.",
      .count(\.stall, 0...1_000_000)),
    RunSetting(
      "archive", "percent of the crossovers",
      "How often the second parent comes from the archive of diverse programs.",
      .count(\.archive, 0...100)),
    RunSetting(
      "niches", "",
      "How the archive is divided: a grid of boxes, or cells around evenly spread centroids.",
      .word(\.niches)),
    RunSetting(
      "descriptor", "",
      "What tells the archive's niches apart: the cases that a program passes and the calls that it "
        + "makes, or the embedding of its text.",
      .word(\.descriptor)),
    RunSetting(
      "helpers", "functions", "Helper functions that the run may have at a time; 0 for none.",
      .count(\.helpers, 0...HelperLibrary.limit)),
    RunSetting(
      "inventions", "rounds",
      "Systematic searches for helper functions, each of twice the work; 0 leaves them to evolution.",
      .count(\.inventions, 0...12)),
  ]

  /// The setting with exactly this key.
  public static func setting(named key: String) -> RunSetting? {
    all.first { $0.key == key }
  }

  /// The values of a configuration, key by key in the order of the table.
  public static func values(of configuration: RunConfiguration) -> [(key: String, value: String)] {
    all.map { ($0.key, $0.value(in: configuration)) }
  }
}
