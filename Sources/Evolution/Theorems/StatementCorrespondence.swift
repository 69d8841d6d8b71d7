import Checker
import Lisp

/// Whether a statement that the second checker printed is a formula of ours, name for name.
///
/// Walks both at once and collects what stands for what; each of our symbols, variables and type
/// variables must have one name, and no two the same. Formulas with binders, which the logic
/// expresses through functions of its own, are out of its reach.
struct StatementCorrespondence {
  let environment: Environment
  let formula: Formula
  /// Names of functions and constructors in the certificate.
  private(set) var names: [Callable: Substring] = [:]
  private var variables: [Int: Substring] = [:]
  private var typeVariables: [String: Substring] = [:]
  private var dataTypes: [String: Substring] = [:]
  /// Subterms that are written once and referred to by number.
  private var shared: [Substring: CertificateForm] = [:]

  init(environment: Environment, formula: Formula) {
    self.environment = environment
    self.formula = formula
  }

  /// Whether the checked theorem states the formula.
  mutating func holds(of theorem: CheckedTheorem) -> Bool {
    guard var forms = CertificateForm.read(theorem.statement), let statement = forms.popLast()
    else { return false }
    for form in forms {
      guard case .list(let parts) = form, parts.count == 3, parts[0] == .atom("term"),
        case .atom(let number) = parts[1]
      else { return false }
      shared[number] = parts[2]
    }
    return matches(formula.body, statement) && matchesTypes(of: theorem)
      && Set(names.values).count == names.count
      && Set(variables.values).count == variables.count
  }

  /// Variables have the types of ours.
  private mutating func matchesTypes(of theorem: CheckedTheorem) -> Bool {
    guard theorem.variables.count == variables.count else { return false }
    let types = Dictionary(
      uniqueKeysWithValues: theorem.variables.map { ($0.name, $0.type) })
    for (slot, name) in variables.sorted(by: { $0.key < $1.key }) {
      guard let text = types[String(name)], let form = CertificateForm.read(text)?.first,
        matches(formula.locals[slot].type, form)
      else { return false }
    }
    return Set(typeVariables.values).count == typeVariables.count
      && Set(dataTypes.values).count == dataTypes.count
  }

  // MARK: - Terms

  private mutating func matches(_ term: Expression, _ form: CertificateForm) -> Bool {
    if case .atom(let name) = form {
      if let subterm = shared[name] { return matches(term, subterm) }
      guard case .local(let slot) = term else { return false }
      return note(name, as: slot, in: &variables)
    }
    guard case .list(let parts) = form, let first = parts.first else { return false }
    let rest = Array(parts.dropFirst())
    switch term {
    case .integer(let value):
      return first == .atom("int") && rest == [.atom(Substring(String(value)))]
    case .call(let function, let types, let arguments):
      return matches(.function(function), types, first) && matches(arguments, rest)
    case .construct(let constructor, let types, let arguments):
      return matches(.constructor(constructor), types, first) && matches(arguments, rest)
    case .primitive(let primitive, let types, let arguments):
      return matches(.primitive(primitive), types, first) && matches(arguments, rest)
    case .reference(let callable, let types):
      return first == .atom("fn") && rest.count == 1 && matches(callable, types, rest[0])
    case .apply: return first == .atom("@") && matches(term.children, rest)
    case .local, .match, .bind, .lambda, .undefined: return false
    }
  }

  private mutating func matches(_ terms: [Expression], _ forms: [CertificateForm]) -> Bool {
    guard terms.count == forms.count else { return false }
    for (term, form) in zip(terms, forms) where !matches(term, form) { return false }
    return true
  }

  /// A head: a name, or a name with the types of its parameters.
  private mutating func matches(
    _ callable: Callable, _ types: [Type], _ head: CertificateForm
  ) -> Bool {
    var parts = [head]
    if case .list(let list) = head { parts = list }
    guard case .atom(let name)? = parts.first, parts.count == types.count + 1 else {
      return false
    }
    for (type, form) in zip(types, parts.dropFirst()) where !matches(type, form) { return false }
    if case .primitive(let primitive) = callable { return name == primitive.rawValue }
    if let known = names[callable] { return known == name }
    names[callable] = name
    return true
  }

  // MARK: - Types

  private mutating func matches(_ type: Type, _ form: CertificateForm) -> Bool {
    switch (type, form) {
    case (.bool, .atom(let name)): return name == "bool"
    case (.int, .atom(let name)): return name == "int"
    case (.variable(let variable), .atom(let name)):
      return name.hasPrefix("'") && note(name, as: variable, in: &typeVariables)
    case (.data(let data, let arguments), .atom(let name)):
      return arguments.isEmpty && note(name, as: data, in: &dataTypes)
    case (.data(let data, let arguments), .list(let parts)):
      guard case .atom(let name)? = parts.first, note(name, as: data, in: &dataTypes) else {
        return false
      }
      return matches(arguments, Array(parts.dropFirst()))
    case (.function(let parameters, let result), .list(let parts)):
      return parts.first == .atom("->")
        && matches(parameters + [result], Array(parts.dropFirst()))
    default: return false
    }
  }

  private mutating func matches(_ types: [Type], _ forms: [CertificateForm]) -> Bool {
    guard types.count == forms.count else { return false }
    for (type, form) in zip(types, forms) where !matches(type, form) { return false }
    return true
  }

  private func note<Key: Hashable>(
    _ name: Substring, as key: Key, in map: inout [Key: Substring]
  ) -> Bool {
    if let known = map[key] { return known == name }
    map[key] = name
    return true
  }
}
