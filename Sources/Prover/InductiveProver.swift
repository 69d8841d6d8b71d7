import Determinism
import Kernel
import Lisp
import Terms

/// The full prover: rewriting, case distinctions, induction and generalisation.
///
/// It does not look for counterexamples to the goal itself: a ``Refuter`` does that first.
public struct InductiveProver: TheoremProver {
  public init() {}

  public func prove(_ goal: Goal) -> Verdict {
    withLargeStack { attempt(goal) }
  }

  private func attempt(_ goal: Goal) -> Verdict {
    var theory = Theory()
    var translation = Translation(environment: goal.environment)
    let formula: TermID
    do {
      formula = try translation.translate(goal.formula, in: &theory)
    } catch {
      return .unsupported(reason: error.reason)
    }
    var lemmas: [(index: Int, formula: TermID)] = []
    for (index, lemma) in goal.lemmas.prefix(goal.limits.lemmas).enumerated() {
      if let term = try? translation.translate(lemma.formula, in: &theory) {
        lemmas.append((index, term))
      }
    }
    let functions = translation.functions.values.sorted()
    let order = TermOrder(functions: functions, in: theory)
    var search = ProofSearch(theory: theory, limits: goal.limits)
    for function in translation.lawful { search.rules.definitions.fold(function) }
    search.prepare(
      order: order, usable: Set(functions),
      facts: lemmas.map {
        KnownFact(
          formula: $0.formula,
          origin: .given(index: $0.index, certificate: goal.lemmas[$0.index].certificate))
      } + translation.laws)
    return search.attempt(formula, name: goal.name, shelf: goal.shelf)
  }
}

extension ProofSearch {
  /// Makes rules of laws and lemmas.
  mutating func prepare(
    order: TermOrder, usable: Set<SymbolID>, facts: [KnownFact]
  ) {
    self.order = order
    self.facts = facts
    self.usable = usable
    for rule in lawRules() { rules.add(rule, in: theory.bank) }
    pruning = rules
    for (index, fact) in facts.enumerated() { addRules(of: fact.formula, fact: index) }
  }

  /// Searches, replays what was found and writes the certificate.
  mutating func attempt(_ formula: TermID, name: String, shelf: LemmaShelf?) -> Verdict {
    let tree: ProofTree?
    do {
      tree = try proveWithLemmas(formula, shelf: shelf ?? LemmaShelf())
    } catch {
      return .unknown(standing(.outOfInferences, isShelved: shelf != nil))
    }
    guard let tree else { return .unknown(standing(.exhausted, isShelved: shelf != nil)) }
    let spent = budget.spent
    do {
      let theorem = try replay(tree)
      guard theorem.hypotheses.isEmpty, theorem.conclusion == formula else {
        throw ReplayDefect.stepDoesNotApply(describe(Sequent(hypotheses: [], goal: formula)))
      }
      var cited: [Int] = []
      var lemmaLines: Set<LineID> = []
      for (index, fact) in facts.enumerated() {
        guard case .given(let position, _) = fact.origin, let lemma = replayState.lemmas[index]
        else { continue }
        cited.append(position)
        lemmaLines.insert(lemma.line)
      }
      let certificate = try Kernel.certificate(
        of: [(LogicNames.printable(name), theorem)], in: theory)
      let steps = explain(tree)
      var findings = Findings()
      if shelf != nil {
        findings = self.findings()
        findings.lemmas.append(shelved(formula, certificate))
      }
      return .proved(
        Proof(
          certificate: certificate, inferences: spent,
          lines: proofLineCount(of: theorem, excluding: lemmaLines, in: theory),
          steps: steps, usedLemmas: cited, findings: findings))
    } catch {
      return .unknown(
        Standing(inferences: spent, openGoals: ["\(error)"], reason: .replayFailed))
    }
  }

  private mutating func standing(_ reason: StopReason, isShelved: Bool) -> Standing {
    Standing(
      inferences: budget.spent, openGoals: frontier.prefix(5).map { describe($0) },
      reason: reason, findings: isShelved ? findings() : Findings())
  }

  func describe(_ sequent: Sequent) -> String {
    let goal = theory.bank.description(of: sequent.goal)
    if sequent.hypotheses.isEmpty { return goal }
    let hypotheses = sequent.hypotheses.map { theory.bank.description(of: $0) }
    return goal + " if " + hypotheses.joined(separator: " and ")
  }
}
