import Lisp
import Prover

/// The functions of a problem's files of which the logic does not see that they end.
enum EndlessRecursion {
  /// A warning for each, in the order of the files: nothing can be proved about it, nor about what
  /// calls it. A function that only calls such a one, or the target, is not named.
  ///
  /// - Parameter line: the line of a place in the problem's files; nil for any other place.
  static func warnings(
    about problem: Problem, _ line: (SourceLocation) -> String?
  ) -> [Diagnostic] {
    let environment = problem.environment
    let own = environment.visibleFunctions.filter { id in
      let function = environment[id]
      return function.body != nil && !function.isSelector && line(function.location) != nil
        && !environment.functions(reachableFrom: [id]).contains(problem.target)
    }
    let partial = own.filter { !isTotal($0, in: environment) }
    return partial.filter { id in
      environment.functions(reachableFrom: [id]).allSatisfy {
        environment[id].group.contains($0) || !partial.contains($0)
      }
    }.map { id in
      let function = environment[id]
      return Diagnostic(
        severity: .warning, location: function.location,
        message: "the function `\(function.name)` is not shown to end, so nothing can be proved "
          + "about it, nor about what calls it",
        expected: "calls of itself on parts of an argument", sourceLine: line(function.location))
    }
  }
}
