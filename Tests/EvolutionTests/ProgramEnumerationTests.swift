import Determinism
import Lisp
import Testing

@testable import Evolution

@Suite("Systematic search for programs")
struct ProgramEnumerationTests {
  /// The value as the interpreter of the search has it, or nil if that is a failure.
  private func interpreted(
    _ program: Function, _ arguments: [Value], _ context: ProgramContext
  ) -> (value: ValueID, interpreter: Interpreter)? {
    var environment = context.environment
    environment.replace(context.problem.target, with: program)
    // No function is the target here, so that its calls are evaluated like all others.
    var interpreter = Interpreter(environment: environment, target: FunctionID(-1))
    let values = arguments.compactMap { interpreter.bank.intern($0) }
    interpreter.refuel()
    let value = interpreter.call(Int32(context.problem.target.index), values)
    return value >= 0 ? (value, interpreter) : nil
  }

  @Test("the search's interpreter agrees with the machine", arguments: seeds(10))
  func interpreterAgreesWithMachine(seed: UInt64) throws {
    for text in TestProblems.all {
      let context = try TestProblems.context(text)
      var generator = SeededGenerator.stream(seed: seed, path: 1)
      for _ in 0..<4 {
        guard let program = context.breeder.immigrant(size: 14, using: &generator) else { continue }
        var environment = context.environment
        environment.replace(context.problem.target, with: program)
        var machine = Machine(environment: environment)
        for probe in context.probes.prefix(12) {
          let outcome = machine.run(
            context.problem.target, context.targetTypes, probe, budget: Budget(fuel: 100_000)
          ).outcome
          guard case .value(let expected) = outcome,
            var (value, interpreter) = interpreted(program, probe, context)
          else { continue }
          #expect(interpreter.bank.intern(expected) == value)
          value = 0
        }
      }
    }
  }

  @Test("what is found passes the test cases, is well typed and descends")
  func solutionsAreSound() throws {
    for text in [TestProblems.reverse, TestProblems.merge, TestProblems.map, TestProblems.mirror] {
      let context = try TestProblems.context(text)
      var limits = EnumerationLimits()
      limits.work = 300_000
      var assessor = ProgramAssessor(context: context, laws: [])
      let search = ProgramEnumeration(
        grammar: context.leanGrammar, require: context.problem.require, seed: 1)
      let (programs, work, runs) = search.programs(limits: limits) { program in
        assessor.assess(program).passed.allSatisfy { $0 }
      }
      #expect(!programs.isEmpty)
      #expect(work <= 2 * limits.work)
      #expect(runs * limits.runCost <= work)
      for program in programs {
        let body = try #require(program.body)
        let types = TypeCheck(environment: context.problem.environment, locals: program.locals)
        #expect(types.type(body) == program.result)
        let descent = SizeChangeCheck(
          target: context.problem.target, parameterCount: program.parameterCount)
        #expect(descent.admits(program))
      }
    }
  }

  @Test("two searches find the same")
  func searchIsDeterministic() throws {
    let context = try TestProblems.context(TestProblems.mirror)
    var limits = EnumerationLimits()
    limits.work = 50_000
    let search = ProgramEnumeration(
      grammar: context.grammar, require: context.problem.require, seed: 3)
    let first = search.programs(limits: limits) { _ in true }
    let second = search.programs(limits: limits) { _ in true }
    #expect(first.programs.map(\.body) == second.programs.map(\.body))
    #expect(first.work == second.work)
  }

  @Test("equal parts and repeated calls count once in the complexity")
  func complexityCountsOnce() throws {
    let context = try TestProblems.context(TestProblems.reverse)
    let (environment, functions) = try elaborateFunctions(
      text: """
        (define (reverse (xs (list a))) (list a)
          (match xs ((nil) nil) ((cons x ys) (append (reverse ys) (reverse ys)))))
        """, in: context.problem.environment)
    let function = environment[functions[0]]
    #expect(function.body?.size == 8)
    #expect(function.complexity == 7)
    #expect(function.arbitrariness(of: context.problem.target) == 1)
  }
}
