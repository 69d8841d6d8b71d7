import Kernel
import Terms

// Between terms and values. Both ways keep what waits in a list, not on the stack of the thread.

extension GroundMachine {
  /// The value of a term of constructors and literals only; nil for any other.
  package mutating func constructed(
    _ root: TermID, in bank: borrowing TermBank
  ) -> GroundValue? {
    bind(to: bank)
    var values: [TermID: GroundValue] = [:]
    var waiting = [root]
    while let term = waiting.last {
      if values[term] != nil {
        waiting.removeLast()
        continue
      }
      switch bank.shape(of: term) {
      case .integer:
        guard let value = integer(bank.integerValue(of: term)) else { return nil }
        values[term] = value
      case .application:
        guard bank.isConstructor(bank.head(of: term)) else { return nil }
        let arguments = bank.arguments(of: term)
        let open = arguments.filter { values[$0] == nil }
        if !open.isEmpty {
          waiting += open
          continue
        }
        let fields = arguments.compactMap { values[$0] }
        guard let value = construct(bank.head(of: term), fields, in: bank) else { return nil }
        values[term] = value
      case .variable, .functionValue, .call:
        return nil
      }
      waiting.removeLast()
    }
    return values[root]
  }

  /// A part of a value with its type.
  private struct TypedWord: Hashable {
    var word: UInt32
    var type: TypeID
  }

  /// The term of a value of a type without functions; nil if a function is inside.
  package func term(
    of value: GroundValue, _ type: TypeID, in bank: inout TermBank
  ) -> TermID? {
    checkBank(bank)
    let root = TypedWord(word: value.word, type: type)
    var terms: [TypedWord: TermID] = [:]
    var waiting = [root]
    while let part = waiting.last {
      if terms[part] != nil {
        waiting.removeLast()
        continue
      }
      if let integer = integerValue(part.word) {
        terms[part] = bank.integer(integer)
        waiting.removeLast()
        continue
      }
      guard let (symbol, types, parts) = parts(of: part, in: &bank) else { return nil }
      let open = parts.filter { terms[$0] == nil }
      if !open.isEmpty {
        waiting += open
        continue
      }
      let arguments = parts.compactMap { terms[$0] }
      guard let term = try? bank.application(symbol, types, arguments) else { return nil }
      terms[part] = term
      waiting.removeLast()
    }
    return terms[root]
  }

  /// The constructor of a value, its types, and its typed fields.
  private func parts(
    of whole: TypedWord, in bank: inout TermBank
  ) -> (SymbolID, [TypeID], [TypedWord])? {
    let value = GroundValue(word: whole.word)
    guard let symbol = constructor(of: value) else { return nil }
    var types: [TypeID] = []
    if case .data(_, let arguments) = bank.node(of: whole.type) { types = arguments }
    var substitution = Substitution()
    for (name, type) in zip(bank.typeParameters(of: symbol), types) {
      substitution.types[name] = type
    }
    var parts: [TypedWord] = []
    for (field, type) in zip(fields(of: value), bank.signature(of: symbol).parameters) {
      parts.append(TypedWord(word: field.word, type: bank.typeInstance(type, substitution)))
    }
    return (symbol, types, parts)
  }
}
