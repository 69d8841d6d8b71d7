/// The type of a field as inhabitation sees it: data types are numbers.
indirect enum FieldShape: Hashable, Sendable {
  case int
  case parameter(Int)
  case data(Int, [FieldShape])
}

/// Which data types surely have a value, if so many of their parameters have one.
///
/// A pair (T, marks) is *inhabited* if some constructor of T has only marked fields: the least such
/// set. Only the pairs that somebody asks for are computed.
struct Inhabitation {
  /// By data type, then by constructor.
  private let constructors: [[[FieldShape]]]
  private var numbers: [Pair: Int] = [:]
  private var pairs: [Pair] = []
  private var inhabited: [Bool] = []
  /// The pairs whose answer may change when this one is found to be inhabited.
  private var dependents: [[Int]] = []
  private var agenda: [Int] = []

  private struct Pair: Hashable {
    var type: Int
    /// Bit k is the mark of parameter k.
    var marks: UInt8
  }

  init(constructors: [[[FieldShape]]]) { self.constructors = constructors }

  /// True if the type has a value whenever each of its parameters has one.
  mutating func holds(for type: Int, parameters: Int) -> Bool {
    let root = number(of: Pair(type: type, marks: UInt8((1 << parameters) - 1)))
    while let next = agenda.popLast() {
      guard !inhabited[next], someConstructor(of: next) else { continue }
      inhabited[next] = true
      agenda.append(contentsOf: dependents[next])
    }
    return inhabited[root]
  }

  private mutating func number(of pair: Pair) -> Int {
    if let known = numbers[pair] { return known }
    let number = pairs.count
    numbers[pair] = number
    pairs.append(pair)
    inhabited.append(false)
    dependents.append([])
    agenda.append(number)
    return number
  }

  private mutating func someConstructor(of number: Int) -> Bool {
    let pair = pairs[number]
    for fields in constructors[pair.type] {
      var all = true
      for field in fields where !isMarked(field, in: pair, asking: number) { all = false }
      if all { return true }
    }
    return false
  }

  private mutating func isMarked(_ field: FieldShape, in pair: Pair, asking: Int) -> Bool {
    switch field {
    case .int: return true
    case .parameter(let index): return pair.marks & (1 << UInt8(index)) != 0
    case .data(let type, let arguments):
      var marks: UInt8 = 0
      for (index, argument) in arguments.enumerated()
      where isMarked(argument, in: pair, asking: asking) {
        marks |= 1 << UInt8(index)
      }
      let inner = number(of: Pair(type: type, marks: marks))
      if !inhabited[inner] { dependents[inner].append(asking) }
      return inhabited[inner]
    }
  }
}
