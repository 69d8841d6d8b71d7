import Kernel
import Terms

extension ProofSearch {
  /// A proof as a person would write it, one line for each thought.
  ///
  /// The search numbers its variables through all its attempts; here they are numbered anew, in the
  /// order in which they are first printed.
  mutating func explain(_ tree: ProofTree) -> [ProofStep] {
    var lines = auxiliaryDefinitions()
    // What was found on the way comes first, in the order in which it was proved.
    for (index, fact) in facts.enumerated() {
      guard replayState.lemmas[index] != nil else { continue }
      displayNames = DisplayNames()
      switch fact.origin {
      case .tree(let proof):
        lines.append(ProofStep(depth: 0, text: "Lemma: \(show(fact.formula))."))
        explain(proof, depth: 1, into: &lines)
      case .shelved:
        lines.append(ProofStep(depth: 0, text: "Lemma, proved before: \(show(fact.formula))."))
      case .given, .theorem: continue
      }
    }
    displayNames = DisplayNames()
    if !lines.isEmpty { lines.append(ProofStep(depth: 0, text: "With that:")) }
    explain(tree, depth: 0, into: &lines)
    return lines
  }

  private mutating func explain(_ tree: ProofTree, depth: Int, into lines: inout [ProofStep]) {
    for move in tree.moves {
      if let text = explain(move) { lines.append(ProofStep(depth: depth, text: text)) }
    }
    explain(tree.ending, depth: depth, into: &lines)
  }

  private mutating func explain(_ move: ProofTree.Move) -> String? {
    switch move {
    case .rewriteGoal(_, let steps, let to):
      let result = to == theory.bank.trueTerm ? "the goal is true" : "the goal becomes \(show(to))"
      return "By \(reasons(steps)), \(result)."
    case .rewriteHypothesis(let from, let steps, let to):
      if to == theory.bank.trueTerm { return nil }
      return "The hypothesis \(show(from)) becomes \(show(to)), by \(reasons(steps))."
    case .replaceInGoal(_, let step, let to):
      return "By the induction hypothesis, used from right to left "
        + "(\(show(step.left)) is \(show(step.right))), the goal becomes \(show(to))."
    case .tightenHypothesis(let from, _, let to):
      return "The hypothesis \(show(from)) becomes \(show(to)), by arithmetic."
    case .measure(let from, _, let to):
      return "From \(show(from)) follows \(show(to))."
    case .splitHypothesis:
      return nil
    case .introduce(let premise):
      return "Suppose \(show(premise))."
    case .introduceNegation(let formula):
      return "Suppose, for a contradiction, \(show(formula))."
    case .assume(_, _, let formula):
      return "The induction hypothesis says \(show(formula))."
    case .cancel(_, let to):
      return "It is enough to show \(show(to))."
    case .compareOccurrences(let comparison):
      return "Since \(show(comparison.hypothesis)), \(show(comparison.conclusion))."
    case .cite(_, _, let formula):
      return "As is known, \(show(formula))."
    case .generalise(let term, let variable):
      return "It is enough to show this for any \(show(variable)) in place of \(show(term))."
    }
  }

  private mutating func explain(
    _ ending: ProofTree.Ending, depth: Int, into lines: inout [ProofStep]
  ) {
    switch ending {
    case .goalIsTrue:
      return
    case .falseHypothesis:
      lines.append(ProofStep(depth: depth, text: "The hypotheses contradict each other."))
    case .conjunction(let left, let leftTree, let right, let rightTree):
      for (part, tree) in [(left, leftTree), (right, rightTree)] {
        lines.append(ProofStep(depth: depth, text: "To show: \(show(part))."))
        explain(tree, depth: depth + 1, into: &lines)
      }
    case .cases(let term, let cases):
      lines.append(ProofStep(depth: depth, text: "Cases of \(show(term)):"))
      for element in cases {
        let value = theory.bank.argument(1, of: element.equation)
        lines.append(ProofStep(depth: depth, text: "Case \(show(value)):"))
        explain(element.tree, depth: depth + 1, into: &lines)
      }
    case .induction(let induction):
      explain(induction, depth: depth, into: &lines)
    }
  }

