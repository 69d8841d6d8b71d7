/// Collects the names that an expression mentions and does not bind, in order of occurrence.
struct NameCollector {
  private(set) var free: [String] = []
  private var seen: Set<String> = []
  private var bound: [String: Int] = [:]
  private let isConstructor: (String) -> Bool
  private let isUnreachable: (Pattern) -> Bool

  /// - Parameters:
  ///   - isConstructor: whether a name in a pattern is that of a constructor.
  ///   - isUnreachable: whether a case is left out.
  init(
    scope: [String] = [], isConstructor: @escaping (String) -> Bool = { _ in false },
    isUnreachable: @escaping (Pattern) -> Bool = { _ in false }
  ) {
    self.isConstructor = isConstructor
    self.isUnreachable = isUnreachable
    for name in scope { bound[name, default: 0] += 1 }
  }

  mutating func collect(_ syntax: Syntax) {
    switch syntax.form {
    case .symbol(let name):
      if bound[name, default: 0] == 0, seen.insert(name).inserted { free.append(name) }
    case .integer, .quoted, .hole: return
    case .application(let head, let arguments):
      collect(head)
      for argument in arguments { collect(argument) }
    case .conditional(let condition, let first, let second):
      for part in [condition, first, second] { collect(part) }
    case .list(let items): for item in items { collect(item) }
    case .lambda(let names, let body): collect(body, binding: names.map(\.name))
    case .bind(let bindings, let body):
      for binding in bindings { collect(binding.expression) }
      collect(body, binding: bindings.map(\.name.name))
    case .match(let subject, let cases):
      collect(subject)
      for item in cases where !isUnreachable(item.pattern) {
        collect(item.body, binding: names(in: item.pattern))
      }
    }
  }

  private mutating func collect(_ body: Syntax, binding names: [String]) {
    for name in names { bound[name, default: 0] += 1 }
    collect(body)
    for name in names { bound[name, default: 0] -= 1 }
  }

  /// The variables of a pattern.
  private func names(in pattern: Pattern) -> [String] {
    switch pattern.form {
    case .wildcard: []
    case .name(let name): isConstructor(name) ? [] : [name]
    case .constructor(_, let fields): fields.flatMap { names(in: $0) }
    }
  }
}
