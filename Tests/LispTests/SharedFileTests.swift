import Testing

@testable import Lisp

/// Skipped, saying so, where the folder `../shared` is absent.
@Suite(.enabled(if: sharedFolder != nil, "the folder ../shared is absent"))
struct SharedFileTests {
  @Test(arguments: sharedFiles("gold"))
  func goldFilesLoad(path: String) throws {
    let module = try loadModule(path: path)
    #expect(module.warnings.isEmpty)
    #expect(module.theorems.isEmpty == path.hasSuffix("prelude.lisp"))
    for theorem in module.theorems { try checkReading(theorem.formula, module.environment) }
    for id in module.definitions { try checkReading(id, module.environment) }
  }

  @Test(arguments: sharedFiles("synth"))
  func synthesisProblemsLoad(path: String) throws {
    let problem = try loadProblem(path: path)
    #expect(!problem.require.isEmpty)
    #expect(problem.components != nil)
    for formula in problem.require + problem.holdout {
      #expect(formula.isGround)
      try checkReading(formula, problem.environment)
    }
  }

  private func checkReading(_ formula: Formula, _ environment: Environment) throws {
    let text = Printer.text(of: formula, in: environment)
    #expect(try elaborateFormula(text: text, in: environment).canonical == formula.canonical)
  }

  private func checkReading(_ id: FunctionID, _ environment: Environment) throws {
    let text = Printer.text(of: environment[id], in: environment)
    let read = try elaborateFunctions(text: text, in: environment)
    #expect(read.functions == [id])
    #expect(read.environment[id].isSame(as: environment[id]))
  }
}
