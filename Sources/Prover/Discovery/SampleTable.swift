import Determinism
import Kernel
import Terms

/// Sample values, row by row, for any number of variables of each type.
///
/// Type variables stand for `int`, function types for unknown functions. The nth variable of a type
/// has the same column in every table of one seed.
struct SampleTable {
  let rows: Int
  private let seed: UInt64
  private var columns: [TypeID: [[GroundValue]]] = [:]

  init(rows: Int, seed: UInt64) {
    self.rows = rows
    self.seed = seed
  }

  /// The values of the nth variable of a type; nil for a type of which no value can be made.
  mutating func column(
    _ position: Int, of type: TypeID, in theory: inout Theory, on machine: inout GroundMachine
  ) -> [GroundValue]? {
    while columns[type, default: []].count <= position {
      let number = columns[type, default: []].count
      var column: [GroundValue] = []
      for row in 0..<rows {
        var generator = SeededGenerator.stream(
          seed: seed, path: UInt64(type.index), UInt64(number), UInt64(row))
        // The first rows hold small values, where conjectures fail most often.
        guard
          let value = theory.sampleValue(
            type, size: generator.index(below: 2 + 7 * row / rows), on: &machine,
            using: &generator)
        else { return nil }
        column.append(value)
      }
      columns[type, default: []].append(column)
    }
    return columns[type]?[position]
  }
}

extension Theory {
  /// A random value with about `size` constructors of its own type.
  fileprivate mutating func sampleValue(
    _ type: TypeID, size: Int, on machine: inout GroundMachine,
    using generator: inout SeededGenerator
  ) -> GroundValue? {
    switch bank.node(of: type) {
    case .bool:
      return generator.chance(1, in: 2) ? machine.trueValue : machine.falseValue
    case .int:
      let size = max(size, 0)
      return machine.integer(Int64(generator.index(below: 2 + 2 * size)) - Int64(size))
    case .variable:
      return machine.integer(Int64(generator.index(below: 4)))
    case .function(_, let result):
      var results: [GroundValue] = []
      for _ in 0..<4 {
        guard let value = sampleValue(result, size: min(size, 3), on: &machine, using: &generator)
        else { return nil }
        results.append(value)
      }
      return machine.oracle(results: results, key: generator.index(below: 1 << 20))
    case .data(let symbol, let arguments):
      guard size > -8 else { return nil }
      let constructors = bank.constructors(of: symbol)
      let growing = constructors.filter { isRecursive($0, symbol) }
      let ending = constructors.filter { !isRecursive($0, symbol) }
      let ends = size <= 0 || generator.chance(1, in: 10)
      let choices = (ends ? ending : growing).isEmpty ? constructors : ends ? ending : growing
      let constructor = choices[generator.index(below: choices.count)]
      let types = fieldTypes(of: constructor, arguments)
      var left = size - 1
      var recursive = types.count { $0 == type }
      var fields: [GroundValue] = []
      for field in types {
        var share = generator.index(below: max(1, min(size, 3) + 1))
        if field == type {
          recursive -= 1
          share = recursive == 0 ? left : generator.index(below: max(1, left + 1))
          left -= share
        } else if size <= 0 {
          share = size - 1
        }
        guard let value = sampleValue(field, size: share, on: &machine, using: &generator)
        else { return nil }
        fields.append(value)
      }
      return machine.construct(constructor, fields, in: bank)
    }
  }

  private func isRecursive(_ constructor: SymbolID, _ type: SymbolID) -> Bool {
    var reached: [SymbolID] = []
    var waiting = [constructor]
    while let constructor = waiting.popLast() {
      for field in bank.signature(of: constructor).parameters {
        guard case .data(let symbol, _) = bank.node(of: field) else { continue }
        if symbol == type { return true }
        if reached.contains(symbol) { continue }
        reached.append(symbol)
        waiting += bank.constructors(of: symbol)
      }
    }
    return false
  }
}
