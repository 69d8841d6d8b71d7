import Determinism
import Lisp

/// Changes the helpers of a run, while no program passes all of `require`.
///
/// A run has a few places for helpers. A part of a program becomes a helper (after the automatically
/// defined functions of Koza 1994, "Genetic Programming II", by the architecture-altering operations
/// of Koza et al. 1999, "Genetic Programming III": here creation by encapsulation), a helper is bred
/// by the operators by which programs are, inside a program that calls it, and a version of it is a
/// new helper; and helpers are put back in where they are called. Selection decides what stays: a
/// place is free again when no program needs its helper.
struct HelperEvolution {
  /// Programs that are looked at, the better ones first.
  static let programs = 24
  /// Versions of a helper that are tried in one round.
  static let versions = 64

  let context: ProgramContext
  /// Places for helpers.
  let limit: Int
  /// The population, the better ones first.
  let members: [Candidate]
  /// Helpers that a member needs.
  private let needed: UInt64
  /// The number of the next helper's name.
  private(set) var names: Int
  /// Program-cases run so far.
  private(set) var cases = 0

  init(context: ProgramContext, limit: Int, members: [Candidate], names: Int) {
    self.context = context
    self.limit = min(limit, HelperLibrary.limit)
    self.members = Array(members.prefix(Self.programs))
    needed = members.reduce(0) { $0 | $1.needs }
    self.names = names
  }

  /// A helper for a place, with programs that call it.
  struct Proposal {
    /// The place among the helpers; the number of helpers for a new one.
    var place: Int
    var source: String
    /// Bodies of the target.
    var programs: [Expression]
  }

  /// One change: a version of a helper that is in use, or else a new one of a part.
  mutating func proposal(using random: inout SeededGenerator) -> Proposal? {
    guard let place = freePlace else { return nil }
    let callers = members.filter { $0.needs != 0 }
    if !callers.isEmpty, random.chance(2, in: 3),
      let version = version(for: place, callers: callers, &random)
    {
      return version
    }
    return extraction(for: place, &random)
  }

  /// Bodies of members with the helpers that they call themselves put in for the calls; those helpers
  /// that call themselves stay.
  func inlined() -> [Expression] {
    members.filter { $0.needs != 0 }.compactMap { member in
      let program = context.definition(of: member.form)
      for helper in context.helpers.functions where program.body?.mentions(helper) == true {
        let definition = context.problem.environment[helper]
        if let body = extraction.inlining(helper, definition, in: program) { return body }
      }
      return nil
    }
  }

  /// The first place whose helper no member and no other helper needs.
  private var freePlace: Int? {
    let functions = context.helpers.functions
    return (0..<min(functions.count + 1, limit)).first { place in
      needed >> UInt64(place) & 1 == 0
        && !functions.indices.dropFirst(place + 1).contains { later in
          context.helpers.needs(of: functions[later]) >> UInt64(place) & 1 == 1
        }
    }
  }

  private var target: FunctionID { context.problem.target }

  private var extraction: HelperExtraction {
    HelperExtraction(reader: context.grammar.reader, target: target)
  }

  /// The helper that will stand in a place.
  private func id(of place: Int) -> FunctionID {
    let known = context.helpers.functions
    if place < known.count { return known[place] }
    return FunctionID(context.problem.environment.functions.count)
  }

  /// Whether a body calls none of the helpers from a place on.
  private func isAdmitted(_ body: Expression, at place: Int) -> Bool {
    !context.helpers.functions.dropFirst(place).contains { body.mentions($0) }
  }

  // MARK: - Extraction

  private mutating func extraction(
    for place: Int, _ random: inout SeededGenerator
  ) -> Proposal? {
    let programs = members.map { context.definition(of: $0.form) }
    var order: [ExtractedPart] = []
    var counts: [ExtractedPart: Int] = [:]
    var repeated: Set<ExtractedPart> = []
    for program in programs {
      var here: Set<ExtractedPart> = []
      for part in extraction.parts(of: program) where isAdmitted(part.body, at: place) {
        if counts[part] == nil { order.append(part) }
        counts[part, default: 0] += 1
        if !here.insert(part).inserted { repeated.insert(part) }
      }
    }
    let known = context.helpers.functions.compactMap { context.problem.environment[$0].body }
    var choices = order.filter { !known.contains($0.body) }
    if choices.contains(where: repeated.contains) { choices = choices.filter(repeated.contains) }
    guard !choices.isEmpty else { return nil }
    let weights = choices.map { (counts[$0] ?? 0) * ($0.body.size - 1) }
    let part = choices[random.weightedIndex(weights)]
    let id = id(of: place)
    let bodies = programs.compactMap { program in
      extraction.replacing(part, in: program, by: id).flatMap { $0 == program.body ? nil : $0 }
    }
    return source(of: shell(part.parameters, part.result), body: part.body, id: id).map {
      Proposal(place: place, source: $0, programs: bodies)
    }
  }

