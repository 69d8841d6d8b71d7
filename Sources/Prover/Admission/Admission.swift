import Kernel
import Terms

/// What the admission of functions has found out in one theory.
struct Admission {
  var sizes = SizeFunctions()
  /// What was proved about sizes and the functions that recursions go through.
  var facts: [KnownFact] = []
  /// The functions defined so far, in order.
  private var functions: [SymbolID] = []
}

/// Why a group of functions is not admitted.
enum AdmissionObstacle: Error {
  case refused(AdmissionFailure)
  /// A call at which no measure was shown to decrease.
  case noMeasure(call: TermID)
}

extension Admission {
  /// Defines a group: by the structure of its arguments, else by a measure.
  ///
  /// - Parameter parts: the functions that were taken out of others.
  mutating func define(
    _ group: [FunctionDefinition], parts: Set<SymbolID>, in theory: inout Theory
  ) throws(AdmissionObstacle) {
    do {
      try theory.define(group, evidence: .structural)
    } catch {
      switch error {
      case .doesNotDecrease, .tooManyGraphs:
        try defineMeasured(group, parts: parts, refusal: error, in: &theory)
      default: throw .refused(error)
      }
    }
    functions += group.map(\.symbol).filter { theory.isDefined($0) }
  }

  private mutating func defineMeasured(
    _ group: [FunctionDefinition], parts: Set<SymbolID>, refusal: AdmissionFailure,
    in theory: inout Theory
  ) throws(AdmissionObstacle) {
    guard let lifted = GuardLifting.lift(group, parts: parts, in: &theory.bank) else {
      throw .refused(refusal)
    }
    let symbols = Set(lifted.map(\.symbol))
    var clauses: [[PlannedClause]] = []
    for definition in lifted {
      guard let list = theory.bank.clauses(of: definition, group: symbols) else {
        throw .refused(refusal)
      }
      clauses.append(list)
    }
    let (evidence, obstacle) = evidence(for: lifted, clauses, in: &theory)
    guard let evidence else {
      if let obstacle { throw .noMeasure(call: obstacle) }
      throw .refused(refusal)
    }
    do {
      try theory.define(lifted, evidence: evidence)
    } catch {
      throw .refused(error)
    }
  }

  /// Measures for a group: sizes first, then weights as well.
  ///
  /// - Returns: the evidence, or a call at which no measure decreases.
  private mutating func evidence(
    for group: [FunctionDefinition], _ clauses: [[PlannedClause]], in theory: inout Theory
  ) -> (evidence: Evidence?, obstacle: TermID?) {
    var candidates: [[TermID]] = []
    for (definition, list) in zip(group, clauses) {
      candidates.append(MeasureCandidates(of: definition, list, &sizes, in: &theory).measures)
    }
    var measures = MeasureSearch(
      search: proofSearch(theory), sizes: sizes, group: group, clauses: clauses)
    measures.search.proveSizesNotNegative(sizes)
    var evidence = measures.evidence(candidates)
    if evidence == nil {
      for (index, definition) in group.enumerated() {
        let weights = MeasureCandidates(
          weighing: definition, &measures.sizes, in: &measures.search.theory)
        candidates[index] = weights.measures + candidates[index]
      }
      measures.search.proveSizesNotNegative(measures.sizes)
      evidence = measures.evidence(candidates)
    }
    let obstacle = measures.obstacle
    sizes = measures.sizes
    facts = measures.search.provedFacts()
    theory = measures.finish()
    return (evidence, obstacle)
  }

  private func proofSearch(_ theory: consuming Theory) -> ProofSearch {
    let known = functions + sizes.inOrder
    let order = TermOrder(functions: known, in: theory)
    let limits = ProverLimits(
      inferences: MeasureLimits.group, goalAttempt: MeasureLimits.attempt)
    var search = ProofSearch(theory: theory, limits: limits)
    search.prepare(order: order, usable: Set(known), facts: facts)
    return search
  }
}

extension MeasureSearch {
  /// Gives the theory back.
  consuming func finish() -> Theory { search.theory }
}

extension ProofSearch {
  /// `(<= 0 (size-T x))` for each size function, unless it is known.
  mutating func proveSizesNotNegative(_ sizes: SizeFunctions) {
    for function in sizes.inOrder {
      let (parameters, _) = theory.bank.signature(of: function)
      let types = theory.bank.typeParameters(of: function).compactMap {
        try? theory.bank.type(.variable($0))
      }
      let subject = theory.bank.variable("x", parameters[0])
      guard let size = try? theory.bank.application(function, types, [subject]) else { continue }
      let formula = theory.bank.logical(.lessOrEqual, theory.bank.integer(0), size)
      if facts.contains(where: { $0.formula == formula }) { continue }
      _ = try? attemptLemma(formula, limit: MeasureLimits.attempt)
    }
  }

  /// The facts found so far, with their theorems.
  mutating func provedFacts() -> [KnownFact] {
    var result: [KnownFact] = []
    for index in facts.indices {
      guard let theorem = try? lemmaTheorem(index) else { continue }
      result.append(KnownFact(formula: facts[index].formula, origin: .theorem(theorem)))
    }
    return result
  }
}
