import Kernel
import Terms

extension Simplifier {
  /// `@(fn h(s …) t …)` is `h(s … t …)`.
  func betaStep(_ term: TermID, in theory: inout Theory) -> RewriteStep? {
    let function = theory.bank.argument(0, of: term)
    guard theory.bank.shape(of: function) == .functionValue else { return nil }
    let arguments =
      theory.bank.arguments(of: function) + theory.bank.arguments(of: term).dropFirst()
    let head = theory.bank.head(of: function)
    let types = theory.bank.typeArguments(of: function)
    guard let right = try? theory.bank.application(head, types, arguments) else { return nil }
    return RewriteStep(left: term, right: right, reason: .beta)
  }

  /// Equations of constructor terms and arithmetic on literals.
  func builtinStep(
    _ builtin: Builtin, _ term: TermID, in theory: inout Theory
  ) -> RewriteStep? {
    switch builtin {
    case .equal: return equationStep(term, in: &theory)
    case .plus, .minus, .times:
      return groundStep(builtin, term, in: &theory) ?? ringStep(term, in: &theory)
    case .div, .mod, .less, .lessOrEqual:
      return groundStep(builtin, term, in: &theory)
    case .not, .and, .or, .implies, .if: return nil
    }
  }

  private func equationStep(_ term: TermID, in theory: inout Theory) -> RewriteStep? {
    guard let (left, right) = theory.bank.equationSides(term) else { return nil }
    if left == right {
      return RewriteStep(left: term, right: theory.bank.trueTerm, reason: .reflexivity)
    }
    let falseTerm = theory.bank.falseTerm
    if theory.bank.shape(of: left) == .integer, theory.bank.shape(of: right) == .integer {
      return RewriteStep(left: term, right: falseTerm, reason: .ground)
    }
    guard let c = constructor(of: left, in: theory.bank),
      let d = constructor(of: right, in: theory.bank)
    else {
      return theory.bank.isUnderConstructors(left, right)
        ? RewriteStep(left: term, right: falseTerm, reason: .acyclic) : nil
    }
    if c != d { return RewriteStep(left: term, right: falseTerm, reason: .distinct) }
    guard let conjunction = theory.bank.conjunctionOfFields(left, right) else { return nil }
    return RewriteStep(left: term, right: conjunction, reason: .inject)
  }

  private func constructor(of term: TermID, in bank: borrowing TermBank) -> SymbolID? {
    guard bank.shape(of: term) == .application else { return nil }
    let head = bank.head(of: term)
    if case .constructor = bank.kind(of: head) { return head }
    return nil
  }

  private func groundStep(
    _ builtin: Builtin, _ term: TermID, in theory: inout Theory
  ) -> RewriteStep? {
    let left = theory.bank.argument(0, of: term)
    let right = theory.bank.argument(1, of: term)
    guard theory.bank.shape(of: left) == .integer, theory.bank.shape(of: right) == .integer,
      let value = evaluate(
        builtin, theory.bank.integerValue(of: left), theory.bank.integerValue(of: right),
        in: &theory.bank)
    else { return nil }
    return RewriteStep(left: term, right: value, reason: .ground)
  }

  /// The value of an operation on literals, or nil where it leaves 64 bits.
  private func evaluate(
    _ builtin: Builtin, _ a: Int64, _ b: Int64, in bank: inout TermBank
  ) -> TermID? {
    switch builtin {
    case .plus: return integer(a.addingReportingOverflow(b), in: &bank)
    case .minus: return integer(a.subtractingReportingOverflow(b), in: &bank)
    case .times: return integer(a.multipliedReportingOverflow(by: b), in: &bank)
    case .div: return integer(euclideanQuotient(a, b), in: &bank)
    case .mod: return integer(euclideanRemainder(a, b), in: &bank)
    case .less: return a < b ? bank.trueTerm : bank.falseTerm
    case .lessOrEqual: return a <= b ? bank.trueTerm : bank.falseTerm
    case .equal, .not, .and, .or, .implies, .if: return nil
    }
  }

  private func integer(
    _ value: (partialValue: Int64, overflow: Bool), in bank: inout TermBank
  ) -> TermID? {
    value.overflow ? nil : bank.integer(value.partialValue)
  }

  private func euclideanRemainder(
    _ a: Int64, _ b: Int64
  ) -> (partialValue: Int64, overflow: Bool) {
    if b == 0 { return (a, false) }
    if b == -1 { return (0, false) }
    let remainder = a % b
    if remainder >= 0 { return (remainder, false) }
    return b > 0
      ? remainder.addingReportingOverflow(b) : remainder.subtractingReportingOverflow(b)
  }

  private func euclideanQuotient(
    _ a: Int64, _ b: Int64
  ) -> (partialValue: Int64, overflow: Bool) {
    if b == 0 { return (0, false) }
    let (quotient, overflow) = a.dividedReportingOverflow(by: b)
    if overflow { return (quotient, true) }
    if a % b >= 0 { return (quotient, false) }
    return b > 0
      ? quotient.subtractingReportingOverflow(1) : quotient.addingReportingOverflow(1)
  }
}
