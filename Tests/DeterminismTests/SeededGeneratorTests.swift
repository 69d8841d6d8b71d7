import Determinism
import Testing

@Suite struct SeededGeneratorTests {
  @Test("the first words of a stream never change")
  func golden() {
    var random = SeededGenerator.stream(seed: 42, path: 3, 7)
    let words = (0..<4).map { _ in random.next() }
    #expect(
      words == [
        4_601_667_161_001_074_503, 2_541_786_721_618_715_341, 14_029_303_851_721_055_497,
        5_104_822_323_285_354_581,
      ])
  }

  @Test("addresses that differ give streams that differ")
  func addresses() {
    let paths: [[UInt64]] = [[], [0], [0, 0], [1], [0, 1], [1, 0], [1, 1], [2]]
    var seen: Set<UInt64> = []
    for seed in 0..<10 as Range<UInt64> {
      for path in paths {
        var random = SeededGenerator.stream(seed: seed, path: path)
        seen.insert(random.next())
      }
    }
    #expect(seen.count == 10 * paths.count)
  }

  @Test("an index stays below its bound and hits every value", arguments: 1..<20)
  func indexRange(bound: Int) {
    var random = SeededGenerator.stream(seed: UInt64(bound))
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(1000 * bound) { counts[random.index(below: bound)] += 1 }
    #expect(counts.allSatisfy { (800...1200).contains($0) })
  }

  @Test func indexAcceptsTheLargestBound() {
    var random = SeededGenerator.stream(seed: 1)
    let large = (0..<100).map { _ in random.index(below: Int.max) }
    let single = random.index(below: 1)
    #expect(large.allSatisfy { $0 >= 0 } && single == 0)
  }

  @Test("a unit lies in [0, 1) with mean one half")
  func unitRange() {
    var random = SeededGenerator.stream(seed: 5)
    var sum = 0.0
    for _ in 0..<10_000 {
      let value = random.unit()
      #expect(value >= 0 && value < 1)
      sum += value
    }
    #expect(abs(sum / 10_000 - 0.5) < 0.02)
  }

  @Test("a shuffle permutes, and reaches each order of three")
  func shuffle() {
    var random = SeededGenerator.stream(seed: 9)
    var orders: [[Int]: Int] = [:]
    for _ in 0..<6000 {
      var array = [1, 2, 3]
      random.shuffle(&array)
      #expect(array.sorted() == [1, 2, 3])
      orders[array, default: 0] += 1
    }
    #expect(orders.count == 6)
    #expect(orders.values.allSatisfy { (800...1200).contains($0) })
  }

  @Test("weights are proportions and a zero weight is never drawn")
  func weights() {
    var random = SeededGenerator.stream(seed: 11)
    var counts = [0, 0, 0, 0]
    for _ in 0..<8000 { counts[random.weightedIndex([1, 0, 3, 4])] += 1 }
    #expect(counts[1] == 0)
    #expect((850...1150).contains(counts[0]))
    #expect((2800...3200).contains(counts[2]))
  }

  @Test("a chance is its fraction")
  func chance() {
    var random = SeededGenerator.stream(seed: 12)
    let hits = (0..<8000).count { _ in random.chance(1, in: 4) }
    #expect((1850...2150).contains(hits))
    let never = random.chance(0, in: 1)
    let always = random.chance(1, in: 1)
    #expect(!never && always)
  }
}
