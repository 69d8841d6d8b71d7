import Determinism
import Testing

@testable import Prover

@Suite("Affine fits")
struct AffineFitTests {
  @Test("finds the coefficients of a combination, and none of what is none", arguments: seeds(60))
  func findsCombinations(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 0xAF)
    let count = 1 + generator.index(below: 4)
    let features = (0..<count).map { _ in (0..<30).map { _ in generator.index(below: 40) - 20 } }
    let coefficients = (0...count).map { _ in generator.index(below: 9) - 4 }
    var target = (0..<30).map { row in
      features.indices.reduce(coefficients[count]) { $0 + coefficients[$1] * features[$1][row] }
    }
    #expect(AffineFit.coefficients(of: target, by: features) == coefficients)
    target[generator.index(below: 30)] += 1
    #expect(AffineFit.coefficients(of: target, by: features) == nil)
  }

  @Test("features that depend on others are left out")
  func dependentFeatures() {
    let feature = Array(0..<10)
    let fit = AffineFit.coefficients(
      of: feature.map { 2 * $0 + 1 }, by: [feature, feature, feature.map { -$0 }])
    #expect(fit == [2, 0, 0, 1])
  }

  @Test("great coefficients are no conjecture")
  func greatCoefficients() {
    let feature = Array(0..<10)
    #expect(AffineFit.coefficients(of: feature.map { 100 * $0 }, by: [feature]) == nil)
  }
}
