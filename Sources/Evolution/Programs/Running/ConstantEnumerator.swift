import Lisp

/// The smallest expressions of constructors and literals of a type that may have type variables.
struct ConstantEnumerator {
  let environment: Environment

  /// At most `count` constants, smaller ones first.
  func smallest(_ count: Int, of type: Type) -> [Expression] {
    var found: [Expression] = []
    for size in 1...8 where found.count < count { found += constants(type, size: size) }
    return Array(found.prefix(count))
  }

  private func constants(_ type: Type, size: Int) -> [Expression] {
    if type == .int { return size == 1 ? [.integer(0), .integer(1)] : [] }
    guard let dataType = environment.dataType(of: type) else { return [] }
    var arguments: [Type] = []
    if case .data(_, let inner) = type { arguments = inner }
    return environment[dataType].constructors.flatMap { constructor -> [Expression] in
      let fields = environment.fields(of: constructor, in: type)
      return tuples(fields[...], size: size - 1).map {
        Expression.construct(constructor, arguments, $0)
      }
    }
  }

  private func tuples(_ types: ArraySlice<Type>, size: Int) -> [[Expression]] {
    guard let first = types.first else { return size == 0 ? [[]] : [] }
    let rest = types.dropFirst()
    guard size > rest.count else { return [] }
    return (1...(size - rest.count)).flatMap { share in
      constants(first, size: share).flatMap { head in
        tuples(rest, size: size - share).map { [head] + $0 }
      }
    }
  }
}
