import Lisp

/// What one-sided matching has bound so far.
struct Matching {
  /// By slot of the pattern; only slots below the pattern's variable count are ever bound.
  var terms: [Expression?]
  var types: [String: Type] = [:]

  /// Whether the pattern's type variables stand for themselves.
  let isRigid: Bool

  /// - Parameter variables: how many of the pattern's slots may be bound.
  init(variables: Int, isRigid: Bool = false) {
    terms = Array(repeating: nil, count: variables)
    self.isRigid = isRigid
  }

  /// The pattern's term under the matching; nil if one of its variables is not bound.
  func instance(of pattern: Expression) -> Expression? {
    var isComplete = true
    let term = pattern.substituting(types: types).replacingLocals { slot in
      guard slot < terms.count else { return nil }
      if terms[slot] == nil { isComplete = false }
      return terms[slot]
    }
    return isComplete ? term : nil
  }
}

/// Where subjects of matching live: their definitions and the types of their variables.
struct SubjectContext {
  var environment: Environment
  var locals: [Local]

  func type(of expression: Expression) -> Type {
    environment.type(of: expression, locals: locals)
  }
}

extension Matching {
  /// Extends the matching so that the pattern under it is the subject; false, and then half
  /// extended, if there is no such extension.
  ///
  /// - Parameter patternLocals: the types of the pattern's variables.
  mutating func extend(
    _ pattern: Expression, to subject: Expression, patternLocals: [Local],
    in context: SubjectContext
  ) -> Bool {
    if case .local(let slot) = pattern, slot < terms.count {
      if let bound = terms[slot] { return bound == subject }
      guard extend(patternLocals[slot].type, to: context.type(of: subject)) else { return false }
      terms[slot] = subject
      return true
    }
    guard extend(pattern.head, to: subject.head) else { return false }
    let patterns = pattern.arguments
    let subjects = subject.arguments
    guard patterns.count == subjects.count else { return false }
    for (pattern, subject) in zip(patterns, subjects)
    where !extend(pattern, to: subject, patternLocals: patternLocals, in: context) {
      return false
    }
    return true
  }

  private mutating func extend(_ pattern: ExpressionHead, to subject: ExpressionHead) -> Bool {
    switch (pattern, subject) {
    case (.call(let f, let types), .call(let g, let others)):
      f == g && extend(types, to: others)
    case (.construct(let c, let types), .construct(let d, let others)):
      c == d && extend(types, to: others)
    case (.primitive(let p, let types), .primitive(let q, let others)):
      p == q && extend(types, to: others)
    case (.reference(let f, let types), .reference(let g, let others)):
      f == g && extend(types, to: others)
    default: pattern == subject
    }
  }

  private mutating func extend(_ patterns: [Type], to subjects: [Type]) -> Bool {
    guard patterns.count == subjects.count else { return false }
    for (pattern, subject) in zip(patterns, subjects) where !extend(pattern, to: subject) {
      return false
    }
    return true
  }

  /// Extends the matching so that the type pattern under it is the subject.
  private mutating func extend(_ pattern: Type, to subject: Type) -> Bool {
    switch (pattern, subject) {
    case (.variable(let name), _) where isRigid:
      return .variable(name) == subject
    case (.variable(let name), _):
      if let bound = types[name] { return bound == subject }
      types[name] = subject
      return true
    case (.data(let name, let arguments), .data(let other, let others)):
      return name == other && extend(arguments, to: others)
    case (.function(let parameters, let result), .function(let others, let otherResult)):
      return extend(parameters, to: others) && extend(result, to: otherResult)
    default:
      return pattern == subject
    }
  }
}
