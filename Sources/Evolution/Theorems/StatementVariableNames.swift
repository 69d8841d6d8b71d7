import Lisp

/// Names for the variables of statements, as textbooks choose them.
enum StatementVariableNames {
  /// The formula with its variables named by their types: `x y z` for elements, `xs ys zs` for
  /// lists, `n m k` for numbers, `p q r` for truth values, `f g h` for functions, `t u v` for
  /// other data. No name is one of a function or constructor.
  static func named(_ formula: Formula, in environment: Environment) -> Formula {
    var formula = formula
    var taken: Set<String> = []
    for slot in formula.locals.indices {
      let name = freshName(for: formula.locals[slot].type, taken: taken, in: environment)
      formula.locals[slot].name = name
      taken.insert(name)
    }
    return formula
  }

  private static func freshName(
    for type: Type, taken: Set<String>, in environment: Environment
  ) -> String {
    let stems = stems(for: type)
    var round = 1
    while true {
      for stem in stems {
        let name = round == 1 ? stem : "\(stem)\(round)"
        let isFree =
          !taken.contains(name) && environment.function(named: name) == nil
          && environment.constructor(named: name) == nil
        if isFree { return name }
      }
      round += 1
    }
  }

  private static func stems(for type: Type) -> [String] {
    switch type {
    case .bool: ["p", "q", "r"]
    case .int: ["i", "j", "k"]
    case .variable: ["x", "y", "z"]
    case .function: ["f", "g", "h"]
    case .data("list", _): ["xs", "ys", "zs"]
    case .data("nat", _): ["n", "m", "k"]
    case .data: ["t", "u", "v"]
    }
  }
}
