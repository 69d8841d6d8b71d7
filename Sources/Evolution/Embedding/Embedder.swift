import Lisp

/// Places programs and statements in one space, in which near means alike.
public protocol Embedder: Sendable {
  /// Length of every vector.
  var dimensions: Int { get }

  /// The vector of a program: a function with a body, whose vocabulary the environment defines.
  func embed(program: Function, in environment: Environment) -> [Float]

  /// The vector of a statement over the environment, in which the target has a body if the
  /// statement is about a program.
  func embed(formula: Formula, in environment: Environment) -> [Float]
}
