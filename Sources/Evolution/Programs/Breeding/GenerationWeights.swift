/// How random programs are drawn.
public enum ProgramSampling: String, CaseIterable, Hashable, Sendable, Codable {
  /// Node by node, by ``GenerationWeights``.
  case weighted
  /// All programs of a size are equally likely, as far as they descend along one order.
  case uniform
}

/// How often random generation tries each kind of node, where all are possible.
public struct GenerationWeights: Hashable, Sendable, Codable {
  public var construct = 6
  public var call = 6
  public var recursion = 8
  public var matchVariable = 8
  public var matchExpression = 1
  public var condition = 3
  public var binding = 1
  public var apply = 6
  /// Percent of programs of five nodes and more that begin by matching a parameter.
  public var rootMatch = 80

  public init() {}
}
