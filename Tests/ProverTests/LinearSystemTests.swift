import Determinism
import Terms
import Testing

@testable import Prover

/// Random systems over a few unknowns, and all integer points of a small box.
private struct RandomSystem {
  static let unknowns = 3
  static let box = -4...4

  var facts: [LinearFact]

  init(seed: UInt64, bank: inout TermBank) {
    var generator = SeededGenerator.stream(seed: seed, path: 0xA1)
    let atoms = (0..<Self.unknowns).map { bank.variable("x\($0)", bank.int) }
    func coefficient() -> Int { generator.index(below: 7) - 3 }
    facts = []
    for _ in 0..<(2 + generator.index(below: 5)) {
      var polynomial = Polynomial(generator.index(below: 13) - 6)
      for atom in atoms where generator.chance(2, in: 3) {
        guard let sum = polynomial.adding(coefficient(), times: Polynomial(atom: atom)) else {
          continue
        }
        polynomial = sum
      }
      facts.append(
        LinearFact(
          polynomial: polynomial, isEquation: generator.chance(1, in: 4), source: .assumption))
    }
    for atom in atoms {
      // Within the box, so that brute force is exact.
      let unknown = Polynomial(atom: atom)
      for bound in [
        unknown.adding(-1, times: Polynomial(Self.box.upperBound)),
        Polynomial(Self.box.lowerBound).adding(-1, times: unknown),
      ] {
        guard let bound else { continue }
        facts.append(LinearFact(polynomial: bound, isEquation: false, source: .assumption))
      }
    }
  }

  /// Whether some point of the box satisfies all facts.
  var isSatisfiable: Bool {
    let atoms = Array(Set(facts.flatMap(\.polynomial.atoms))).sorted()
    var points: [[TermID: Int]] = [[:]]
    for atom in atoms {
      points = points.flatMap { point in
        Self.box.map { value in
          var extended = point
          extended[atom] = value
          return extended
        }
      }
    }
    return points.contains { point in
      facts.allSatisfy {
        let value = $0.polynomial.value(at: point)
        return $0.isEquation ? value == 0 : value <= 0
      }
    }
  }
}

extension Polynomial {
  fileprivate func value(at point: [TermID: Int]) -> Int {
    summands.reduce(constant) { sum, summand in
      sum + summand.coefficient * summand.monomial.atoms.reduce(1) { $0 * (point[$1] ?? 0) }
    }
  }
}

extension LinearRefutation {
  /// Whether the multiples add up to a positive constant, and each cut follows from its sum.
  fileprivate var isSound: Bool {
    var nodes = facts.map { ($0.polynomial, $0.isEquation) }
    func total(_ sum: [Multiple]) -> Polynomial? {
      var result: Polynomial? = Polynomial(0)
      for multiple in sum {
        let (polynomial, isEquation) = nodes[multiple.node]
        guard multiple.factor > 0 || isEquation else { return nil }
        result = result?.adding(multiple.factor, times: polynomial)
      }
      return result
    }
    for cut in cuts {
      guard cut.divisor >= 1, let sum = total(cut.sum),
        sum.summands.allSatisfy({ $0.coefficient % cut.divisor == 0 }),
        sum.divided(by: cut.divisor) == cut.polynomial
      else { return false }
      nodes.append((cut.polynomial, false))
    }
    guard let sum = total(sum) else { return false }
    return sum.isConstant && sum.constant > 0
  }
}

@Suite("Linear systems")
struct LinearSystemTests {
  @Test("refutes only what has no solution, by multiples that add up", arguments: seeds(400))
  func refutationsAreSound(seed: UInt64) {
    var bank = TermBank()
    let random = RandomSystem(seed: seed, bank: &bank)
    var system = LinearSystem(random.facts)
    if let refutation = system.refute() {
      #expect(refutation.isSound)
      #expect(!random.isSatisfiable)
    }
  }

  @Test("refutes nearly all that has no solution")
  func refutationsAreNearlyComplete() {
    var (unsatisfiable, refuted) = (0, 0)
    for seed in seeds(400) {
      var bank = TermBank()
      let random = RandomSystem(seed: seed, bank: &bank)
      if random.isSatisfiable { continue }
      unsatisfiable += 1
      var system = LinearSystem(random.facts)
      if system.refute() != nil { refuted += 1 }
    }
    #expect(unsatisfiable > 100)
    #expect(100 * refuted >= 97 * unsatisfiable, "\(refuted) of \(unsatisfiable)")
  }

  @Test("numbers that leave 64 bits are given up, not wrapped")
  func overflowIsGivenUp() throws {
    var bank = TermBank()
    let x = Polynomial(atom: bank.variable("x", bank.int))
    let y = Polynomial(atom: bank.variable("y", bank.int))
    let huge = Int.max / 2
    let first = try #require(Polynomial(1).adding(huge, times: x)?.adding(huge - 1, times: y))
    let second = try #require(
      Polynomial(1).adding(-(huge - 2), times: x)?.adding(-(huge - 5), times: y))
    var system = LinearSystem([
      LinearFact(polynomial: first, isEquation: false, source: .assumption),
      LinearFact(polynomial: second, isEquation: false, source: .assumption),
    ])
    #expect(system.refute() == nil)
    #expect(x.adding(.max, times: x) == nil)
    #expect(x.adding(huge, times: x)?.multiplied(by: first) == nil)
  }
}
