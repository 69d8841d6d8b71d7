import Terms

/// What a lazy built-in function gives once its first argument is known.
enum GroundChoice {
  case argument(Int)
  case truth(Bool)
}

extension Builtin {
  /// The operation of a built-in function that needs all its arguments; nil for the others.
  var strictOperation: GroundOperation? {
    switch self {
    case .equal: .equal
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .div: .div
    case .mod: .mod
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .not: .not
    case .and, .or, .implies, .if: nil
    }
  }

  /// The result of `and or => if` for a truth value of the first argument.
  func choice(_ truth: Bool) -> GroundChoice {
    switch self {
    case .and: truth ? .argument(1) : .truth(false)
    case .or: truth ? .truth(true) : .argument(1)
    case .implies: truth ? .argument(1) : .truth(true)
    case .if: .argument(truth ? 1 : 2)
    case .equal, .plus, .minus, .times, .div, .mod, .less, .lessOrEqual, .not: .argument(0)
    }
  }

  var argumentCount: Int {
    switch self {
    case .not: 1
    case .if: 3
    case .equal, .plus, .minus, .times, .div, .mod, .less, .lessOrEqual, .and, .or, .implies: 2
    }
  }
}

extension GroundMachine {
  /// Where the code of a symbol begins that may be a function value. Constructors and built-in
  /// functions get code that does what they do when they are applied in place.
  mutating func entry(of symbol: SymbolID, in bank: borrowing TermBank) -> UInt32 {
    if let known = entry(of: symbol) { return known }
    var draft = GroundDraft()
    let count = bank.signature(of: symbol).parameters.count
    _ = draft.keep(count)
    switch bank.kind(of: symbol) {
    case .dataType, .function:
      return UInt32(Code.stuck)
    case .constructor:
      guard let number = descriptor(constructor: symbol, in: bank) else {
        return UInt32(Code.stuck)
      }
      if count == 0 {
        draft.emit(.giveConstant, wide: GroundMachine.fixedCell(number))
      } else {
        let result = draft.keep(1)
        draft.emit(.build, a: result, b: 0, x: number)
        draft.emit(.give, a: result)
      }
    case .builtin(let builtin):
      if let operation = builtin.strictOperation {
        draft.emit(operation, a: 0, b: 0, c: count - 1)
        draft.emit(.give, a: 0)
      } else {
        let toFalse = draft.emitJump(.branch, a: 0)
        giveChoice(builtin.choice(true), &draft)
        draft.land(toFalse)
        giveChoice(builtin.choice(false), &draft)
      }
    }
    install(draft, of: symbol, parameters: count)
    return entry(of: symbol) ?? UInt32(Code.stuck)
  }

  private func giveChoice(_ choice: GroundChoice, _ draft: inout GroundDraft) {
    switch choice {
    case .argument(let position): draft.emit(.give, a: position)
    case .truth(let truth):
      draft.emit(.giveConstant, wide: truth ? GroundMachine.trueWord : GroundMachine.falseWord)
    }
  }
}
