import Kernel
import Terms

/// What matching has bound so far.
struct Match {
  var terms: [TermID: TermID] = [:]
  var types: [String: TypeID] = [:]

  var substitution: Substitution { Substitution(types: types, terms: terms) }
}

extension Match {
  /// Extends the match so that `pattern` under it is `subject`; false, and then half extended, if
  /// there is no such extension.
  ///
  /// - Parameters:
  ///   - schematic: the variables that may be bound.
  ///   - polymorphic: whether type variables of the pattern may be bound as well.
  mutating func extend(
    _ pattern: TermID, to subject: TermID, schematic: Set<TermID>, polymorphic: Bool,
    in bank: borrowing TermBank
  ) -> Bool {
    if schematic.contains(pattern) {
      if let bound = terms[pattern] { return bound == subject }
      let patternType = bank.type(of: pattern)
      let subjectType = bank.type(of: subject)
      if polymorphic {
        guard extendType(patternType, to: subjectType, in: bank) else { return false }
      } else if patternType != subjectType {
        return false
      }
      terms[pattern] = subject
      return true
    }
    if !polymorphic, pattern == subject, !bank.hasVariables(pattern) { return true }
    let shape = bank.shape(of: pattern)
    guard shape == bank.shape(of: subject) else { return false }
    switch shape {
    case .variable, .integer:
      return pattern == subject
    case .application, .functionValue:
      guard bank.head(of: pattern) == bank.head(of: subject) else { return false }
      let patternTypes = bank.typeArguments(of: pattern)
      let subjectTypes = bank.typeArguments(of: subject)
      if polymorphic {
        for (p, s) in zip(patternTypes, subjectTypes)
        where !extendType(p, to: s, in: bank) { return false }
      } else if patternTypes != subjectTypes {
        return false
      }
    case .call:
      break
    }
    let count = bank.argumentCount(of: pattern)
    guard count == bank.argumentCount(of: subject) else { return false }
    for index in 0..<count {
      let matched = extend(
        bank.argument(index, of: pattern), to: bank.argument(index, of: subject),
        schematic: schematic, polymorphic: polymorphic, in: bank)
      if !matched { return false }
    }
    return true
  }

  /// Extends the match so that the type `pattern` under it is `subject`.
  mutating func extendType(
    _ pattern: TypeID, to subject: TypeID, in bank: borrowing TermBank
  ) -> Bool {
    switch bank.node(of: pattern) {
    case .variable(let name):
      if let bound = types[name] { return bound == subject }
      types[name] = subject
      return true
    case .bool, .int:
      return pattern == subject
    case .data(let symbol, let arguments):
      guard case .data(symbol, let others) = bank.node(of: subject) else { return false }
      return extendTypes(arguments, to: others, in: bank)
    case .function(let parameters, let result):
      guard case .function(let others, let otherResult) = bank.node(of: subject) else {
        return false
      }
      return parameters.count == others.count && extendTypes(parameters, to: others, in: bank)
        && extendType(result, to: otherResult, in: bank)
    }
  }

  private mutating func extendTypes(
    _ patterns: [TypeID], to subjects: [TypeID], in bank: borrowing TermBank
  ) -> Bool {
    for (p, s) in zip(patterns, subjects) where !extendType(p, to: s, in: bank) { return false }
    return true
  }
}
