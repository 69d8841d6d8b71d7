import Determinism
import Lisp

/// Programs that a theorem worth keeping should reject: the identity, other projections, and
/// constants of the target's result type.
public func trivialPrograms(for context: ProgramContext) -> [Program] {
  context.programs(context.trivialFunctions)
}

/// Programs made from one by few mutations, each of a behaviour of its own and none of the
/// original's.
///
/// - Parameters:
///   - count: how many are wanted; fewer come back where mutations do not yield so many.
///   - seed: together with the program's source decides every draw.
public func mutants(
  of program: Program, count: Int, context: ProgramContext, seed: UInt64
) -> [Program] {
  var behaviours: Set<UInt64> = [program.behaviour]
  var address = StableHasher(seed: seed)
  address.combine(program.source)
  var generator = SeededGenerator.stream(
    seed: seed, path: address.finalize(), ProgramPurpose.mutant.rawValue)
  var assessor = ProgramAssessor(context: context, laws: [])
  var found: [Program] = []
  let operations: [ProgramOperator] = [.point, .subtree, .shrink, .hoist, .insert, .delete]
  for _ in 0..<(40 * count) where found.count < count {
    var function = program.function
    for _ in 0..<(1 + generator.index(below: 2)) {
      let operation = generator.element(of: operations)
      function =
        context.breeder.mutant(of: function, by: operation, using: &generator) ?? function
    }
    let assessment = assessor.assess(function)
    guard !behaviours.contains(assessment.behaviour),
      let form = context.form(of: function),
      let mutant = context.program(context.candidate(form, assessment))
    else { continue }
    behaviours.insert(assessment.behaviour)
    found.append(mutant)
  }
  return found
}
