import Terms

/// Names of the logic for names of the language, always the same for the same sequence of requests.
///
/// The logic has one name space for data types, constructors and functions, takes printable ASCII
/// only, and keeps some names for itself.
struct LogicNames {
  private var taken: Set<String> = [
    "fn", "@", "->", "case", "any", "bool", "int", "true", "false", "=", "+", "-", "*", "div",
    "mod", "<", "<=", "not", "and", "or", "=>", "if",
  ]

  /// A new name like `name`: itself if it is free, else with a number behind it.
  mutating func claim(_ name: String) -> String {
    let base = LogicNames.printable(name)
    var candidate = base
    var number = 1
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(base)-\(number)"
    }
    return candidate
  }

  /// Does not give out the names of symbols that were declared elsewhere.
  mutating func avoid(symbolsFrom start: Int, in bank: borrowing TermBank) {
    for index in start..<bank.symbolCount {
      taken.insert(bank.name(of: SymbolID(index: UInt32(index))))
    }
  }

  /// The name with what a certificate cannot hold written as `_` and a hexadecimal number.
  static func printable(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        scalar.value > 32 && scalar.value < 127 && !"\"';()".unicodeScalars.contains(scalar)
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        result += "_" + String(scalar.value, radix: 16)
      }
    }
    let digits = result.hasPrefix("-") ? result.dropFirst() : result[...]
    let isNumber = !digits.isEmpty && digits.allSatisfy { $0.isNumber }
    return isNumber || result.isEmpty ? "_" + result : result
  }
}