  private mutating func explain(
    _ induction: ProofTree.Induction, depth: Int, into lines: inout [ProofStep]
  ) {
    let mentioned = theory.bank.freeVariables(of: induction.formula)
    var variables: [String] = []
    for variable in induction.variables where mentioned.contains(variable) {
      variables.append(show(variable))
    }
    let isWalker = walkers.values.contains(induction.function)
    let scheme =
      isWalker ? "" : ", as \(theory.bank.name(of: induction.function)) recurs"
    lines.append(
      ProofStep(
        depth: depth,
        text: "Induction on \(variables.joined(separator: " and "))\(scheme), for "
          + "\(show(induction.formula))."))
    for premise in induction.premises {
      let cited = premise.hypotheses.isEmpty ? "" : " with the induction hypothesis"
      lines.append(
        ProofStep(depth: depth, text: "Case \(show(premise.formula))\(cited):"))
      explain(premise.tree, depth: depth + 1, into: &lines)
    }
    for partner in induction.partners {
      lines.append(ProofStep(depth: depth, text: "At the same time:"))
      explain(partner, depth: depth, into: &lines)
    }
  }

  mutating func show(_ term: TermID) -> String {
    var renaming = Substitution()
    for variable in theory.bank.freeVariables(of: term) {
      let name = displayNames.name(
        for: variable, like: theory.bank.variableName(of: variable))
      renaming.terms[variable] = theory.bank.variable(name, theory.bank.type(of: variable))
    }
    return theory.bank.description(of: theory.bank.instance(term, renaming) ?? term)
  }

  /// What the steps rest on, each named once, in order of first use.
  private mutating func reasons(_ steps: [RewriteStep]) -> String {
    var names: [String] = []
    collect(steps, into: &names)
    if names.isEmpty { return "the meaning of equality" }
    if names.count == 1 { return names[0] }
    return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  private mutating func collect(_ steps: [RewriteStep], into names: inout [String]) {
    for step in steps {
      let name: String?
      var inner: [ProvedCondition] = []
      switch step.reason {
      case .clause(let function, _, _, _, let conditions):
        name = "the definition of \(theory.bank.name(of: function))"
        inner = conditions
      case .beta, .reflexivity, .symmetry: name = nil
      case .distinct: name = "different constructors"
      case .inject: name = "equal constructors"
      case .acyclic: name = "finiteness"
      case .ground, .ring, .cancellation: name = "arithmetic"
      case .arithmetic(let decision):
        name = "arithmetic"
        for refutation in decision.refutations { collect(refutation, into: &names) }
      case .rule(let source, _, let formula, _, let conditions):
        inner = conditions
        name = self.name(of: source, formula)
      }
      for condition in inner { collect(condition.steps, into: &names) }
      if let name, !names.contains(name) { names.append(name) }
    }
  }
}

extension ProofSearch {
  private mutating func name(of source: RewriteRule.Source, _ formula: TermID) -> String {
    switch source {
    case .lemma: "the lemma \(show(formula))"
    case .inductionHypothesis: "the induction hypothesis"
    case .hypothesis: "the hypothesis \(show(formula))"
    case .booleanLaw: "logic"
    }
  }

  /// What the facts of a refutation rest on.
  private mutating func collect(_ refutation: LinearRefutation, into names: inout [String]) {
    for fact in refutation.facts {
      let name: String?
      switch fact.source {
      case .assumption, .division, .square: name = nil
      case .product(let first, let second):
        collect(LinearRefutation(facts: [first, second], cuts: [], sum: []), into: &names)
        name = nil
      case .hypothesis(let formula): name = "the hypothesis \(show(formula))"
      case .distinction(let formula, _, _, let inner):
        collect(inner, into: &names)
        name = "the hypothesis \(show(formula))"
      case .instance(let instance):
        for condition in instance.conditions { collect(condition.steps, into: &names) }
        collect(instance.steps, into: &names)
        name = self.name(of: instance.source, instance.formula)
      }
      if let name, !names.contains(name) { names.append(name) }
    }
  }
}

/// Names for the variables of a proof, each with the smallest number that is free.
struct DisplayNames {
  private var names: [TermID: String] = [:]
  private var taken: Set<String> = []

  mutating func name(for variable: TermID, like name: String) -> String {
    if let known = names[variable] { return known }
    let stem = String(name.reversed().drop(while: \.isNumber).reversed())
    let base = stem.isEmpty ? "x" : stem
    var candidate = base
    var number = 1
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(base)\(number)"
    }
    names[variable] = candidate
    return candidate
  }
}
