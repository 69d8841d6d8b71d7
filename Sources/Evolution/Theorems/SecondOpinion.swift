import Checker
import Lisp
import Prover

/// Why a proof of ours is not believed. Each one is a defect of ours.
enum CertificateDefect: Error, Equatable, CustomStringConvertible {
  case rejected(String)
  case notOneTheorem(Int)
  /// The accepted theorem is not the goal.
  case otherStatement(String)
  /// A name of the accepted theorem stands for another definition than ours.
  case otherDefinition(String)

  var description: String {
    switch self {
    case .rejected(let cause): "the second checker rejects the certificate: \(cause)"
    case .notOneTheorem(let count): "the certificate proves \(count) theorems instead of one"
    case .otherStatement(let text): "the certificate proves \(text) instead"
    case .otherDefinition(let name): "the certificate has another definition of \(name)"
    }
  }
}

/// The second checker's word on proofs about one program.
struct SecondOpinion: Sendable {
  /// SHA-256 and index of each function's and constructor's definition, as the second checker
  /// computes them from certificates about that function alone.
  private var expected: [Callable: String] = [:]

  /// Finds the identities of what a signature speaks of.
  init(signature: StatementSignature, prover: any TheoremProver) {
    for production in signature.productions where !production.isReference {
      guard let callable = production.callable, expected[callable] == nil else { continue }
      expected[callable] = Self.identity(
        of: callable, production: production, signature: signature, prover: prover)
    }
  }

  /// What the checked theorem's symbols are: `name sha256.index`.
  ///
  /// - Throws: ``CertificateDefect`` unless the certificate is accepted and proves just the goal
  ///   about just these definitions. Of a goal with binders only the acceptance is decided.
  func identities(of proof: Proof, goal: Goal) throws(CertificateDefect) -> [String] {
    let theorem = try Self.theorem(of: proof)
    let identities = Self.identities(of: theorem)
    if !goal.formula.body.hasBinder {
      var correspondence = StatementCorrespondence(
        environment: goal.environment, formula: goal.formula)
      guard correspondence.holds(of: theorem) else {
        throw .otherStatement(theorem.statement)
      }
      let wrong = correspondence.names.filter { callable, name in
        expected[callable].map { $0 != identities[String(name)] } ?? false
      }
      if let name = wrong.keys.map({ goal.environment.name(of: $0) }).min() {
        throw .otherDefinition(name)
      }
    }
    return theorem.identities.map { "\($0.name) \($0.sha256).\($0.index)" }
  }

  private static func theorem(of proof: Proof) throws(CertificateDefect) -> CheckedTheorem {
    switch check(certificate: Array(proof.certificate.utf8)) {
    case .rejected(let item, let line, let cause):
      throw .rejected("item \(item), line \(line): \(cause)")
    case .accepted(let theorems):
      guard theorems.count == 1 else { throw .notOneTheorem(theorems.count) }
      return theorems[0]
    }
  }

  private static func identities(of theorem: CheckedTheorem) -> [String: String] {
    var identities: [String: String] = [:]
    for identity in theorem.identities {
      identities[identity.name] = "\(identity.sha256).\(identity.index)"
    }
    return identities
  }

  /// The identity that a certificate of `f x ... = f x ...` gives; nil if there is none.
  private static func identity(
    of callable: Callable, production: StatementProduction, signature: StatementSignature,
    prover: any TheoremProver
  ) -> String? {
    let locals = production.parameters.enumerated().map { index, sort in
      Local(name: "v\(index)", type: signature.sorts[sort])
    }
    let term = production.term(locals.indices.map { .local($0) })
    let type = signature.sorts[production.result]
    let formula = Formula(
      locals: locals, variableCount: locals.count,
      body: .primitive(.equal, [type], [term, term]))
    let goal = Goal(environment: signature.environment, formula: formula)
    guard case .proved(let proof) = prover.prove(goal), let theorem = try? theorem(of: proof)
    else { return nil }
    var correspondence = StatementCorrespondence(
      environment: signature.environment, formula: formula)
    guard correspondence.holds(of: theorem), let name = correspondence.names[callable] else {
      return nil
    }
    return identities(of: theorem)[String(name)]
  }
}
