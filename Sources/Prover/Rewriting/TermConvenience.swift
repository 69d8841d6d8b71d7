import Kernel
import Terms

// What the search asks of terms beside what the bank offers. Terms that it builds are well typed by
// construction, so a refusal of the bank means that there is no such term: nil.

extension TermBank {
  /// A term with other arguments of the same types.
  mutating func rebuilding(_ term: TermID, arguments: [TermID]) -> TermID {
    rebuilding(term, arguments: arguments.span)
  }

  /// A term with other arguments of the same types.
  mutating func rebuilding(_ term: TermID, arguments: Span<TermID>) -> TermID {
    do {
      return try rebuild(term, arguments: arguments)
    } catch {
      preconditionFailure("arguments of the same types fit: \(error)")
    }
  }

  /// The instance of a term, or nil if the substitution does not fit its types.
  mutating func instance(_ term: TermID, _ substitution: Substitution) -> TermID? {
    try? substitute(term, substitution)
  }

  /// The instance of a type; a type that would nest too deeply stays as it is.
  mutating func typeInstance(_ type: TypeID, _ substitution: Substitution) -> TypeID {
    (try? substitute(type, substitution.types)) ?? type
  }

  mutating func equationOf(_ left: TermID, _ right: TermID) -> TermID {
    do {
      return try equation(left, right)
    } catch {
      preconditionFailure("sides of one type: \(error)")
    }
  }

  mutating func logical(_ builtin: Builtin, _ arguments: TermID...) -> TermID {
    do {
      return try application(self.builtin(builtin), [], arguments)
    } catch {
      preconditionFailure("a connective of formulas: \(error)")
    }
  }

  /// `(=> h1 (=> h2 … goal))`.
  mutating func implication(_ hypotheses: [TermID], _ goal: TermID) -> TermID {
    var formula = goal
    for hypothesis in hypotheses.reversed() {
      formula = logical(.implies, hypothesis, formula)
    }
    return formula
  }

  /// The arguments of a connective, or nil if the term is no application of it.
  func operands(of term: TermID, _ builtin: Builtin) -> [TermID]? {
    guard shape(of: term) == .application, head(of: term) == self.builtin(builtin) else {
      return nil
    }
    return arguments(of: term)
  }

  /// Whether the term is a constructor applied to arguments.
  func isConstructed(_ term: TermID) -> Bool {
    guard shape(of: term) == .application else { return false }
    if case .constructor = kind(of: head(of: term)) { return true }
    return false
  }

  /// Whether one of two terms is properly inside the other, under constructors only.
  func isUnderConstructors(_ s: TermID, _ t: TermID) -> Bool {
    reaches(s, from: t) || reaches(t, from: s)
  }

  private func reaches(_ s: TermID, from t: TermID) -> Bool {
    guard isConstructed(t) else { return false }
    var stack = arguments(of: t)
    var seen: Set<TermID> = []
    while let next = stack.popLast() {
      if next == s { return true }
      if isConstructed(next), seen.insert(next).inserted {
        stack.append(contentsOf: arguments(of: next))
      }
    }
    return false
  }

  /// `(and (= s1 t1) (and … (= sn tn)))` for two terms of one constructor with fields.
  mutating func conjunctionOfFields(_ s: TermID, _ t: TermID) -> TermID? {
    let count = argumentCount(of: s)
    guard count > 0 else { return nil }
    var formula = equationOf(argument(count - 1, of: s), argument(count - 1, of: t))
    for index in (0..<(count - 1)).reversed() {
      let equation = equationOf(argument(index, of: s), argument(index, of: t))
      formula = logical(.and, equation, formula)
    }
    return formula
  }

  /// The number of variables and symbols in a term, as a tree.
  func size(of term: TermID) -> Int {
    arguments(of: term).reduce(1) { $0 + size(of: $1) }
  }

  /// Every subterm of some terms once.
  func subterms(of terms: [TermID]) -> [TermID] {
    var result: [TermID] = []
    var seen = IDSet()
    for term in terms { collect(term, into: &result, seen: &seen) }
    return result
  }

  /// Every subterm once, the term itself last.
  func subterms(of term: TermID) -> [TermID] {
    var result: [TermID] = []
    var seen = IDSet()
    collect(term, into: &result, seen: &seen)
    return result
  }

  private func collect(_ term: TermID, into result: inout [TermID], seen: inout IDSet) {
    guard seen.insert(term.index) else { return }
    for index in 0..<argumentCount(of: term) {
      collect(argument(index, of: term), into: &result, seen: &seen)
    }
    result.append(term)
  }
}

extension Clause {
  /// Matches the patterns against the arguments of an application; the patterns are linear.
  func match(
    arguments term: TermID, _ match: inout Match, in bank: borrowing TermBank
  ) -> Bool {
    for (index, pattern) in patterns.enumerated() {
      guard
        Clause.fit(pattern, bank.argument(index, of: term), &match, in: bank)
      else { return false }
    }
    return true
  }

  private static func fit(
    _ pattern: TermID, _ subject: TermID, _ match: inout Match, in bank: borrowing TermBank
  ) -> Bool {
    if bank.shape(of: pattern) == .variable {
      match.terms[pattern] = subject
      return true
    }
    guard bank.shape(of: subject) == .application, bank.head(of: subject) == bank.head(of: pattern)
    else { return false }
    for index in 0..<bank.argumentCount(of: pattern) {
      let inner = bank.argument(index, of: pattern)
      if !fit(inner, bank.argument(index, of: subject), &match, in: bank) { return false }
    }
    return true
  }
}
