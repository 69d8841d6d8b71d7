import Determinism
import Foundation
import Lisp

/// The solutions of a run in the order in which they are preferred as its answer.
struct SolutionRanking: Codable, Hashable, Sendable {
  /// A solution with what speaks for it.
  struct Entry: Codable, Hashable, Sendable {
    var id: String
    var score: SolutionScore
  }

  /// Solutions whose laws are counted at most, the shortest ones.
  static let contenders = 8
  /// How many nodes longer than the shortest a contender may be.
  static let slack = 2.0
  /// Inputs on which the solutions vote.
  static let inputs = 200

  /// The better ones first.
  private(set) var entries: [Entry] = []

  func score(of id: String) -> SolutionScore? { entries.first { $0.id == id }?.score }

  /// Ranks these solutions, which differ in behaviour, in their order where nothing else decides.
  mutating func rank(_ solutions: [Program], context: ProgramContext) {
    guard Set(solutions.map(\.id)) != Set(entries.map(\.id)) else { return }
    var ranked = solutions.map {
      Contender(program: $0, score: SolutionScore(form: $0, context: context))
    }
    Self.sort(&ranked) { $0.score.descriptionLength < $1.score.descriptionLength }
    Self.vote(&ranked, context)
    let shortest = ranked.first?.score.descriptionLength ?? 0
    let count = ranked.prefix(Self.contenders)
      .prefix { $0.score.descriptionLength <= shortest + Self.slack }.count
    var contenders = Array(ranked[..<count])
    if count > 1 {
      countLaws(of: &contenders, context)
      Self.sort(&contenders) { $0.score.total > $1.score.total }
    }
    entries = (contenders + ranked[count...]).map { Entry(id: $0.program.id, score: $0.score) }
  }

  private struct Contender {
    var program: Program
    var score: SolutionScore
  }

  /// A stable sort.
  private static func sort(
    _ candidates: inout [Contender], by isBefore: (Contender, Contender) -> Bool
  ) {
    candidates = candidates.indices.sorted { left, right in
      if isBefore(candidates[left], candidates[right]) { return true }
      return !isBefore(candidates[right], candidates[left]) && left < right
    }.map { candidates[$0] }
  }

  /// Lets the solutions, the shortest first, vote on what each input gives.
  private static func vote(_ candidates: inout [Contender], _ context: ProgramContext) {
    guard candidates.count > 1, let shortest = candidates.first?.score.descriptionLength else {
      return
    }
    var runner = SolutionOutcomes(context: context, inputs: inputs)
    var outcomes: [[UInt64]] = []
    for candidate in candidates { outcomes.append(runner.hashes(of: candidate.program)) }
    let weights = candidates.map { exp2((shortest - $0.score.descriptionLength) / 2) }
    let total = weights.reduce(0, +)
    for place in candidates.indices {
      var votes = 0.0
      for other in candidates.indices {
        let agreed = zip(outcomes[place], outcomes[other]).count { $0 == $1 }
        votes += weights[other] * Double(agreed)
      }
      let cases = Double(max(1, outcomes[place].count))
      candidates[place].score.agreement = ScoreRounding.rounded(votes / (total * cases))
    }
  }

  /// Counts them anew unless they were counted among the same contenders.
  private func countLaws(of candidates: inout [Contender], _ context: ProgramContext) {
    let known = entries.filter { $0.score.laws != nil }
    if Set(known.map(\.id)) == Set(candidates.map(\.program.id)) {
      for place in candidates.indices {
        candidates[place].score.laws = score(of: candidates[place].program.id)?.laws
      }
      return
    }
    let counts = SuggestedLaws(context: context).counts(for: candidates.map(\.program))
    for place in candidates.indices { candidates[place].score.laws = counts[place] }
  }
}

extension SolutionScore {
  /// What the form of a program tells.
  init(form program: Program, context: ProgramContext) {
    let problem = context.problem
    let use = InputUse(of: program.function, target: problem.target)
    self.init(
      complexity: program.complexity, size: program.size,
      isShallow: !context.helpers.isRecursive(program.candidate.needs)
        && program.function.isShallow(target: problem.target, in: problem.environment),
      forgotten: use.forgotten, arbitrariness: use.unused + use.constants,
      turned: program.function.turnedFields)
  }
}
