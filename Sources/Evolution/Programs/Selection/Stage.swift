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
  case helper
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
  func searched(
    round: Int, _ seen: inout SeenPrograms, _ report: inout ProgramReport
  ) -> [Offspring] {
    let sketches = context.problem.start.filter { $0.body?.nodes.contains(where: \.isHole) == true }
    if !sketches.isEmpty {
      let completed = searched(round: round, from: sketches, &seen, &report)
      if !completed.isEmpty { return completed }
    }
    return searched(round: round, from: [], &seen, &report)
  }

  private func searched(
    round: Int, from starts: [Function], _ seen: inout SeenPrograms, _ report: inout ProgramReport
  ) -> [Offspring] {
    var limits = context.settings.enumeration.round(round)
    limits.size = min(limits.size, context.configuration.programSize)
    if !starts.isEmpty { limits.size = context.configuration.programSize }
    let enumeration = ProgramEnumeration(
      grammar: round < 2 ? context.leanGrammar : context.grammar, require: context.problem.require,
      seed: seed, starts: starts)
    var assessor = ProgramAssessor(context: context, laws: [])
    var behaviours: Set<UInt64> = []
    var found: [Offspring] = []
    let (_, work, runs) = enumeration.programs(limits: limits) { function in
      guard let form = context.form(of: function), seen.insert(form.key(context)) else {
        return false
      }
      let assessment = assessor.assess(function)
      report.programCases += assessment.cases
      report.candidates += 1
      guard assessment.passed.allSatisfy({ $0 }),
        behaviours.insert(assessment.behaviour).inserted
      else { return false }
      found.append(Offspring(form: form, key: form.key(context), assessment: assessment))
      return true
    }
    report.searchWork += work
    report.programCases += runs
    return found
  }

  /// Runs programs on all cases, those that were not.
  func evaluated(_ offspring: [Offspring], _ report: inout ProgramReport) -> [Candidate] {
    let open = offspring.filter { $0.assessment == nil }.map(\.form)
    var assessments = batches(open.count) { range in
      var assessor = ProgramAssessor(context: context, laws: [])
      var assessments: [Assessment] = []
      assessments.reserveCapacity(range.count)
      for form in open[range] { assessments.append(assessor.assess(context.body(of: form))) }
      return assessments
    }[...]
    report.candidates += assessments.count
    report.programCases += assessments.reduce(0) { $0 + $1.cases }
    return offspring.compactMap { child in
      (child.assessment ?? assessments.popFirst()).map {
        Candidate(child.form, key: child.key, context, $0)
      }
    }
  }

  /// By program, whether each law holds.
  func lawOutcomes(of forms: [ProgramForm]) -> [[Bool]] {
    batches(forms.count) { range in
      var assessor = ProgramAssessor(context: context, laws: laws)
      var outcomes: [[Bool]] = []
      for form in forms[range] { outcomes.append(assessor.laws(of: context.body(of: form))) }
      return outcomes
    }
  }
}

/// A program that was bred or found.
struct Offspring: Sendable {
  let form: ProgramForm
  /// Nil where it was not run yet.
  let assessment: Assessment?
  /// Hash of the body.
  let key: UInt64
  /// The place of its operator in the settings; nil where none made it.
  var operation: Int?
  /// The places of its parents among the members.
  var parents: [Int] = []
  /// The island to which it belongs.
  var home = 0
  /// The attempts before it.
  var failures = OperatorFailures()

  init(form: ProgramForm, key: UInt64, assessment: Assessment? = nil) {
    self.form = form
    self.key = key
    self.assessment = assessment
  }
}

/// Operators that made nothing new, by their places in the settings; the first seven at most.
struct OperatorFailures: Sendable {
  private var places: UInt64 = 0
  private(set) var count = 0

  mutating func add(_ place: Int) {
    guard count < 7 else { return }
    places |= UInt64(place) << UInt64(8 * count)
    count += 1
  }

  subscript(index: Int) -> Int { Int(places >> UInt64(8 * index) & 0xFF) }
}
