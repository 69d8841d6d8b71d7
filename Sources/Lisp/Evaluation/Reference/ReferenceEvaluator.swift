/// Evaluates programs as they are written: names, nested patterns, first match.
///
/// Plain and slow, this is what the ``Machine`` is tested against, in value, outcome and fuel. It
/// shares no compiler with it. The state is that of a CEK machine (Felleisen and Friedman 1986,
/// "Control operators, the SECD-machine, and the lambda-calculus"), so that deep recursion needs no
/// stack of ours.
public struct ReferenceEvaluator: Sendable {
  let program: SyntaxProgram

  public init(_ program: SyntaxProgram) { self.program = program }

  /// Calls a function with values of the types of its parameters.
  public func call(
    _ function: FunctionID, _ arguments: [Value], budget: Budget
  ) -> Evaluation {
    var run = ReferenceRun(program, budget.clamped)
    let name = program.environment[function].name
    do throws(ReferenceFailure) {
      let values = run.imported(arguments)
      run.value = try run.call(named: name, values)
      try run.finish()
      return Evaluation(outcome: try run.exported(), fuel: run.used)
    } catch {
      return Evaluation(outcome: error.outcome, fuel: run.used)
    }
  }
}

/// Why an evaluation has no value.
enum ReferenceFailure: Error { case outOfFuel, outOfCells, tooDeep, overflow, undefined }

extension ReferenceFailure {
  var outcome: Outcome {
    switch self {
    case .outOfFuel: .outOfFuel
    case .outOfCells: .outOfCells
    case .tooDeep: .tooDeep
    case .overflow: .overflow
    case .undefined: .undefined
    }
  }
}

/// A value during evaluation. Fields stand in a heap, so that deep values are freed without
/// recursion.
enum ReferenceValue {
  case integer(Int64)
  /// A constructor and the place of its fields in the heap.
  case data(ConstructorID, Int)
  /// A function, constructor or primitive by name.
  case named(String)
  /// A place in the table of closures.
  case closure(Int)
}

/// A variable's value, and a number that tells it from other variables.
struct ReferenceBinding {
  var value: ReferenceValue
  var identity: Int
}

typealias ReferenceScope = [String: ReferenceBinding]

/// A function value that is no name.
struct ReferenceClosure {
  var parameters: [SyntaxName]
  var body: Syntax
  var scope: ReferenceScope
}

/// What remains to be done with a value.
enum ReferenceFrame {
  /// Evaluate the rest, then act on all values.
  case arguments(ReferenceAction, done: [ReferenceValue], rest: [Syntax], ReferenceScope)
  case conditional(Syntax, Syntax, ReferenceScope)
  case connective(Primitive, rest: [Syntax], ReferenceScope)
  case match(subject: Syntax, [MatchCase], ReferenceScope)
  /// Return from a call that was no tail call.
  case leave
}

/// What is done once all arguments have values.
enum ReferenceAction {
  case call(String)
  case apply
  case bind([SyntaxName], Syntax)
  case list
}
