import Determinism
import Lisp
import Prover
import Testing

@testable import Evolution

@Suite("Helpers made of parts of programs, and put back in")
struct HelperExtractionTests {
  /// The problem with a part of a program as a helper, and the program that calls it.
  private struct Extracted {
    var context: ProgramContext
    var program: Function
    var original: Function
  }

  /// A random program with one of its parts taken out; nil where it has none that can be.
  private func extracted(_ seed: UInt64) throws -> Extracted? {
    let texts = [TestProblems.reverse, TestProblems.merge, TestProblems.mirror, TestProblems.sum]
    let context = try TestProblems.context(texts[Int(seed) % texts.count])
    var random = SeededGenerator.stream(seed: seed, path: 1)
    guard let program = context.breeder.immigrant(size: 16, using: &random) else { return nil }
    let extraction = HelperExtraction(
      reader: context.grammar.reader, target: context.problem.target)
    let parts = extraction.parts(of: program)
    guard !parts.isEmpty else { return nil }
    let part = random.element(of: parts)
    let target = context.problem.environment[context.problem.target]
    var environment = context.problem.environment
    let shell = Function(
      name: "part", typeParameters: target.typeParameters,
      locals: part.parameters.enumerated().map { Local(name: "p\($0.offset)", type: $0.element) },
      parameterCount: part.parameters.count, result: part.result, body: nil,
      location: target.location)
    let id = environment.add(shell)
    let reader = TypeReader(environment: environment)
    environment.replace(
      id, with: CanonicalForm(reader: reader, target: shell).function(body: part.body))
    guard let source = Printer.faithfulText(of: environment[id], in: environment) else {
      return nil
    }
    let (problem, helpers) = try HelperLibrary.adding([source], to: context.problem)
    let whole = ProgramContext(
      problem: problem, configuration: context.configuration, settings: context.settings,
      helpers: helpers)
    let body = try #require(extraction.replacing(part, in: program, by: id))
    let canonical = CanonicalForm(reader: whole.grammar.reader, target: target)
    return Extracted(
      context: whole, program: canonical.function(body: body), original: program)
  }

  private func behaviour(_ function: Function, _ context: ProgramContext) -> UInt64 {
    var assessor = ProgramAssessor(context: context, laws: [])
    return assessor.assess(function).behaviour
  }

  @Test("a program that calls a part of it is typed and does the same", arguments: seeds(40))
  func extractionKeepsBehaviour(seed: UInt64) throws {
    guard let made = try extracted(seed), let body = made.program.body else { return }
    let helper = made.context.helpers.functions[0]
    #expect(body.mentions(helper))
    let definition = made.context.problem.environment[helper]
    #expect(!definition.parameters.isEmpty)
    for function in [made.program, definition] {
      let check = TypeCheck(
        environment: made.context.problem.environment, locals: function.locals)
      #expect(function.body.flatMap { check.type($0) } == function.result)
    }
    #expect(behaviour(made.program, made.context) == behaviour(made.original, made.context))
    let environment = made.context.problem.environment
    #expect(
      isTotal(
        made.context.problem.target,
        in: environment.replacing(made.context.problem.target, with: made.program)))
  }

  @Test("a helper that is put in again leaves no call and the same behaviour", arguments: seeds(40))
  func inliningKeepsBehaviour(seed: UInt64) throws {
    guard let made = try extracted(seed) else { return }
    let helper = made.context.helpers.functions[0]
    let definition = made.context.problem.environment[helper]
    let extraction = HelperExtraction(
      reader: made.context.grammar.reader, target: made.context.problem.target)
    let body = try #require(extraction.inlining(helper, definition, in: made.program))
    #expect(!body.mentions(helper))
    let form = try #require(made.context.form(ofBody: body))
    #expect(
      behaviour(made.context.definition(of: form), made.context)
        == behaviour(made.original, made.context))
  }

  @Test("a helper that calls itself cannot be put in")
  func recursiveHelper() throws {
    let context = try TestProblems.context(HelperRunTests.turned)
    var environment = context.problem.environment
    let (read, functions) = try elaborateFunctions(
      text: "(define (last (xs (list a))) (list a) (match xs (nil nil) ((cons x r) (last r))))",
      in: environment)
    environment = read
    let extraction = HelperExtraction(
      reader: context.grammar.reader, target: context.problem.target)
    let helper = environment[functions[0]]
    #expect(extraction.inlining(functions[0], helper, in: helper) == nil)
  }
}

@Suite("Helpers bred with the programs that call them")
struct HelperEvolutionTests {
  /// What no systematic search does here is left to evolution.
  private static let settings = [
    "searches=0", "inventions=0", "population=40", "programs-only=true", "tests=30",
  ]

  private func run(_ generations: Int, seed: UInt64, threads: Int) throws -> Run {
    var configuration = RunConfiguration()
    for assignment in Self.settings { try configuration.set(assignment: assignment) }
    configuration.seed = seed
    let problem = try loadProblem(
      text: """
        (problem sort
          (target (sort (xs (list nat))) (list nat))
          (components leq)
          (require
            (= (sort nil) nil) (= (sort '(2 1 3)) '(1 2 3)) (= (sort '(5 1 4 2 3)) '(1 2 3 4 5))))
        """)
    var run = try Run(problem: problem, configuration: configuration)
    for _ in 0..<generations { _ = run.advance(threads: threads) }
    return run
  }

  @Test(
    "helpers are total, call earlier ones only, and change with the programs", arguments: seeds(2))
  func helpersAreAdmitted(seed: UInt64) throws {
    let run = try run(33, seed: seed, threads: 2)
    let helpers = run.programContext.helpers
    #expect(!helpers.isEmpty && helpers.functions.count <= run.configuration.helpers)
    let environment = run.problem.environment
    for (place, helper) in helpers.functions.enumerated() {
      #expect(isTotal(helper, in: environment))
      #expect(
        !helpers.functions.dropFirst(place + 1).contains {
          environment[helper].body?.mentions($0) == true
        })
      #expect(environment[helper].body?.mentions(run.problem.target) == false)
    }
    #expect(run.state.helperNames >= helpers.functions.count)
    let again = try self.run(33, seed: seed, threads: 1)
    #expect(again.state.hash() == run.state.hash())
  }
}
