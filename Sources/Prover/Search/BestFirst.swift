import Kernel
import Terms

extension ProofSearch {
  /// Looks for a proof of a sequent, best first.
  ///
  /// - Parameters:
  ///   - start: the induction on the formula as it stands with which the proof begins.
  ///   - facts: induction hypotheses in force.
  /// - Throws: ``SearchFailure/outOfInferences``.
  mutating func prove(
    _ goal: Sequent, from start: InductionStart? = nil, assuming facts: [InductionFact] = []
  ) throws(SearchFailure) -> ProofTree? {
    for formula in [goal.goal] + goal.hypotheses { reserveNames(of: formula) }
    var graph = SearchGraph()
    let context = facts.isEmpty ? 0 : graph.addContext(facts)
    let root = graph.addNode(
      node(
        goal, context: context, inductions: facts.isEmpty ? 0 : 1, splits: 0, parent: nil,
        kind: start == nil ? .plain : .prepared))
    inductionStart = start
    defer { frontier = openSequents(of: graph, below: root) }
    while true {
      if let tree = graph.tree(of: root) { return tree }
      if graph[root].isFailed { return nil }
      switch graph.choice(below: root) {
      case .node(let node): try expand(node, &graph)
      case .idea(let idea): try begin(idea, &graph)
      }
    }
  }

  private func openSequents(of graph: SearchGraph, below root: Int) -> [Sequent] {
    graph.frontier(below: root).map { graph[$0].sequent }
  }

  private func node(
    _ sequent: Sequent, context: Int, inductions: Int, splits: Int, parent: Int?,
    kind: SearchGraph.Node.Kind = .plain
  ) -> SearchGraph.Node {
    let features = SequentFeatures(
      size: theory.bank.subterms(of: [sequent.goal] + sequent.hypotheses).count,
      hypotheses: sequent.hypotheses.count, inductions: inductions,
      hasInductionHypotheses: context != 0)
    return SearchGraph.Node(
      sequent: sequent, context: context, inductions: inductions, splits: splits,
      kind: kind, parent: parent, cost: max(1, scorer.estimate(of: features)))
  }

  // MARK: - Sequents

  /// Simplifies a sequent; unless that closes it, finds ideas for it.
  private mutating func expand(
    _ node: Int, _ graph: inout SearchGraph
  ) throws(SearchFailure) {
    try budget.spend(1)
    var sequent = graph[node].sequent
    graph[node].status = .expanded
    if graph[node].kind == .prepared {
      addInductions(to: node, &graph)
    } else {
      var moves: [ProofTree.Move] = []
      var rules: [RewriteRule] = []
      do {
        let ending = try simplify(
          &sequent, with: graph.contexts[graph[node].context], rules: &rules, moves: &moves)
        if let ending {
          return close(node, ProofTree(moves: moves, ending: ending), &graph)
        }
      } catch .rewritingLoops {
        _ = graph.fail(node: node)
        return
      } catch {
        throw error
      }
      graph[node].moves = moves
      graph[node].rules = rules
      graph[node].sequent = sequent
      if !graph.repeatsAncestor(node, sequent) { addIdeas(to: node, &graph) }
    }
    if graph[node].ideas.isEmpty {
      _ = graph.fail(node: node)
    } else {
      graph.updateCosts(from: node)
    }
  }

  /// Records the proof of a node, and of those that needed only that.
  private mutating func close(_ node: Int, _ tree: ProofTree, _ graph: inout SearchGraph) {
    var finished = graph.prove(node, tree)
    while let idea = finished {
      let parent = graph.ideas[idea].node
      guard var tree = proof(by: idea, graph) else { return }
      tree.moves = graph[parent].moves + tree.moves
      finished = graph.prove(parent, tree)
    }
  }

  /// The proof that an idea gives once all that it needs is proved.
  private func proof(by idea: Int, _ graph: SearchGraph) -> ProofTree? {
    let trees = (graph.ideas[idea].needs ?? []).compactMap { graph.tree(of: $0) }
    switch graph.ideas[idea].idea {
    case .conjunction(let left, let right):
      return ProofTree(ending: .conjunction(left, trees[0], right, trees[1]))
    case .split(let term, var cases, _):
      for index in cases.indices { cases[index].tree = trees[index] }
      return ProofTree(ending: .cases(term, cases))
    case .variant(let variant):
      var tree = trees[0]
      tree.moves = variant.moves + tree.moves
      return tree
    case .induction(_, _, let induction):
      guard var induction else { return nil }
      for index in induction.premises.indices { induction.premises[index].tree = trees[index] }
      return ProofTree(ending: .induction(induction))
    }
  }

  // MARK: - Ideas

