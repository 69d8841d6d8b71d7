import Determinism
import Kernel
import Terms

/// What a function on integers seems to compute where it calls itself.
///
/// Conjectured from values: on the inputs of each recursive clause the function is to be an affine
/// combination of its parameters. So the 91 function is found to be 91 up to 100 (Manna and Pnueli
/// 1970, "Formalization of Properties of Functional Programs").
struct ClosedForm {
  /// For each clause its result without recursion.
  private(set) var results: [TermID] = []

  private enum Bound {
    static let rows = 240
    /// Inputs that must fall under a clause.
    static let support = 6
    /// Numbers on both sides of a literal of the definition.
    static let neighbours: Int64 = 12
    static let literals = 4
    static let literal: Int64 = 1 << 16
    /// Steps for one value.
    static let fuel = 20_000
    /// Steps for all values of one clause.
    static let clauseFuel = 400_000
  }

  /// Nil unless parameters and result are integers and each recursive clause has a closed form.
  init?(_ definition: FunctionDefinition, _ clauses: [PlannedClause], in theory: inout Theory) {
    let bank = theory.bank.int
    guard definition.typeParameters.isEmpty, definition.result == bank,
      definition.parameters.allSatisfy({ theory.bank.type(of: $0) == bank }),
      clauses.contains(where: { ClosedForm.isNested($0.calls, in: theory.bank) })
    else { return nil }
    var machine = GroundMachine(remembers: true)
    machine.compile(from: theory)
    machine.compile(draft: definition, in: theory.bank)
    let rows = ClosedForm.inputs(definition, clauses, in: theory.bank)
    for clause in clauses {
      guard let result = clause.result else { return nil }
      if clause.calls.isEmpty {
        results.append(result)
        continue
      }
      guard
        let closed = ClosedForm.fit(clause, of: definition, on: rows, &machine, &theory)
      else { return nil }
      results.append(closed)
    }
  }

  /// Whether a call stands inside another: without that, measures have been looked for in vain.
  private static func isNested(_ calls: [TermID], in bank: borrowing TermBank) -> Bool {
    calls.contains { outer in calls.contains { $0 != outer && bank.isSubterm($0, of: outer) } }
  }

  /// Inputs around zero and around the literals of the definition.
  private static func inputs(
    _ definition: FunctionDefinition, _ clauses: [PlannedClause], in bank: borrowing TermBank
  ) -> [[Int64]] {
    var centres: [Int64] = [0]
    let terms = clauses.flatMap { $0.conditions + ($0.result.map { [$0] } ?? []) }
    for term in bank.subterms(of: terms) where bank.shape(of: term) == .integer {
      let value = bank.integerValue(of: term)
      if value.magnitude <= Bound.literal, centres.count <= Bound.literals, !centres.contains(value)
      {
        centres.append(value)
      }
    }
    var pool: [Int64] = []
    for centre in centres {
      for offset in -Bound.neighbours...Bound.neighbours where !pool.contains(centre + offset) {
        pool.append(centre + offset)
      }
    }
    if definition.parameters.count == 1 { return pool.map { [$0] } }
    var generator = SeededGenerator.stream(seed: 0xC105ED, path: UInt64(pool.count))
    return (0..<Bound.rows).map { _ in
      definition.parameters.map { _ in pool[generator.index(below: pool.count)] }
    }
  }

  private static func fit(
    _ clause: PlannedClause, of definition: FunctionDefinition, on rows: [[Int64]],
    _ machine: inout GroundMachine, _ theory: inout Theory
  ) -> TermID? {
    let parameters = definition.parameters
    guard let call = try? theory.bank.application(definition.symbol, [], parameters),
      let value = machine.procedure(for: call, parameters: parameters, in: theory.bank)
    else { return nil }
    var guards: [GroundProcedure] = []
    for condition in clause.conditions {
      guard
        let test = machine.procedure(for: condition, parameters: parameters, in: theory.bank)
      else { return nil }
      guards.append(test)
    }
    var inputs: [[Int]] = []
    var outputs: [Int] = []
    var spent = 0
    for row in rows where spent < Bound.clauseFuel {
      let arguments = row.compactMap { machine.integer($0) }
      guard arguments.count == row.count else { continue }
      var applies = true
      for test in guards where applies {
        var fuel = Bound.fuel
        applies = machine.run(test, arguments, fuel: &fuel) == machine.trueValue
      }
      guard applies else { continue }
      var fuel = Bound.fuel
      let result = machine.run(value, arguments, fuel: &fuel)
      spent += Bound.fuel - fuel
      guard let result, let number = machine.integer(of: result), number.magnitude <= Bound.literal
      else { continue }
      inputs.append(row.map { Int($0) })
      outputs.append(Int(number))
    }
    guard outputs.count >= Bound.support else { return nil }
    // Relative to the first row, so that the constant may be of any size.
    let features = parameters.indices.map { position in
      inputs.map { $0[position] - inputs[0][position] }
    }
    guard
      let coefficients = AffineFit.coefficients(of: outputs.map { $0 - outputs[0] }, by: features),
      coefficients.last == 0
    else { return nil }
    var constant = outputs[0]
    for (coefficient, number) in zip(coefficients, inputs[0]) { constant -= coefficient * number }
    return theory.bank.affine(coefficients.dropLast(), parameters, constant)
  }
}

extension TermBank {
  /// `(+ (* c x) … k)` without what is superfluous.
  fileprivate mutating func affine(
    _ coefficients: [Int], _ variables: [TermID], _ constant: Int
  ) -> TermID? {
    var summands: [TermID] = []
    for (coefficient, variable) in zip(coefficients, variables) where coefficient != 0 {
      if coefficient == 1 {
        summands.append(variable)
      } else if let product = try? application(
        builtin(.times), [], [integer(Int64(coefficient)), variable])
      {
        summands.append(product)
      }
    }
    if constant != 0 || summands.isEmpty { summands.append(integer(Int64(constant))) }
    return sum(summands)
  }
}

extension Body {
  /// The body with other results, in reading order.
  func replacingResults(_ results: [TermID]) -> Body {
    var next = 0
    func replaced(_ body: Body) -> Body {
      switch body {
      case .any: return .any
      case .term:
        next += 1
        return .term(results[next - 1])
      case .case(let term, let branches):
        return .case(
          term,
          branches.map {
            Branch(
              constructor: $0.constructor, variables: $0.variables, body: replaced($0.body))
          })
      }
    }
    return replaced(self)
  }
}
