import Determinism
import Kernel
import Terms

/// Why a certificate does not speak of a goal.
public enum TieFailure: Error, Equatable, Sendable, CustomStringConvertible {
  case unsupported(reason: String)
  /// The kernel refuses the certificate.
  case refused(String)
  /// It has not exactly one theorem.
  case notOneTheorem(Int)
  /// Its theorem is another statement, or one about other definitions.
  case anotherStatement(String)

  public var description: String {
    switch self {
    case .unsupported(let reason): "the statement is unsupported: \(reason)"
    case .refused(let cause): "the kernel refuses the certificate: \(cause)"
    case .notOneTheorem(let count): "the certificate proves \(count) theorems instead of one"
    case .anotherStatement(let text): "the certificate proves another statement: \(text)"
    }
  }
}

/// Replays a certificate in a theory that holds nothing but the goal's program, and returns what
/// the goal's statement rests on.
///
/// This ties bytes to a program: that a checker accepts them says that they prove *something*.
/// Definitions are compared by identity, never by name; the statement up to the names of variables.
///
/// - Returns: the identity, `sha256.index`, of each data type, constructor and function that the
///   statement rests on, sorted; a checker that accepts the certificate must print the same.
/// - Throws: ``TieFailure``.
public func tie(_ certificate: String, to goal: Goal) throws(TieFailure) -> [String] {
  let result = withLargeStack { () -> Result<[String], TieFailure> in
    do throws(TieFailure) {
      return .success(try replayed(certificate, to: goal))
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}

private func replayed(_ certificate: String, to goal: Goal) throws(TieFailure) -> [String] {
  var theory = Theory()
  var translation = Translation(environment: goal.environment)
  let formula: TermID
  do {
    formula = try translation.translate(goal.formula, in: &theory)
  } catch {
    throw .unsupported(reason: error.reason)
  }
  let identities = theory.foundations(of: formula).map { theory.identity(of: $0) }
  let theorems: [(name: String, theorem: Theorem)]
  do {
    theorems = try replay(certificate, in: &theory)
  } catch {
    throw .refused("\(error)")
  }
  guard theorems.count == 1 else { throw .notOneTheorem(theorems.count) }
  let conclusion = theorems[0].theorem.conclusion
  guard theorems[0].theorem.hypotheses.isEmpty,
    theory.bank.isRenaming(conclusion, of: formula), theory.bank.isRenaming(formula, of: conclusion)
  else { throw .anotherStatement(theory.bank.description(of: conclusion)) }
  return identities.sorted()
}

extension TermBank {
  /// Whether putting variables for variables, and type variables for type variables, makes the
  /// pattern the subject.
  fileprivate func isRenaming(_ subject: TermID, of pattern: TermID) -> Bool {
    var match = Match()
    let variables = Set(freeVariables(of: pattern))
    guard
      match.extend(pattern, to: subject, schematic: variables, polymorphic: true, in: self)
    else { return false }
    let areVariables = match.terms.values.allSatisfy { shape(of: $0) == .variable }
    return areVariables
      && match.types.values.allSatisfy {
        if case .variable = node(of: $0) { true } else { false }
      }
  }
}
