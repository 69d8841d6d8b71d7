import Lisp

/// Whether the calls that a start program makes of itself can descend once its holes are filled.
///
/// The search fills holes only where every call goes down along one ``DescentOrder``; a hole in a call
/// may be filled with anything, so it counts as smaller.
struct StartDescent {
  private let target: FunctionID
  /// By slot the parameter of which it is a part, and whether a proper one.
  private var origins: [Int: (parameter: Int, isProper: Bool)] = [:]
  private var calls: [(call: Expression, arcs: [DescentArc])] = []

  /// The first call of itself for which there is no order; nil if the calls can descend.
  static func ascendingCall(of function: Function, target: FunctionID) -> Expression? {
    guard let body = function.body else { return nil }
    var descent = StartDescent(target: target)
    for slot in 0..<function.parameterCount { descent.origins[slot] = (slot, false) }
    descent.visit(body)
    let count = function.parameterCount
    let arcs = descent.calls.map(\.arcs)
    if DescentOrder(admitting: arcs, positionCount: count) != nil { return nil }
    let first = arcs.indices.first { end in
      DescentOrder(admitting: Array(arcs[...end]), positionCount: count) == nil
    }
    return first.map { descent.calls[$0].call }
  }

  private init(target: FunctionID) { self.target = target }

  private mutating func visit(_ expression: Expression) {
    if case .match(.local(let slot), let branches) = expression, let whole = origins[slot] {
      for field in branches.flatMap(\.slots) { origins[field] = (whole.parameter, true) }
    }
    if case .call(target, _, let arguments) = expression {
      calls.append((expression, arguments.enumerated().map { arc($1, at: $0) }))
    }
    for child in expression.children { visit(child) }
  }

  private func arc(_ argument: Expression, at position: Int) -> DescentArc {
    if argument.nodes.contains(where: \.isHole) { return .smaller }
    guard case .local(let slot) = argument, let origin = origins[slot],
      origin.parameter == position
    else { return .unknown }
    return origin.isProper ? .smaller : .equal
  }
}
