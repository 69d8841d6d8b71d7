import Determinism
import Lisp

/// What random draws of the program side are for; part of each stream's address.
enum ProgramPurpose: UInt64 {
  case founder = 0x50_01
  case offspring
  case probe
  case mutant
  case search
}

/// The steps of one generation, each of which runs its programs side by side.
struct Stage {
  let context: ProgramContext
  let laws: [Formula]
  let seed: UInt64
  let generation: UInt64
  let threads: Int

  private func stream(_ purpose: ProgramPurpose, _ index: Int) -> SeededGenerator {
    .stream(seed: seed, path: generation, UInt64(index), purpose.rawValue)
  }

  /// The first programs: the problem's own, the trivial ones, and random ones.
  func founders() -> [Function] {
    let random = parallelMap(Array(0..<context.configuration.population), threads: threads) {
      index, _ in
      var generator = stream(.founder, index)
      return immigrant(using: &generator)
    }
    return context.startPrograms(seed: seed) + context.trivialFunctions + random.compactMap { $0 }
  }

  private func immigrant(using generator: inout SeededGenerator) -> Function? {
    let sizes = context.settings.immigrantSizes
    let size = sizes.lowerBound + generator.index(below: sizes.count)
    return context.breeder.immigrant(
      size: min(size, context.configuration.programSize), using: &generator)
  }

  /// The programs that the systematic search finds in its next round: completions of the problem's
  /// own programs with holes, or if there are none, any.
  func searched(round: Int, _ report: inout ProgramReport) -> [Function] {
    let sketches = context.problem.start.filter { $0.body?.nodes.contains(where: \.isHole) == true }
    if !sketches.isEmpty {
      let completed = searched(round: round, from: sketches, &report)
      if !completed.isEmpty { return completed }
    }
    return searched(round: round, from: [], &report)
  }

  private func searched(
    round: Int, from starts: [Function], _ report: inout ProgramReport
  ) -> [Function] {
    var limits = context.settings.enumeration.round(round)
    limits.size = min(limits.size, context.configuration.programSize)
    if !starts.isEmpty { limits.size = context.configuration.programSize }
    let enumeration = ProgramEnumeration(
      grammar: round < 2 ? context.leanGrammar : context.grammar, require: context.problem.require,
      seed: seed, starts: starts)
    var assessor = ProgramAssessor(context: context, laws: [])
    var behaviours: Set<UInt64> = []
    let (programs, work, runs) = enumeration.programs(limits: limits) { function in
      let assessment = assessor.assess(function)
      report.programCases += assessment.cases
      report.candidates += 1
      return assessment.passed.allSatisfy { $0 }
        && behaviours.insert(assessment.behaviour).inserted
    }
    report.searchWork += work
    report.programCases += runs
    return programs
  }

  /// As many offspring as the population has places.
  ///
  /// Each place has a few attempts at a program that was not seen before.
  func offspring(of members: [Program], seen: SeenPrograms) -> [Function] {
    guard !members.isEmpty else { return [] }
    let selection = selection(among: members)
    let children = parallelMap(Array(0..<context.configuration.population), threads: threads) {
      index, _ in
      var generator = stream(.offspring, index)
      var child: Function?
      for _ in 0..<context.settings.attempts {
        child = offspring(of: members, selection, &generator)
        if let body = child?.body, !seen.contains(body.stableHash) { break }
      }
      return child
    }
    return children.compactMap { $0 }
  }

  private func offspring(
    of members: [Program], _ selection: LexicaseSelection, _ generator: inout SeededGenerator
  ) -> Function? {
    let operators = context.settings.operators
    let choice = generator.weightedIndex(operators.map(\.weight))
    let operation = operators[choice].operation
    let parent = members[selection.select(using: &generator)].function
    switch operation {
    case .immigrant: return immigrant(using: &generator)
    case .crossover:
      let donor = members[selection.select(using: &generator)].function
      return context.breeder.offspring(of: parent, and: donor, using: &generator)
    case .subtree, .point, .hoist, .shrink, .insert, .delete:
      return context.breeder.mutant(of: parent, by: operation, using: &generator)
    }
  }

  private func selection(among members: [Program]) -> LexicaseSelection {
    var outcomes = members.map(\.passed)
    if !laws.isEmpty {
      let assessed = assessed(members.map(\.function))
      for index in outcomes.indices { outcomes[index] += assessed[index].laws }
    }
    return LexicaseSelection(
      outcomes: outcomes, sizes: members.map(\.size),
      tiers: [context.problem.require.count, laws.count])
  }

  /// Runs programs on all cases.
  func evaluated(_ functions: [Function], _ report: inout ProgramReport) -> [Candidate] {
    let assessments = assessed(functions)
    report.candidates += assessments.count
    report.programCases += assessments.reduce(0) { $0 + $1.cases }
    return zip(functions, assessments).map { context.candidate($0, $1) }
  }

  private func assessed(_ functions: [Function]) -> [Assessment] {
    let starts = Array(stride(from: 0, to: functions.count, by: context.settings.batch))
    let batches = parallelMap(starts, threads: threads) { _, start in
      var assessor = ProgramAssessor(context: context, laws: laws)
      let end = min(start + context.settings.batch, functions.count)
      var assessments: [Assessment] = []
      for function in functions[start..<end] { assessments.append(assessor.assess(function)) }
      return assessments
    }
    return batches.flatMap { $0 }
  }
}
