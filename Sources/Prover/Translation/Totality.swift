import Kernel
import Lisp

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
