/// A part of the text of an item or a statement, in reading order.
enum Piece {
  case open, close
  case word(Word)
  case symbol(SymbolID)
  case variable(Variable)
  case type(TypeID)
  case term(TermID)
  /// Here begins a type or function with these type parameters and variables of its own.
  case scope([Name])
}

extension Judge {
  /// A `data` item as it was read.
  mutating func pieces(of group: [DataID]) throws(Cause) -> [Piece] {
    var result: [Piece] = [.open, .word(.data)]
    for data in group {
      let entry = signature.dataTypes[data.index]
      result += [.scope(entry.typeParameters), .open]
      for parameter in entry.typeParameters {
        types.stack.append(try types.make(.variable, parameter.index, count: 0))
      }
      let type = try types.make(.data, data.index, count: entry.typeParameters.count)
      result.append(.type(type))
      for constructor in entry.constructors {
        result += [.open, .symbol(constructor)]
        result += signature[constructor].parameters.map { .type($0) } + [.close]
      }
      result.append(.close)
    }
    return result + [.close]
  }

  /// A `define` item as it was read, without its evidence.
  mutating func pieces(of group: [FunctionDraft]) throws(Cause) -> [Piece] {
    var result: [Piece] = [.open, .word(.define), .open]
    for draft in group {
      result += [.scope(draft.typeParameters), .open, .symbol(draft.symbol), .open]
      for parameter in draft.typeParameters {
        result.append(.type(try types.make(.variable, parameter.index, count: 0)))
      }
      result += [.close, .open]
      for parameter in draft.parameters {
        let type = variables[parameter.index].type
        result += [.open, .variable(parameter), .type(type), .close]
      }
      result += [.close, .type(draft.result)]
      result += draft.pieces
      result.append(.close)
    }
    return result + [.close, .close]
  }
}
