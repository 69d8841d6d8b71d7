/// The operators of program evolution.
public enum ProgramOperator: String, CaseIterable, Sendable, Codable {
  /// A new random program.
  case immigrant
  /// A part of another program of the same type, with its variables mapped into the scope.
  case crossover
  /// The same, with a part about as large as the one that it replaces.
  case sizeFair = "size-fair"
  /// The same, with a part that lies where the replaced one does.
  case homologous
  /// A new random part of about the old size.
  case subtree
  /// Another head over the same children, or another variable.
  case point
  /// A part of a node takes the node's place.
  case hoist
  /// A leaf in the place of a node.
  case shrink
  /// A new node around an old one.
  case insert
  /// A child in the place of its parent.
  case delete
  /// Two variables of a part change places, or one takes the other's.
  case variable
  /// A match or an `if` around a part, which becomes one of its branches.
  case wrap
  /// A part that occurs again, or a large one, becomes a `let`.
  case extract
  /// Nothing is left that a smaller program without it would do as well, as far as rules tell.
  case simplify

  /// Whether it makes a program from two.
  public var isCrossover: Bool {
    switch self {
    case .crossover, .sizeFair, .homologous: true
    default: false
    }
  }
}
