import Lisp

/// Names of functions that nothing has.
struct FreeNames {
  private var taken: Set<String>

  init(environment: Environment) {
    taken = Set(environment.functions.map(\.name))
    for constructor in environment.constructors { taken.insert(constructor.name) }
  }

  /// The name itself, or with the first number that makes it new; from now on it is taken.
  mutating func fresh(_ stem: String) -> String {
    var name = stem
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name
  }
}
