import Determinism
import Lisp
import Testing

@testable import Evolution

@Suite("Breeding of programs")
struct ProgramBreedingTests {
  /// Well typed by an independent check, structurally recursive by another, canonical, in bounds.
  private func check(_ function: Function, _ context: ProgramContext) throws {
    let body = try #require(function.body)
    let types = TypeCheck(environment: context.problem.environment, locals: function.locals)
    #expect(types.type(body) == function.result)
    let descent = SizeChangeCheck(
      target: context.problem.target, parameterCount: function.parameterCount)
    #expect(descent.admits(function))
    #expect(body.size <= context.configuration.programSize)
    let (renumbered, locals) = body.renumbered(
      locals: function.locals, parameterCount: function.parameterCount)
    #expect(renumbered == body)
    #expect(locals == function.locals)
  }

  @Test("random programs are well typed and descend", arguments: seeds(20))
  func immigrantsAreAdmissible(seed: UInt64) throws {
    for text in TestProblems.all {
      let context = try TestProblems.context(text)
      var generator = SeededGenerator.stream(seed: seed, path: 1)
      for size in 1...20 {
        guard let function = context.breeder.immigrant(size: size, using: &generator) else {
          continue
        }
        try check(function, context)
      }
    }
  }

  @Test("every operator keeps programs well typed and descending", arguments: seeds(20))
  func offspringAreAdmissible(seed: UInt64) throws {
    for text in TestProblems.all {
      let context = try TestProblems.context(text)
      let breeder = context.breeder
      var generator = SeededGenerator.stream(seed: seed, path: 2)
      var pool = (0..<8).compactMap { _ in breeder.immigrant(size: 14, using: &generator) }
      guard !pool.isEmpty else { continue }
      for _ in 0..<30 {
        let parent = generator.element(of: pool)
        let operation = generator.element(of: ProgramOperator.allCases)
        let child =
          operation.isCrossover
          ? breeder.offspring(
            of: parent, and: generator.element(of: pool), by: operation, using: &generator)
          : breeder.mutant(of: parent, by: operation, using: &generator)
        guard let child else { continue }
        try check(child, context)
        pool.append(child)
      }
    }
  }

  @Test("simplification and extraction keep behaviour", arguments: seeds(4))
  func behaviourIsKept(seed: UInt64) throws {
    for text in TestProblems.all {
      let context = try TestProblems.context(text)
      var generator = SeededGenerator.stream(seed: seed, path: 6)
      var assessor = ProgramAssessor(context: context, laws: [])
      for _ in 0..<15 {
        guard let program = context.breeder.immigrant(size: 20, using: &generator) else {
          continue
        }
        for operation in [ProgramOperator.simplify, .extract] {
          let child = context.breeder.mutant(of: program, by: operation, using: &generator)
          guard let child else { continue }
          try check(child, context)
          let (old, new) = (assessor.assess(program), assessor.assess(child))
          #expect(old.behaviour == new.behaviour, "\(operation)")
          #expect(old.passed == new.passed)
          if operation == .simplify {
            #expect(child.body?.size ?? 0 < program.body?.size ?? 0)
          }
        }
      }
    }
  }

  @Test("every operator applies", arguments: ProgramOperator.allCases)
  func operatorsApply(operation: ProgramOperator) throws {
    let context = try TestProblems.context(TestProblems.merge)
    var generator = SeededGenerator.stream(seed: 8, path: 7)
    var made = 0
    for _ in 0..<300 {
      let breeder = context.breeder
      guard let parent = breeder.immigrant(size: 16, using: &generator),
        let donor = breeder.immigrant(size: 16, using: &generator)
      else { continue }
      let child =
        operation.isCrossover
        ? breeder.offspring(of: parent, and: donor, by: operation, using: &generator)
        : breeder.mutant(of: parent, by: operation, using: &generator)
      if let child, child.body != parent.body { made += 1 }
    }
    #expect(operation == .immigrant ? made == 0 : made > 20, "\(made)")
  }

  @Test("a size-fair part is on average as large as the one that it replaces")
  func crossoverIsSizeFair() throws {
    let context = try TestProblems.context(TestProblems.merge)
    var generator = SeededGenerator.stream(seed: 4, path: 8)
    var breeder = context.breeder.genomes
    var (before, after) = (0, 0)
    for _ in 0..<2000 {
      guard let parent = breeder.immigrant(size: 12, using: &generator),
        let donor = breeder.immigrant(size: 18, using: &generator),
        let child = breeder.offspring(
          of: parent, and: donor, by: .sizeFair, using: &generator)
      else { continue }
      before += parent.size
      after += child.size
    }
    #expect(abs(after - before) * 10 < before, "\(before) \(after)")
  }

  @Test("generation meets the size that it is asked for", arguments: seeds(5))
  func sizesAreMet(seed: UInt64) throws {
    let context = try TestProblems.context(TestProblems.reverse)
    var generator = SeededGenerator.stream(seed: seed, path: 3)
    var total = 0
    for _ in 0..<100 {
      let function = context.breeder.immigrant(size: 12, using: &generator)
      let size = try #require(function?.body).size
      #expect(size <= 12)
      total += size
    }
    #expect(total > 950)
  }

  @Test("a program reads back from its source as the same program", arguments: seeds(10))
  func sourcesReadBack(seed: UInt64) throws {
    for text in TestProblems.all {
      let context = try TestProblems.context(text)
      var generator = SeededGenerator.stream(seed: seed, path: 4)
      guard let function = context.breeder.immigrant(size: 15, using: &generator) else { continue }
      // A program is not made where nothing in the text tells some type.
      guard let program = context.programs([function]).first else { continue }
      let read = try #require(context.program(from: StoredProgram(program)))
      #expect(read.function.isSame(as: function))
      #expect(read.id == program.id)
    }
  }

  @Test("with an empty list of components nothing else is called")
  func componentsAreRespected() throws {
    let context = try TestProblems.context(TestProblems.folded)
    var generator = SeededGenerator.stream(seed: 9, path: 5)
    for _ in 0..<200 {
      guard let function = context.breeder.immigrant(size: 16, using: &generator) else { continue }
      function.body?.visit { node in
        switch node {
        case .call(let id, _, _): #expect(id == context.problem.target)
        case .primitive(let primitive, _, _): #expect(primitive == .if)
        case .reference(.function, _), .reference(.primitive, _): Issue.record("a function passed")
        default: break
        }
      }
    }
  }

  @Test("the identity and constants are the trivial programs")
  func trivialPrograms() throws {
    let context = try TestProblems.context(TestProblems.reverse)
    let bodies = Evolution.trivialPrograms(for: context).map { $0.function.body }
    #expect(bodies.contains(.local(0)))
    #expect(bodies.count == 2)
  }
}
