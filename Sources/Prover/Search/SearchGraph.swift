import Terms

/// What the search has looked at: sequents, each with ideas of which one must succeed; ideas, each
/// with sequents that must all be proved.
///
/// Nilsson 1980, "Principles of Artificial Intelligence": AO*, here on a tree.
struct SearchGraph {
  struct Node {
    var sequent: Sequent
    /// The induction hypotheses in force, as an index into ``contexts``.
    var context: Int
    /// Inductions that the sequent stands under.
    var inductions: Int
    /// Case distinctions since the last of them.
    var splits: Int
    var kind: Kind
    var parent: Int?
    var status = Status.open
    /// What simplification did to the sequent.
    var moves: [ProofTree.Move] = []
    /// What the induction hypotheses say here.
    var rules: [RewriteRule] = []
    var ideas: [Int] = []
    /// An estimate of what its proof costs, or of what the rest of it costs.
    var cost: Int

    enum Kind {
      case plain
      /// Only to be inducted on, as it stands.
      case prepared
      /// To be proved without another induction.
      case final
    }

    enum Status {
      case open
      case expanded
      case proved(ProofTree)
      case failed
    }

    var isOpen: Bool { if case .open = status { true } else { false } }
    var isProved: Bool { if case .proved = status { true } else { false } }
    var isFailed: Bool { if case .failed = status { true } else { false } }
  }

  struct IdeaNode {
    var idea: Idea
    var node: Int
    var score: Int
    /// Nil until the idea is begun.
    var needs: [Int]?
    var hasFailed = false
  }

  private(set) var nodes: [Node] = []
  private(set) var ideas: [IdeaNode] = []
  private(set) var contexts: [[InductionFact]] = [[]]

  subscript(node: Int) -> Node {
    get { nodes[node] }
    set { nodes[node] = newValue }
  }
}

// MARK: - Growth

extension SearchGraph {
  mutating func addContext(_ facts: [InductionFact]) -> Int {
    contexts.append(facts)
    return contexts.count - 1
  }

  mutating func addNode(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  mutating func addIdea(_ idea: Idea, score: Int, to node: Int) {
    ideas.append(IdeaNode(idea: idea, node: node, score: score))
    nodes[node].ideas.append(ideas.count - 1)
  }

  /// The sequents that an idea needs are known.
  mutating func begin(_ idea: Int, _ updated: Idea, needs: [Int]) {
    ideas[idea].idea = updated
    ideas[idea].needs = needs
  }
}

// MARK: - Choice and bookkeeping

extension SearchGraph {
  enum Choice {
    case node(Int)
    case idea(Int)
  }

  /// What to look at next: the most expensive open part of the cheapest proof below a node.
  func choice(below root: Int) -> Choice {
    var node = root
    while true {
      guard case .expanded = nodes[node].status, let idea = cheapestIdea(of: node) else {
        return .node(node)
      }
      guard let needs = ideas[idea].needs else { return .idea(idea) }
      // What is hardest fails first.
      guard
        let next = needs.filter({ !nodes[$0].isProved })
          .max(by: { (nodes[$0].cost, $0) < (nodes[$1].cost, $1) })
      else { return .idea(idea) }
      node = next
    }
  }

  private func cost(ofIdea idea: Int) -> Int {
    var cost = ideas[idea].score
    guard let needs = ideas[idea].needs else { return cost }
    for need in needs { cost += nodes[need].cost }
    return cost
  }

  /// Of several, the one that came first.
  private func cheapestIdea(of node: Int) -> Int? {
    var best: (cost: Int, idea: Int)?
    for idea in nodes[node].ideas {
      let cost = cost(ofIdea: idea)
      if let best, best <= (cost, idea) { continue }
      best = (cost, idea)
    }
    return best?.idea
  }

  /// Carries a changed cost up to the root.
  mutating func updateCosts(from node: Int) {
    var current: Int? = node
    while let node = current {
      if case .expanded = nodes[node].status {
        nodes[node].cost = cheapestIdea(of: node).map(cost(ofIdea:)) ?? 0
      }
      current = nodes[node].parent.map { ideas[$0].node }
    }
  }

  /// An idea came to nothing; sequents that have no other fail with it.
  ///
  /// - Returns: the sequents that failed.
  mutating func fail(idea: Int) -> [Int] {
    ideas[idea].hasFailed = true
    let node = ideas[idea].node
    nodes[node].ideas.removeAll { $0 == idea }
    if nodes[node].ideas.isEmpty { return fail(node: node) }
    updateCosts(from: node)
    return []
  }

  mutating func fail(node: Int) -> [Int] {
    nodes[node].status = .failed
    return [node] + (nodes[node].parent.map { fail(idea: $0) } ?? [])
  }

  /// A sequent is proved.
  ///
  /// - Returns: the idea that needs nothing more because of it.
  mutating func prove(_ node: Int, _ tree: ProofTree) -> Int? {
    nodes[node].status = .proved(tree)
    nodes[node].cost = 0
    updateCosts(from: node)
    guard let parent = nodes[node].parent, let needs = ideas[parent].needs,
      needs.allSatisfy({ nodes[$0].isProved })
    else { return nil }
    return parent
  }

  func tree(of node: Int) -> ProofTree? {
    if case .proved(let tree) = nodes[node].status { return tree }
    return nil
  }

  /// The open or failed sequents of the cheapest proof, the hardest first.
  func frontier(below root: Int) -> [Int] {
    var result: [Int] = []
    var stack = [root]
    while let node = stack.popLast() {
      if nodes[node].isProved { continue }
      guard let best = cheapestIdea(of: node), let needs = ideas[best].needs, !needs.isEmpty else {
        result.append(node)
        continue
      }
      stack += needs.sorted { nodes[$0].cost < nodes[$1].cost }
    }
    return result
  }

  /// Whether an ancestor of a node is to prove the same sequent.
  func repeatsAncestor(_ node: Int, _ sequent: Sequent) -> Bool {
    var current = nodes[node].parent.map { ideas[$0].node }
    while let ancestor = current {
      if nodes[ancestor].kind != .prepared, nodes[ancestor].sequent == sequent { return true }
      current = nodes[ancestor].parent.map { ideas[$0].node }
    }
    return false
  }
}

/// A way to prove a sequent.
enum Idea {
  case conjunction(TermID, TermID)
  /// Cases of a term; the equations are known once it is begun.
  case split(TermID, [ProofTree.Case], isFinal: Bool)
  /// Another sequent that implies this one.
  case variant(ProofSearch.Variant)
  case induction(InductionScheme, againstOrder: Bool, ProofTree.Induction?)
}
