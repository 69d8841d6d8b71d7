import Kernel
import Terms

extension Translation {
  /// Defines a group, as it is written, by the evidence of workers whose recursion is plainer.
  ///
  /// - Parameter byMeasure: whether the workers may need a measure.
  /// - Returns: whether the group is defined; if not, the theory may have gained workers.
  mutating func defineByWitnesses(
    _ group: [FunctionDefinition], byMeasure: Bool, in theory: inout Theory
  ) -> Bool {
    var specialiser = Specialiser(group)
    do {
      try specialiser.run(in: &theory) {
        (like, name, theory) throws(SpecialisationFailure) in
        do {
          return try declare(
            name, typeParameters: like.typeParameters,
            parameters: like.parameters.map { theory.bank.type(of: $0) }, result: like.result,
            in: &theory)
        } catch {
          throw .tooLarge
        }
      }
    } catch {
      return false
    }
    guard !specialiser.versions.isEmpty else { return false }
    if (try? theory.define(specialiser.definitions, evidence: .structural)) == nil {
      guard byMeasure,
        (try? admission.define(specialiser.definitions, parts: [], in: &theory)) != nil
      else { return false }
    }
    let workers = specialiser.definitions.map(\.symbol)
    let functions = (functions.values + workers).sorted()
    let order = TermOrder(functions: functions, in: theory)
    let limits = ProverLimits(inferences: WitnessLimits.total, discovery: false)
    var search = ProofSearch(theory: theory, limits: limits)
    search.prepare(order: order, usable: [], facts: [])
    let witnesses = search.witnesses(of: group, by: specialiser)
    theory = search.theory
    guard let witnesses else { return false }
    return (try? theory.define(group, evidence: .witnessed(witnesses))) != nil
  }
}