  private mutating func addIdeas(to node: Int, _ graph: inout SearchGraph) {
    let sequent = graph[node].sequent
    if let parts = theory.bank.operands(of: sequent.goal, .and) {
      add(.conjunction(parts[0], parts[1]), .conjunction, to: node, &graph)
      return
    }
    let rules = graph[node].rules
    let (inductions, splits) = (graph[node].inductions, graph[node].splits)
    let mayInduct = graph[node].kind == .plain && inductions < limits.inductionDepth
    // A closed induction hypothesis may have joined the hypotheses.
    let isStep =
      !rules.isEmpty
      || graph.contexts[graph[node].context].contains { $0.schematic.isEmpty }
    if splits < limits.splitDepth {
      if let term = splitCandidate(in: sequent) {
        add(.split(term, [], isFinal: false), .decisiveCases, to: node, &graph)
        if !mayInduct || !isRecursion(term) { return }
      }
      if let term = connective(in: sequent) {
        let isLate = rules.isEmpty && mayInduct
        add(.split(term, [], isFinal: false), isLate ? .cases : .decisiveCases, to: node, &graph)
      }
      let blocked = isStep ? blockedVariables(in: sequent) : []
      if !isStep, inductions > 0, splits < 3 {
        // The first case of an induction supposes something of values that are not taken apart yet.
        let supposed = Sequent(hypotheses: sequent.hypotheses, goal: theory.bank.trueTerm)
        if let variable = blockedVariables(in: supposed).first {
          add(.split(variable, [], isFinal: true), .finalCases(2), to: node, &graph)
        }
      }
      if splits < 3 {
        for (position, variable) in blocked.prefix(3).enumerated() {
          add(.split(variable, [], isFinal: true), .finalCases(position), to: node, &graph)
        }
      }
      if !isStep, inductions == 0, splits < 3, mayInduct || graph[node].kind == .final,
        let variable = analysedVariable(in: sequent)
      {
        add(.split(variable, [], isFinal: true), .finalCases(2), to: node, &graph)
      }
      if isStep, splits < 4 {
        for (position, term) in stuckTerms(in: sequent).prefix(2).enumerated() {
          add(.split(term, [], isFinal: true), .finalCases(3 + position), to: node, &graph)
        }
      }
      if mayInduct, inductions == 1, let variable = blocked.first {
        add(.split(variable, [], isFinal: false), .cases, to: node, &graph)
      }
    }
    guard mayInduct else { return }
    let variants = variants(of: sequent, inductionHypotheses: rules)
    for (position, variant) in variants.enumerated() {
      add(.variant(variant), .variant(position), to: node, &graph)
    }
  }

  private mutating func addInductions(to node: Int, _ graph: inout SearchGraph) {
    let sequent = graph[node].sequent
    let inductions = graph[node].inductions
    let isReversible = inductions == 0 && theory.bank.equationSides(sequent.goal) != nil
    let directions = isReversible ? [false, true] : [false]
    let schemes = inductions == 0 ? startingSchemes(for: sequent) : schemes(for: sequent)
    for (position, scheme) in schemes.prefix(inductions == 0 ? 3 : 2).enumerated() {
      for againstOrder in directions where inductions > 0 || firstDirections.contains(againstOrder) {
        add(
          .induction(scheme, againstOrder: againstOrder, nil),
          .induction(scheme: position, inductions: inductions, againstOrder: againstOrder),
          to: node, &graph)
      }
    }
  }

  private func add(
    _ idea: Idea, _ features: IdeaFeatures, to node: Int, _ graph: inout SearchGraph
  ) {
    graph.addIdea(idea, score: max(0, scorer.score(of: features)), to: node)
  }

  /// Finds out what an idea needs; one that comes to nothing fails.
  private mutating func begin(
    _ index: Int, _ graph: inout SearchGraph
  ) throws(SearchFailure) {
    try budget.spend(1)
    let parent = graph.ideas[index].node
    let node = graph[parent]
    switch graph.ideas[index].idea {
    case .conjunction(let left, let right):
      let needs = [left, right].map { goal in
        graph.addNode(
          self.node(
            Sequent(hypotheses: node.sequent.hypotheses, goal: goal), context: node.context,
            inductions: node.inductions, splits: node.splits, parent: index, kind: node.kind))
      }
      graph.begin(index, .conjunction(left, right), needs: needs)
    case .split(let term, _, let isFinal):
      guard let cases = cases(of: term) else {
        _ = graph.fail(idea: index)
        return
      }
      var needs: [Int] = []
      for element in cases {
        var branch = node.sequent
        branch.add(element.equation)
        needs.append(
          graph.addNode(
            self.node(
              branch, context: node.context, inductions: node.inductions,
              splits: node.splits + 1, parent: index, kind: isFinal ? .final : node.kind)))
      }
      graph.begin(index, .split(term, cases, isFinal: isFinal), needs: needs)
      if isFinal ? !node.rules.isEmpty : needs.count < 4 { break }
      // All are needed, and most of many are proved at once: what remains shows what they cost.
      for need in needs where graph[need].isOpen && !graph.ideas[index].hasFailed {
        try expand(need, &graph)
      }
    case .variant(let variant):
      if try isRefuted(variant.sequent) {
        _ = graph.fail(idea: index)
        return
      }
      let child = graph.addNode(
        self.node(
          variant.sequent, context: node.context, inductions: node.inductions,
          splits: node.splits, parent: index, kind: .prepared))
      graph.begin(index, .variant(variant), needs: [child])
    case .induction(let scheme, let againstOrder, _):
      guard
        let (induction, premises) = induction(
          on: node.sequent, by: scheme, hypothesesAgainstOrder: againstOrder)
      else {
        _ = graph.fail(idea: index)
        return
      }
      let needs = premises.map { premise in
        graph.addNode(
          self.node(
            premise.sequent, context: graph.addContext(premise.facts),
            inductions: node.inductions + 1, splits: 0, parent: index))
      }
      graph.begin(index, .induction(scheme, againstOrder: againstOrder, induction), needs: needs)
    }
    graph.updateCosts(from: parent)
  }
}
