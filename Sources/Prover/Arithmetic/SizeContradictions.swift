import Kernel
import Terms

/// Equations between values of different sizes.
///
/// `(= xs (cons y (append ys xs)))` has no solution, although no constructor term stands inside
/// another: the right side is longer than the left one. What functions do to sizes is found out and
/// proved as it is for other measures (``BoundDiscovery``).
extension ProofSearch {
  /// Tries to prove a formula that supposes an equation of a recursive data type, with sizes.
  mutating func proveBySizes(
    _ formula: TermID, _ signature: Signature
  ) throws(SearchFailure) -> ProofTree? {
    var measured = signature
    var functions = SizeFunctions()
    for type in premiseTypes(of: formula) {
      guard let (symbol, arguments) = theory.bank.dataType(of: type), isRecursive(symbol),
        sizes[symbol] == nil,
        functions.size(of: theory.bank.variable("sized", type), in: &theory) != nil,
        let function = functions.functions[symbol]
      else { continue }
      sizes[symbol] = function
      measured.add(
        Signature.Operation(
          head: .application(function, arguments), parameters: [type], result: theory.bank.int,
          weight: 1))
    }
    guard !sizes.isEmpty, try discoverBounds(measured) > 0 else { return nil }
    return try attempt(formula, limit: limits.goalAttempt)
  }

  /// The types of the equations that a formula supposes.
  private func premiseTypes(of formula: TermID) -> [TypeID] {
    var result: [TypeID] = []
    var conclusion = formula
    while let parts = theory.bank.operands(of: conclusion, .implies) {
      if let (left, _) = theory.bank.equationSides(parts[0]) {
        let type = theory.bank.type(of: left)
        if !result.contains(type) { result.append(type) }
      }
      conclusion = parts[1]
    }
    return result
  }

  /// Whether a hypothesis equates values of different sizes; then the moves end in the hypothesis
  /// `false`.
  mutating func contradictSizes(
    _ sequent: Sequent, moves: inout [ProofTree.Move]
  ) throws(SearchFailure) -> Bool {
    if sizes.isEmpty { return false }
    for hypothesis in sequent.hypotheses {
      guard let (left, right) = theory.bank.equationSides(hypothesis),
        let (symbol, arguments) = theory.bank.dataType(of: theory.bank.type(of: left)),
        let size = sizes[symbol],
        let leftSize = try? theory.bank.application(size, arguments, [left]),
        let rightSize = try? theory.bank.application(size, arguments, [right])
      else { continue }
      let equation = theory.bank.equationOf(leftSize, rightSize)
      // The hypothesis itself would put one side for the other.
      var simplifier = simplifier(for: sequent.hypotheses.filter { $0 != hypothesis })
      let normal = try simplifier.normalise(equation, in: &theory, spending: &budget)
      guard normal == theory.bank.falseTerm else { continue }
      let steps = simplifier.explain(equation, in: theory.bank)
      moves.append(.measure(hypothesis, by: size, equation))
      moves.append(.rewriteHypothesis(from: equation, steps: steps, to: normal))
      return true
    }
    return false
  }
}
