import Kernel
import Lisp

/// Why a formula has no counterpart in the logic, for instance a function that is not shown to be
/// total; nil if it has one.
public func reasonUnsupported(_ formula: Formula, in environment: Environment) -> String? {
  var theory = Theory()
  var translation = Translation(environment: environment)
  do {
    _ = try translation.translate(formula, in: &theory)
    return nil
  } catch {
    return error.reason
  }
}

/// Whether the logic admits a function, and all that it calls, as total.
///
/// - Parameter function: a function with a body.
public func isTotal(_ function: FunctionID, in environment: Environment) -> Bool {
  var theory = Theory()
  var translation = Translation(environment: environment)
  do {
    for group in environment.groups(reachableFrom: [function]) {
      try translation.define(group, in: &theory)
    }
    return true
  } catch {
    return false
  }
}
