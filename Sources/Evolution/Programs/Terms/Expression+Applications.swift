import Lisp

extension Expression {
  /// The expression in which no lambda and nothing passed by name stands in head position: the one
  /// becomes a `let`, the other a call.
  var reducingApplications: Expression {
    let inner = withChildren(children.map(\.reducingApplications))
    guard case .apply(let head, let arguments) = inner else { return inner }
    switch head {
    case .lambda(let slots, let body):
      let bindings = zip(slots, arguments).map { Binding(slot: $0, expression: $1) }
      return .bind(bindings, body).reducingApplications
    case .reference(.function(let function), let types): return .call(function, types, arguments)
    case .reference(.constructor(let constructor), let types):
      return .construct(constructor, types, arguments)
    case .reference(.primitive(let primitive), let types):
      return .primitive(primitive, types, arguments)
    default: return inner
    }
  }
}
