/// ground.
extension Judge {
  /// `|- t = v`, where t is an operation on two literals and v its value
  ///
  /// - Throws: `notGround`; `resultTooLarge` if v does not fit 64 bits.
  mutating func ground(_ parts: inout Elements) throws(Cause) -> Sequent {
    let term = try takeTerm(&parts)
    guard let symbol = symbol(term), case .primitive(let operation) = signature[symbol].kind,
      let first = terms.literal(terms.argument(term, 0)),
      let second = terms.literal(terms.argument(term, 1))
    else { throw .notGround }
    let value: TermID
    switch groundValue(operation, Int128(first), Int128(second)) {
    case .truth(let isTrue): value = isTrue ? builtIn.truth : builtIn.falsity
    case .number(let number):
      guard let literal = Int64(exactly: number) else { throw .resultTooLarge }
      value = try self.literal(literal)
    case nil: throw .notGround
    }
    return Sequent(hypotheses: .empty, conclusion: try equation(term, value))
  }

  /// No operation on two numbers of 64 bits leaves 128 bits.
  private func groundValue(
    _ operation: Word, _ first: Int128, _ second: Int128
  ) -> GroundValue? {
    switch operation {
    case .equal: .truth(first == second)
    case .less: .truth(first < second)
    case .atMost: .truth(first <= second)
    case .plus: .number(first + second)
    case .minus: .number(first - second)
    case .times: .number(first * second)
    case .div: .number(euclidean(first, second).quotient)
    case .mod: .number(euclidean(first, second).remainder)
    default: nil
    }
  }

  /// `first = second * quotient + remainder` with `0 <= remainder < |second|`; for 0 they are 0 and
  /// `first`.
  private func euclidean(
    _ first: Int128, _ second: Int128
  ) -> (quotient: Int128, remainder: Int128) {
    guard second != 0 else { return (0, first) }
    let (quotient, remainder) = first.quotientAndRemainder(dividingBy: second)
    if remainder >= 0 { return (quotient, remainder) }
    return second > 0
      ? (quotient - 1, remainder + second) : (quotient + 1, remainder - second)
  }
}

/// The value of an operation on integers.
private enum GroundValue {
  case truth(Bool)
  case number(Int128)
}
