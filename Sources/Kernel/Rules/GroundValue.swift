import Terms

extension Theory {
  /// The value of `= + - * div mod < <=` at two literals.
  mutating func groundValue(of term: TermID) throws(RuleFailure) -> TermID {
    guard bank.shape(of: term) == .application, bank.argumentCount(of: term) == 2,
      case .builtin(let builtin) = bank.kind(of: bank.head(of: term)),
      bank.shape(of: bank.argument(0, of: term)) == .integer,
      bank.shape(of: bank.argument(1, of: term)) == .integer
    else { throw .notGround(term) }
    let left = bank.integerValue(of: bank.argument(0, of: term))
    let right = bank.integerValue(of: bank.argument(1, of: term))
    switch builtin {
    case .equal: return truth(left == right)
    case .less: return truth(left < right)
    case .lessOrEqual: return truth(left <= right)
    case .plus, .minus, .times, .div, .mod:
      guard let value = arithmetic(builtin, left, right) else { throw .overflow(term) }
      return bank.integer(value)
    case .not, .and, .or, .implies, .if: throw .notGround(term)
    }
  }

  private func truth(_ value: Bool) -> TermID { value ? bank.trueTerm : bank.falseTerm }
}

/// The value of an operation on integers, or nil if it does not fit 64 bits.
///
/// Division is Euclidean, `0 <= mod < |right|`; by 0 it gives 0, with the left side remaining.
private func arithmetic(_ operation: Builtin, _ left: Int64, _ right: Int64) -> Int64? {
  let (a, b) = (Int128(left), Int128(right))
  var remainder = b == 0 ? a : a % b
  if b != 0 && remainder < 0 { remainder += b > 0 ? b : -b }
  let value: Int128? =
    switch operation {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .div: b == 0 ? 0 : (a - remainder) / b
    case .mod: remainder
    case .equal, .less, .lessOrEqual, .not, .and, .or, .implies, .if: nil
    }
  return value.flatMap { Int64(exactly: $0) }
}
