import Terms

extension Theory {
  func implicationSides(_ term: TermID) throws(RuleFailure) -> (TermID, TermID) {
    guard bank.isApplication(term, of: bank.builtin(.implies)) else {
      throw .notAnImplication(term)
    }
    return (bank.argument(0, of: term), bank.argument(1, of: term))
  }

  /// Checks that two terms, at each node, are equal, or are `s` and `t`, or `t` and `s`, or agree in
  /// kind, head and number of arguments and, in the same way, in each argument.
  ///
  /// No pair of nodes is compared twice, so terms that are huge as trees cost what they are as DAGs.
  func checkRewrite(
    _ p: TermID, to q: TermID, _ s: TermID, _ t: TermID
  ) throws(RuleFailure) {
    var seen: IDSet? = nil
    var visited = 0
    var pairs: ContiguousArray<(TermID, TermID)> = [(p, q)]
    while let (left, right) = pairs.popLast() {
      if left == right || (left == s && right == t) || (left == t && right == s) { continue }
      guard agreeOutside(left, right) else { throw .doesNotRewrite(left, right) }
      visited += 1
      if visited > 32 {
        // Small terms are compared without a set; from here on each pair is noted.
        let key = UInt64(left.index) << 32 | UInt64(right.index)
        if seen == nil { seen = IDSet() }
        guard seen?.insertKey(key) == true else { continue }
      }
      for position in 0..<bank.argumentCount(of: left) {
        pairs.append((bank.argument(position, of: left), bank.argument(position, of: right)))
      }
    }
  }

  /// Two different terms agree in kind, head and number of arguments, and have arguments.
  private func agreeOutside(_ left: TermID, _ right: TermID) -> Bool {
    let shape = bank.shape(of: left)
    let count = bank.argumentCount(of: left)
    guard shape == bank.shape(of: right), count == bank.argumentCount(of: right) else {
      return false
    }
    switch shape {
    case .variable, .integer: return false
    case .application, .functionValue:
      return count > 0 && bank.headID(of: left) == bank.headID(of: right)
    case .call: return true
    }
  }
}
