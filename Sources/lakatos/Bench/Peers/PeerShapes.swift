import Lisp

/// How data of the benchmark's programs looks in other languages.
struct PeerShapes {
  let environment: Environment

  /// Whether the constructor makes lists.
  func isList(_ id: ConstructorID) -> Bool {
    environment[environment[id].dataType].name == "list"
  }

  /// Whether each type has at most one constructor with fields, so that records need no tags.
  var areSimple: Bool {
    environment.dataTypes.allSatisfy { type in
      type.constructors.count { !environment[$0].fields.isEmpty } <= 1
    }
  }

  /// The functions that programs call, beside themselves.
  func library(of programs: [Function], target: FunctionID) -> [FunctionID] {
    var found: [FunctionID] = []
    var work = programs.compactMap(\.body)
    while let body = work.popLast() {
      body.visit { node in
        guard case .call(let id, _, _) = node, id != target, !found.contains(id) else { return }
        found.append(id)
        if let inner = environment[id].body { work.append(inner) }
      }
    }
    return found.sorted()
  }

  /// A number for a value that other languages can compute alike: numbers are themselves, constants
  /// their place among the constructors, and records a polynomial of their fields.
  static func digest(_ value: Value, in environment: Environment) -> Int {
    switch value {
    case .integer(let number): return ((Int(number) % modulus) + modulus) % modulus
    case .function, .closure: return 0
    case .construct(let id, let fields):
      if fields.isEmpty { return environment[id].index }
      return fields.reduce(100 + fields.count) {
        ($0 * 31 + digest($1, in: environment)) % modulus
      }
    }
  }

  static let modulus = 1_000_003
}
