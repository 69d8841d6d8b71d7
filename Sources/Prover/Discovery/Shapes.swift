import Kernel
import Terms

/// The standard shapes of lemmas, about the functions of a signature whatever their weight.
///
/// They are what users of inductive provers had to add by hand most often; see also Nagashima, Xu,
/// Wang, Goc and Bang 2023, "Template-Based Conjecturing for Automated Induction in Isabelle/HOL".
extension ProofSearch {
  mutating func shapes(of signature: Signature) -> [TermID] {
    var result: [TermID] = []
    let functions = signature.operations.filter {
      guard case .application(let symbol, _) = $0.head else { return false }
      return !theory.bank.isConstructor(symbol)
    }
    for operation in functions where operation.parameters.count == 2 {
      let type = operation.parameters[0]
      guard operation.parameters[1] == type, let variables = signature.variables[type],
        variables.count == 3
      else { continue }
      if operation.result == theory.bank.bool, type != theory.bank.bool {
        result += relationShapes(operation, variables)
        for other in functions where other.parameters == operation.parameters {
          guard other.result == theory.bank.bool, other.head != operation.head else { continue }
          result += pairShapes(operation, other, variables)
        }
      } else if operation.result == type {
        result += operationShapes(operation, variables)
        for other in functions where other.parameters == operation.parameters {
          guard other.result == type, other.head != operation.head else { continue }
          result += distributionShapes(operation, other, variables)
        }
      }
    }
    return result
  }

  /// Reflexivity, symmetry, antisymmetry, totality, transitivity, and their opposites.
  mutating func relationShapes(
    _ relation: Signature.Operation, _ v: [TermID]
  ) -> [TermID] {
    guard let xx = theory.bank.term(relation, [v[0], v[0]]),
      let xy = theory.bank.term(relation, [v[0], v[1]]),
      let yx = theory.bank.term(relation, [v[1], v[0]]),
      let yz = theory.bank.term(relation, [v[1], v[2]]),
      let xz = theory.bank.term(relation, [v[0], v[2]])
    else { return [] }
    let equal = theory.bank.equationOf(v[0], v[1])
    let notXY = theory.bank.logical(.not, xy)
    let notYX = theory.bank.logical(.not, yx)
    return [
      xx, theory.bank.logical(.not, xx), theory.bank.equationOf(xy, equal),
      theory.bank.equationOf(xy, yx), theory.bank.implication([xy], yx),
      theory.bank.implication([notXY], yx), theory.bank.implication([xy], notYX),
      theory.bank.implication([xy, yx], equal), theory.bank.implication([xy, yz], xz),
    ]
  }

  mutating func pairShapes(
    _ first: Signature.Operation, _ second: Signature.Operation, _ v: [TermID]
  ) -> [TermID] {
    guard let xy = theory.bank.term(first, [v[0], v[1]]),
      let other = theory.bank.term(second, [v[0], v[1]]),
      let turned = theory.bank.term(second, [v[1], v[0]])
    else { return [] }
    return [
      theory.bank.equationOf(xy, theory.bank.logical(.not, turned)),
      theory.bank.equationOf(xy, turned), theory.bank.implication([xy], other),
    ]
  }

  /// Commutativity, associativity, left commutativity and idempotence.
  private mutating func operationShapes(
    _ operation: Signature.Operation, _ v: [TermID]
  ) -> [TermID] {
    guard let xy = theory.bank.term(operation, [v[0], v[1]]),
      let yx = theory.bank.term(operation, [v[1], v[0]]),
      let yz = theory.bank.term(operation, [v[1], v[2]]),
      let xz = theory.bank.term(operation, [v[0], v[2]]),
      let left = theory.bank.term(operation, [xy, v[2]]),
      let right = theory.bank.term(operation, [v[0], yz]),
      let swapped = theory.bank.term(operation, [v[1], xz]),
      let xx = theory.bank.term(operation, [v[0], v[0]])
    else { return [] }
    return [
      theory.bank.equationOf(xx, v[0]), theory.bank.equationOf(left, right),
      theory.bank.equationOf(xy, yx), theory.bank.equationOf(right, swapped),
    ]
  }

  /// Distribution of one operation over another, from the left and from the right.
  private mutating func distributionShapes(
    _ outer: Signature.Operation, _ inner: Signature.Operation, _ v: [TermID]
  ) -> [TermID] {
    guard let yz = theory.bank.term(inner, [v[1], v[2]]),
      let xy = theory.bank.term(outer, [v[0], v[1]]),
      let xz = theory.bank.term(outer, [v[0], v[2]]),
      let yx = theory.bank.term(outer, [v[1], v[0]]),
      let zx = theory.bank.term(outer, [v[2], v[0]]),
      let left = theory.bank.term(outer, [v[0], yz]),
      let leftSum = theory.bank.term(inner, [xy, xz]),
      let right = theory.bank.term(outer, [yz, v[0]]),
      let rightSum = theory.bank.term(inner, [yx, zx])
    else { return [] }
    return [theory.bank.equationOf(left, leftSum), theory.bank.equationOf(right, rightSum)]
  }
}
