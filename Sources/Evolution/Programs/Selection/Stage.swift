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
  func founders() -> [ProgramForm] {
    let random = batches(context.configuration.population) { range in
      var breeder = context.breeder.genomes
      return range.compactMap { index in
        var generator = stream(.founder, index)
        return immigrant(&breeder, &generator)
      }
    }
    let given = context.startPrograms(seed: seed) + context.trivialFunctions
    return given.map { context.form(of: $0) } + random.map { .genome($0) }
  }

  private func immigrant(
    _ breeder: inout GenomeBreeder, _ generator: inout SeededGenerator
  ) -> Genome? {
    let sizes = context.settings.immigrantSizes
    let size = sizes.lowerBound + generator.index(below: sizes.count)
    return breeder.immigrant(
      size: min(size, context.configuration.programSize), using: &generator)
  }

  /// The results of ranges that cover so many places, in order. What a range gives may not depend on
  /// the others.
  private func batches<Output: Sendable>(
    _ count: Int, _ body: @Sendable (Range<Int>) -> [Output]
  ) -> [Output] {
    let size = threads == 1 ? max(1, count) : context.settings.batch
    let starts = Array(stride(from: 0, to: count, by: size))
    return parallelMap(starts, threads: threads) { _, start in
      body(start..<min(start + size, count))
    }.flatMap { $0 }
  }

  /// The programs that the systematic search finds in its next round: completions of the problem's
  /// own programs with holes, or if there are none, any.
  func searched(round: Int, _ report: inout ProgramReport) -> [ProgramForm] {
    let sketches = context.problem.start.filter { $0.body?.nodes.contains(where: \.isHole) == true }
    if !sketches.isEmpty {
      let completed = searched(round: round, from: sketches, &report)
      if !completed.isEmpty { return completed }
    }
    return searched(round: round, from: [], &report)
  }

  private func searched(
    round: Int, from starts: [Function], _ report: inout ProgramReport
  ) -> [ProgramForm] {
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
    return programs.map { context.form(of: $0) }
  }

  /// As many offspring as the population has places.
  ///
  /// Each place has a few attempts at a program that was not seen before.
  func offspring(of members: [Program], seen: SeenPrograms) -> [Offspring] {
    guard !members.isEmpty else { return [] }
    let selection = selection(among: members)
    let parents = members.map(\.candidate.form)
    return batches(context.configuration.population) { range in
      var breeder = context.breeder.genomes
      return range.compactMap { index in
        var generator = stream(.offspring, index)
        var child: Offspring?
        for _ in 0..<context.settings.attempts {
          child = offspring(of: parents, selection, &breeder, &generator)
            .map { Offspring(form: .genome($0)) }
          if let child, !seen.contains(child.key) { break }
        }
        return child
      }
    }
  }

  private func offspring(
    of parents: [ProgramForm], _ selection: LexicaseSelection, _ breeder: inout GenomeBreeder,
    _ generator: inout SeededGenerator
  ) -> Genome? {
    let operators = context.settings.operators
    let choice = generator.weightedIndex(context.settings.operatorWeights)
    let operation = operators[choice].operation
    let selected = parents[selection.select(using: &generator)]
    if operation == .immigrant { return immigrant(&breeder, &generator) }
    guard case .genome(let parent) = selected else { return nil }
    guard operation == .crossover else {
      return breeder.mutant(of: parent, by: operation, using: &generator)
    }
    guard case .genome(let donor) = parents[selection.select(using: &generator)] else {
      return nil
    }
    return breeder.offspring(of: parent, and: donor, using: &generator)
  }

  private func selection(among members: [Program]) -> LexicaseSelection {
    var outcomes = members.map(\.passed)
    if !laws.isEmpty {
      let assessed = assessed(members.map(\.candidate.form))
      for index in outcomes.indices { outcomes[index] += assessed[index].laws }
    }
    return LexicaseSelection(
      outcomes: outcomes, sizes: members.map(\.size),
      tiers: [context.problem.require.count, laws.count])
  }

  /// Runs programs on all cases.
  func evaluated(_ forms: [ProgramForm], _ report: inout ProgramReport) -> [Candidate] {
    let assessments = assessed(forms)
    report.candidates += assessments.count
    report.programCases += assessments.reduce(0) { $0 + $1.cases }
    return zip(forms, assessments).map { context.candidate($0, $1) }
  }

  private func assessed(_ forms: [ProgramForm]) -> [Assessment] {
    batches(forms.count) { range in
      var assessor = ProgramAssessor(context: context, laws: laws)
      var assessments: [Assessment] = []
      assessments.reserveCapacity(range.count)
      for form in forms[range] { assessments.append(assessor.assess(context.function(of: form))) }
      return assessments
    }
  }
}

/// A program that was bred and not run yet.
struct Offspring: Sendable {
  let form: ProgramForm
  /// Hash of the body.
  let key: UInt64

  init(form: ProgramForm) {
    self.form = form
    key = form.key
  }
}