  // MARK: - Versions

  /// The version of a helper with which a program that calls it passes most, of some that are bred.
  private mutating func version(
    for place: Int, callers: [Candidate], _ random: inout SeededGenerator
  ) -> Proposal? {
    let caller = random.element(of: callers)
    let program = context.definition(of: caller.form)
    let called = context.helpers.functions.filter { program.body?.mentions($0) == true }
    guard !called.isEmpty else { return nil }
    let old = random.element(of: called)
    let helper = context.problem.environment[old]
    guard let body = helper.body, isAdmitted(body.calling(target, for: old), at: place) else {
      return nil
    }
    var assessor = ProgramAssessor(context: context, laws: [])
    var best: (function: Function, assessment: Assessment)?
    for mutant in mutants(of: helper, old, place: place, &random) {
      assessor.define(old, as: mutant)
      let assessment = assessor.assess(program)
      cases += assessment.cases
      guard assessment.behaviour != caller.behaviour else { continue }
      let count = assessment.passed.count { $0 }
      if count > best.map({ $0.assessment.passed.count { $0 } }) ?? -1 {
        best = (mutant, assessment)
      }
    }
    guard let best, let changed = best.function.body else { return nil }
    let id = id(of: place)
    let bodies = callers.compactMap { caller -> Expression? in
      let body = context.definition(of: caller.form).body
      return body?.mentions(old) == true ? body?.calling(id, for: old) : nil
    }
    let parameters = Array(helper.locals.prefix(helper.parameterCount)).map(\.type)
    return source(
      of: shell(parameters, helper.result), body: changed.calling(id, for: old), id: id
    ).map { Proposal(place: place, source: $0, programs: bodies) }
  }

  /// Mutants of a helper that call no helpers from a place on.
  private func mutants(
    of helper: Function, _ id: FunctionID, place: Int, _ random: inout SeededGenerator
  ) -> [Function] {
    var problem = context.problem
    problem.target = id
    let grammar = Grammar(
      problem: problem, limits: context.settings.grammar,
      excluding: [target] + context.helpers.functions.dropFirst(place))
    let table = HeadTable(grammar: grammar, further: helper.body.map { [$0] } ?? [])
    let breeder = ProgramBreeder(
      table: table, weights: context.settings.weights, uniform: nil,
      sizeLimit: context.configuration.programSize)
    let operations: [ProgramOperator] = [
      .point, .subtree, .variable, .insert, .delete, .hoist, .wrap, .shrink,
    ]
    return (0..<Self.versions).compactMap { _ in
      breeder.mutant(of: helper, by: random.element(of: operations), using: &random)
    }
  }

  // MARK: - Definitions

  private mutating func shell(_ parameters: [Type], _ result: Type) -> Function {
    let target = context.problem.environment[target]
    names += 1
    var locals = VariableNames(taken: [])
    var free = FreeNames(environment: context.problem.environment)
    return Function(
      name: free.fresh("\(target.name)-part-\(names)"), typeParameters: target.typeParameters,
      locals: parameters.map { Local(name: locals.fresh(for: $0), type: $0) },
      parameterCount: parameters.count, result: result, body: nil, location: target.location)
  }

  /// The helper's printed definition; nil where that would not read back as the same.
  private func source(of shell: Function, body: Expression, id: FunctionID) -> String? {
    var environment = context.problem.environment
    if id.index < environment.functions.count {
      environment.replace(id, with: shell)
    } else {
      _ = environment.add(shell)
    }
    let reader = TypeReader(environment: environment)
    let function = CanonicalForm(reader: reader, target: shell).function(body: body)
    environment.replace(id, with: function)
    return Printer.faithfulText(of: function, in: environment)
  }
}
