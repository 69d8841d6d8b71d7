import Determinism
import Kernel
import Terms
import Testing

/// A term over the natural numbers, as a tree.
private indirect enum Natural: Hashable {
  case variable(String)
  case zero
  case successor(Natural)
  case call(Int, [Natural])

  var text: String {
    switch self {
    case .variable(let name): name
    case .zero: "(zero)"
    case .successor(let inner): "(succ \(inner.text))"
    case .call(let function, let arguments):
      "(f\(function) \(arguments.map(\.text).joined(separator: " ")))"
    }
  }

  var subterms: [Natural] {
    switch self {
    case .variable, .zero: [self]
    case .successor(let inner): [self] + inner.subterms
    case .call(_, let arguments): [self] + arguments.flatMap(\.subterms)
    }
  }

  func replaced(_ name: String, with new: Natural) -> Natural {
    switch self {
    case .variable(name): new
    case .variable, .zero: self
    case .successor(let inner): .successor(inner.replaced(name, with: new))
    case .call(let function, let arguments):
      .call(function, arguments.map { $0.replaced(name, with: new) })
    }
  }
}

/// Random groups of functions of two numbers, with the graphs of their calls.
private struct RandomGroup {
  struct Graph: Hashable {
    var caller: Int
    var callee: Int
    /// Each `[k, l, strict]`.
    var arcs: Set<[Int]>
  }

  var random: SeededGenerator
  let size: Int
  private var variables: [String] = []
  private(set) var graphs: Set<Graph> = []

  init(seed: UInt64) {
    random = .stream(seed: seed, path: 1)
    size = 1 + random.index(below: 3)
  }

  /// A certificate that defines the group.
  mutating func certificate() -> String {
    var functions: [String] = []
    for function in 0..<size {
      let parameters = [fresh(), fresh()]
      let body = body(of: function, parameters.map { .variable($0) }, depth: 2)
      functions.append("(f\(function) () (\(parameters.joined(separator: " "))) nat \(body))")
    }
    let declarations = variables.map { "(var \($0) nat) " }.joined()
    return "(lakatos-certificate 1) (data (nat (zero) (succ nat))) \(declarations)"
      + "(define (\(functions.joined(separator: " "))) structural)"
  }

  private mutating func fresh() -> String {
    variables.append("v\(variables.count)")
    return variables[variables.count - 1]
  }

  private mutating func body(of function: Int, _ patterns: [Natural], depth: Int) -> String {
    let open = patterns.flatMap(\.subterms).compactMap { term -> String? in
      if case .variable(let name) = term { name } else { nil }
    }
    guard depth > 0, !open.isEmpty, random.chance(5, in: 6) else {
      return leaf(of: function, patterns, depth: depth).text
    }
    let chosen = random.element(of: open)
    let inner = fresh()
    let (none, some) = (
      patterns.map { $0.replaced(chosen, with: .zero) },
      patterns.map { $0.replaced(chosen, with: .successor(.variable(inner))) }
    )
    let first = body(of: function, none, depth: depth - 1)
    let second = body(of: function, some, depth: depth - 1)
    return "(case \(chosen) ((zero) \(first)) ((succ \(inner)) \(second)))"
  }

  private mutating func leaf(of function: Int, _ patterns: [Natural], depth: Int) -> Natural {
    let result = term(patterns, calls: random.index(below: 3) * (depth < 2 ? 1 : 0))
    for case .call(let callee, let arguments) in result.subterms {
      var arcs: Set<[Int]> = []
      for (k, pattern) in patterns.enumerated() {
        for (l, argument) in arguments.enumerated() where pattern.subterms.contains(argument) {
          arcs.insert([k, l, argument == pattern ? 0 : 1])
        }
      }
      graphs.insert(Graph(caller: function, callee: callee, arcs: arcs))
    }
    return result
  }

  private mutating func term(_ patterns: [Natural], calls: Int) -> Natural {
    if calls > 0 && random.chance(2, in: 3) {
      return .call(
        random.index(below: size),
        [term(patterns, calls: calls - 1), term(patterns, calls: calls - 2)])
    }
    let parts = patterns.flatMap(\.subterms)
    let variables = parts.filter { if case .variable = $0 { true } else { false } }
    if !variables.isEmpty && random.chance(2, in: 3) { return random.element(of: variables) }
    return random.chance(1, in: 20) ? .successor(parts[0]) : random.element(of: parts)
  }

  /// The size-change principle by brute force: all compositions of all pairs, until nothing is new.
  var terminates: Bool {
    var closure = graphs
    var count = -1
    while count != closure.count {
      count = closure.count
      for first in closure {
        for second in closure where first.callee == second.caller {
          closure.insert(composed(first, second))
        }
      }
    }
    return closure.allSatisfy { graph in
      guard graph.caller == graph.callee, composed(graph, graph) == graph else { return true }
      return graph.arcs.contains { $0[0] == $0[1] && $0[2] == 1 }
    }
  }

  private func composed(_ first: Graph, _ second: Graph) -> Graph {
    var arcs: Set<[Int]> = []
    for k in 0..<2 {
      for m in 0..<2 {
        let strict = first.arcs.flatMap { left in
          second.arcs.filter { left[0] == k && left[1] == $0[0] && $0[1] == m }
            .map { max(left[2], $0[2]) }
        }
        if let most = strict.max() { arcs.insert([k, m, most]) }
      }
    }
    return Graph(caller: first.caller, callee: second.callee, arcs: arcs)
  }
}

@Suite struct SizeChangeTests {
  @Test("structural evidence agrees with brute force on random groups", arguments: seeds(150))
  func agreesWithBruteForce(seed: UInt64) {
    var group = RandomGroup(seed: seed)
    let text = group.certificate()
    let result = outcome(of: text)
    if group.terminates {
      #expect(result == "accepted", "\(text)")
    } else {
      #expect(result.hasPrefix("admission(doesNotDecrease("), "\(text)")
    }
  }

  @Test("the random groups are of both kinds")
  func bothKinds() {
    let kinds = seeds(150).map { seed in
      var group = RandomGroup(seed: seed)
      _ = group.certificate()
      return group.terminates
    }
    #expect(kinds.count { $0 } > 30)
    #expect(kinds.count { !$0 } > 30)
  }
}
