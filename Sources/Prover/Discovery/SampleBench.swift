import Kernel
import Terms

/// The values of conjectured terms on one table of inputs.
///
/// Two terms of one type whose columns agree are conjectured to be equal (Claessen, Smallbone and
/// Hughes 2010, "QuickSpec").
struct SampleBench {
  /// The values of a term, one for each row; a word that is no value where it has none.
  typealias Column = [UInt32]

  static let rows = 60
  /// Rewrites for one row of one term.
  static let fuelOfRow = 2_000
  static let noValue = UInt32.max

  private var table = SampleTable(rows: rows, seed: 0x1E44A)
  private var positions: [TermID: Int] = [:]
  private var counts: [TypeID: Int] = [:]
}

extension SampleBench {
  /// The column of a term; nil if too few rows have a value.
  mutating func column(
    of term: TermID, in theory: inout Theory, on machine: inout GroundMachine
  ) -> Column? {
    let variables = theory.bank.freeVariables(of: term)
    guard let procedure = machine.procedure(for: term, parameters: variables, in: theory.bank)
    else { return nil }
    var inputs: [[GroundValue]] = []
    for variable in variables {
      let type = theory.bank.type(of: variable)
      let position = position(of: variable, type)
      guard let column = table.column(position, of: type, in: &theory, on: &machine) else {
        return nil
      }
      inputs.append(column)
    }
    var result: Column = []
    result.reserveCapacity(Self.rows)
    var failures = 0
    for row in 0..<Self.rows {
      var fuel = Self.fuelOfRow
      let value = machine.run(procedure, inputs.map { $0[row] }, fuel: &fuel)
      if value == nil { failures += 1 }
      if failures > Self.rows / 3 { return nil }
      result.append(value?.word ?? Self.noValue)
    }
    return result
  }

  private mutating func position(of variable: TermID, _ type: TypeID) -> Int {
    if let known = positions[variable] { return known }
    let position = counts[type, default: 0]
    counts[type] = position + 1
    positions[variable] = position
    return position
  }
}
