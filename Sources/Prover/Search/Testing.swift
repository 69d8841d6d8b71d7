import Kernel
import Terms

/// Inputs on which sequents are tested before they are proved.
struct SequentTests {
  static let rows = 80
  /// Rewrites for one row.
  static let fuelOfRow = 2_000
  /// Rewrites of a test that weigh as much as one inference.
  static let price = 200

  fileprivate var table = SampleTable(rows: rows, seed: 0x7E57)
}

extension ProofSearch {
  /// Whether sample values for its variables make all hypotheses true and the goal false.
  ///
  /// What cannot be evaluated says nothing.
  mutating func isRefuted(_ sequent: Sequent) throws(SearchFailure) -> Bool {
    let formula = theory.bank.implication(sequent.hypotheses, sequent.goal)
    machine.compile(from: theory)
    let variables = theory.bank.freeVariables(of: formula)
    guard let procedure = machine.procedure(for: formula, parameters: variables, in: theory.bank)
    else { return false }
    var inputs: [[GroundValue]] = []
    var counts: [TypeID: Int] = [:]
    for variable in variables {
      let type = theory.bank.type(of: variable)
      let position = counts[type, default: 0]
      counts[type] = position + 1
      guard let column = tests.table.column(position, of: type, in: &theory, on: &machine) else {
        return false
      }
      inputs.append(column)
    }
    var spent = 0
    defer { budget.note(1 + spent / SequentTests.price) }
    var values: [GroundValue] = []
    for row in 0..<SequentTests.rows {
      var fuel = SequentTests.fuelOfRow
      values.removeAll(keepingCapacity: true)
      for column in inputs { values.append(column[row]) }
      let value = machine.run(procedure, values, fuel: &fuel)
      spent += SequentTests.fuelOfRow - fuel
      if value == machine.falseValue { return true }
    }
    return false
  }
}
