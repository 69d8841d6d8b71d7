import Kernel
import Prover
import Terms

/// A value as a tree.
indirect enum GroundTree: Hashable {
  case integer(Int64)
  case constructor(SymbolID, [GroundTree])
  case function(SymbolID, [GroundTree])
}

/// Evaluation as a textbook has it: clause by clause, on trees.
struct NaiveGroundEvaluator {
  /// Why there is no value.
  enum Failure: Error {
    case stuck
    /// It takes too long or goes too deep for this evaluator.
    case undecided
  }

  private var steps = 0
  private var depth = 0

  /// Rewrites, where equal subterms are evaluated again and again.
  private(set) var rewrites = 0

  mutating func value(
    _ term: TermID, _ variables: [TermID: GroundTree], in theory: borrowing Theory
  ) throws(Failure) -> GroundTree {
    steps += 1
    depth += 1
    defer { depth -= 1 }
    if steps > 200_000 || depth > 400 { throw .undecided }
    switch theory.bank.shape(of: term) {
    case .variable:
      guard let value = variables[term] else { throw .stuck }
      return value
    case .integer: return .integer(theory.bank.integerValue(of: term))
    case .functionValue:
      return .function(
        theory.bank.head(of: term),
        try values(theory.bank.arguments(of: term), variables, in: theory))
    case .call:
      let parts = try values(theory.bank.arguments(of: term), variables, in: theory)
      guard case .function(let symbol, let captured) = parts[0] else { throw .stuck }
      return try apply(symbol, captured + parts.dropFirst(), in: theory)
    case .application:
      let head = theory.bank.head(of: term)
      let arguments = theory.bank.arguments(of: term)
      if case .builtin(let builtin) = theory.bank.kind(of: head),
        [.and, .or, .implies, .if].contains(builtin)
      {
        let first = try value(arguments[0], variables, in: theory)
        return try choose(builtin, first, arguments, variables, in: theory)
      }
      return try apply(head, try values(arguments, variables, in: theory), in: theory)
    }
  }

  private mutating func values(
    _ terms: [TermID], _ variables: [TermID: GroundTree], in theory: borrowing Theory
  ) throws(Failure) -> [GroundTree] {
    var result: [GroundTree] = []
    for term in terms { result.append(try value(term, variables, in: theory)) }
    return result
  }

  private mutating func choose(
    _ builtin: Builtin, _ first: GroundTree, _ arguments: [TermID],
    _ variables: [TermID: GroundTree], in theory: borrowing Theory
  ) throws(Failure) -> GroundTree {
    rewrites += 1
    guard case .constructor(let symbol, _) = first else { throw .stuck }
    let holds = symbol == theory.bank.trueSymbol
    switch builtin {
    case .if: return try value(arguments[holds ? 1 : 2], variables, in: theory)
    case .and where !holds, .or where holds: return first
    case .implies where !holds: return .constructor(theory.bank.trueSymbol, [])
    default: return try value(arguments[1], variables, in: theory)
    }
  }

  private mutating func apply(
    _ symbol: SymbolID, _ arguments: [GroundTree], in theory: borrowing Theory
  ) throws(Failure) -> GroundTree {
    switch theory.bank.kind(of: symbol) {
    case .dataType: throw .stuck
    case .constructor: return .constructor(symbol, arguments)
    case .function: return try applyClauses(symbol, arguments, in: theory)
    case .builtin(let builtin):
      if theory.isDefined(symbol) { return try applyClauses(symbol, arguments, in: theory) }
      rewrites += 1
      return try compute(builtin, arguments, in: theory)
    }
  }

  private mutating func applyClauses(
    _ symbol: SymbolID, _ arguments: [GroundTree], in theory: borrowing Theory
  ) throws(Failure) -> GroundTree {
    clauses: for clause in theory.clauses(of: symbol) {
      var variables: [TermID: GroundTree] = [:]
      for (pattern, argument) in zip(clause.patterns, arguments)
      where !match(pattern, argument, &variables, in: theory) {
        continue clauses
      }
      for condition in clause.conditions {
        guard let (term, pattern) = theory.bank.equationSides(condition) else { throw .stuck }
        let subject = try value(term, variables, in: theory)
        guard match(pattern, subject, &variables, in: theory) else { continue clauses }
      }
      guard let result = clause.result else { throw .stuck }
      rewrites += 1
      return try value(result, variables, in: theory)
    }
    throw .stuck
  }

  private func match(
    _ pattern: TermID, _ tree: GroundTree, _ variables: inout [TermID: GroundTree],
    in theory: borrowing Theory
  ) -> Bool {
    if theory.bank.shape(of: pattern) == .variable {
      variables[pattern] = tree
      return true
    }
    guard case .constructor(let symbol, let fields) = tree,
      symbol == theory.bank.head(of: pattern)
    else { return false }
    for (part, field) in zip(theory.bank.arguments(of: pattern), fields)
    where !match(part, field, &variables, in: theory) {
      return false
    }
    return true
  }
}

// MARK: - Built-in operations

extension NaiveGroundEvaluator {
  private func compute(
    _ builtin: Builtin, _ arguments: [GroundTree], in theory: borrowing Theory
  ) throws(Failure) -> GroundTree {
    func truth(_ holds: Bool) -> GroundTree {
      .constructor(holds ? theory.bank.trueSymbol : theory.bank.falseSymbol, [])
    }
    if builtin == .equal {
      guard let same = areEqual(arguments[0], arguments[1]) else { throw .stuck }
      return truth(same)
    }
    guard case .integer(let left) = arguments[0], case .integer(let right) = arguments[1] else {
      throw .stuck
    }
    let (a, b) = (Int128(left), Int128(right))
    var remainder = b == 0 ? a : a % b
    if b != 0, remainder < 0 { remainder += b > 0 ? b : -b }
    let value: Int128
    switch builtin {
    case .less: return truth(left < right)
    case .lessOrEqual: return truth(left <= right)
    case .plus: value = a + b
    case .minus: value = a - b
    case .times: value = a * b
    case .div: value = b == 0 ? 0 : (a - remainder) / b
    case .mod: value = remainder
    case .equal, .not, .and, .or, .implies, .if: throw .stuck
    }
    guard let narrow = Int64(exactly: value) else { throw .stuck }
    return .integer(narrow)
  }

  /// Nil where it depends on whether different function values are equal.
  private func areEqual(_ left: GroundTree, _ right: GroundTree) -> Bool? {
    switch (left, right) {
    case (.constructor(let c, let xs), .constructor(let d, let ys)):
      if c != d { return false }
      let parts = zip(xs, ys).map { areEqual($0, $1) }
      if parts.contains(false) { return false }
      return parts.contains(nil) ? nil : true
    case (.function, .function): return left == right ? true : nil
    default: return left == right
    }
  }
}

extension GroundTree {
  /// The term of a tree without functions; nil with one.
  func term(_ type: TypeID, in bank: inout TermBank) -> TermID? {
    switch self {
    case .function: return nil
    case .integer(let value): return bank.integer(value)
    case .constructor(let symbol, let fields):
      var types: [TypeID] = []
      if case .data(_, let arguments) = bank.node(of: type) { types = arguments }
      let bound = Dictionary(
        uniqueKeysWithValues: zip(bank.typeParameters(of: symbol), types))
      var arguments: [TermID] = []
      for (field, type) in zip(fields, bank.signature(of: symbol).parameters) {
        guard let instance = try? bank.substitute(type, bound),
          let term = field.term(instance, in: &bank)
        else { return nil }
        arguments.append(term)
      }
      return try? bank.application(symbol, types, arguments)
    }
  }
}
