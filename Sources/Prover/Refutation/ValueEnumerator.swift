import Lisp

/// The values of closed first-order types in order of size.
///
/// The size of a value is the number of its constructors; that of an integer is 1 more than its
/// absolute value. Values of equal size come in the order of constructors and fields.
struct ValueEnumerator {
  let environment: Environment
  /// Values that are kept of one type and size; beyond that the list is cut off.
  private let limit = 600
  private var known: [Type: [[Value]]] = [:]

  init(environment: Environment) {
    self.environment = environment
  }

  /// The values of exactly that size, at most ``limit``.
  mutating func values(of type: Type, size: Int) -> [Value] {
    guard size > 0 else { return [] }
    var sizes = known[type] ?? []
    while sizes.count < size {
      // The list is stored before each step because a recursive type asks for its smaller values.
      known[type] = sizes
      sizes.append(build(type, size: sizes.count + 1))
    }
    known[type] = sizes
    return sizes[size - 1]
  }

  /// The first `count` values in order of size, looking no further than `largest`.
  mutating func smallest(_ count: Int, of type: Type, upTo largest: Int = 12) -> [Value] {
    var values: [Value] = []
    for size in 1...largest where values.count < count {
      values += self.values(of: type, size: size)
    }
    return Array(values.prefix(count))
  }

  private mutating func build(_ type: Type, size: Int) -> [Value] {
    switch type {
    case .int:
      let absolute = Int64(size - 1)
      return absolute == 0 ? [.integer(0)] : [.integer(absolute), .integer(-absolute)]
    case .bool, .data:
      guard let dataType = environment.dataType(of: type) else { return [] }
      var values: [Value] = []
      for constructor in environment[dataType].constructors where values.count < limit {
        let fields = environment.fields(of: constructor, in: type)
        values += tuples(of: fields, size: size - 1, limit: limit - values.count).map {
          .construct(constructor, $0)
        }
      }
      return values
    case .variable, .function: return []
    }
  }

  /// The tuples of values of these types with that size in all.
  private mutating func tuples(of types: [Type], size: Int, limit: Int) -> [[Value]] {
    guard let first = types.first else { return size == 0 ? [[]] : [] }
    guard size >= types.count else { return [] }
    let rest = Array(types.dropFirst())
    var found: [[Value]] = []
    for share in 1...(size - rest.count) where found.count < limit {
      let heads = values(of: first, size: share)
      guard !heads.isEmpty else { continue }
      let tails = tuples(of: rest, size: size - share, limit: limit)
      for head in heads where found.count < limit {
        for tail in tails where found.count < limit { found.append([head] + tail) }
      }
    }
    return found
  }
}
