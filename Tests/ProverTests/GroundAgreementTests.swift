import Kernel
import Prover
import Terms
import Testing

@Test("agrees with the textbook on random programs", arguments: 0..<UInt64(150))
func agreesWithTheTextbook(seed: UInt64) throws {
  var programs = try GroundPrograms(seed: seed)
  var terms: [TermID] = []
  for _ in 0..<40 { terms.append(try programs.closedTerm()) }
  let machines = [false, true].map { GroundMachineBox(remembers: $0) }
  for index in machines.indices { machines[index].machine.compile(from: programs.theory) }
  for term in terms {
    var naive = NaiveGroundEvaluator()
    let tree: GroundTree?
    do throws(NaiveGroundEvaluator.Failure) {
      tree = try naive.value(term, [:], in: programs.theory)
    } catch {
      if error == .undecided { continue }
      tree = nil
    }
    let type = programs.theory.bank.type(of: term)
    let expected = tree.flatMap { $0.term(type, in: &programs.theory.bank) }
    for index in machines.indices {
      try check(&machines[index].machine, term, expected, naive.rewrites, &programs.theory)
    }
  }
}

/// Arrays cannot hold machines.
private final class GroundMachineBox {
  var machine: GroundMachine
  init(remembers: Bool) { machine = GroundMachine(remembers: remembers) }
}

private func check(
  _ machine: inout GroundMachine, _ term: TermID, _ expected: TermID?, _ rewrites: Int,
  _ theory: inout Theory
) throws {
  var fuel = 10_000_000
  let value = machine.evaluate(term, in: theory.bank, fuel: &fuel)
  let text = theory.bank.description(of: term)
  guard let value, let expected else {
    #expect(value == nil && expected == nil, "\(text): \(machine.stop)")
    return
  }
  let found = machine.term(of: value, theory.bank.type(of: term), in: &theory.bank)
  #expect(found == expected, "\(text)")
  #expect(10_000_000 - fuel <= rewrites, "\(text)")
  #expect(machine.constructed(expected, in: theory.bank) == value, "\(text)")
}
