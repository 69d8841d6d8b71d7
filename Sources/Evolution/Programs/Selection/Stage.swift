import Determinism
import Lisp

/// What random draws of the program side are for; part of each stream's address.
enum ProgramPurpose: UInt64 {
  case founder = 0x50_01
  case offspring
  case probe
  case mutant
  case search
  case sample
}

/// The steps of one generation, each of which runs its programs side by side.
struct Stage {
  let context: ProgramContext
  let laws: [Formula]
  let seed: UInt64
  let generation: UInt64
  let threads: Int

  func stream(_ purpose: ProgramPurpose, _ index: Int) -> SeededGenerator {
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
    return given.compactMap { context.form(of: $0) } + random.map { .genome($0) }
  }

  func immigrant(
    _ breeder: inout GenomeBreeder, _ generator: inout SeededGenerator
  ) -> Genome? {
    let sizes = context.settings.immigrantSizes
    let size = sizes.lowerBound + generator.index(below: sizes.count)
    return breeder.immigrant(
      size: min(size, context.configuration.programSize), using: &generator)
  }

  /// The results of ranges that cover so many places, in order. What a range gives may not depend on
  /// the others.
  func batches<Output: Sendable>(
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
    return programs.compactMap { context.form(of: $0) }
  }

  /// Runs programs on all cases.
  func evaluated(_ forms: [ProgramForm], _ report: inout ProgramReport) -> [Candidate] {
    let assessments = assessed(forms)
    report.candidates += assessments.count
    report.programCases += assessments.reduce(0) { $0 + $1.cases }
    return zip(forms, assessments).map { context.candidate($0, $1) }
  }

  func assessed(_ forms: [ProgramForm]) -> [Assessment] {
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
  /// The operator that made it; nil where none did.
  var operation: ProgramOperator?
  /// The places of its parents among the members.
  var parents: [Int] = []
  /// The island to which it belongs.
  var home = 0

  init(form: ProgramForm) {
    self.form = form
    key = form.key
  }
}
