import Determinism
import Testing

@Suite struct ParallelMapTests {
  @Test("the order is that of the inputs, whatever the number of threads", arguments: [1, 2, 3, 8])
  func order(threads: Int) {
    let inputs = Array(0..<1000)
    let outputs = parallelMap(inputs, threads: threads) { index, input -> UInt64 in
      var random = SeededGenerator.stream(seed: 1, path: UInt64(index), UInt64(input))
      return random.next()
    }
    let expected = inputs.map { input -> UInt64 in
      var random = SeededGenerator.stream(seed: 1, path: UInt64(input), UInt64(input))
      return random.next()
    }
    #expect(outputs == expected)
  }

  @Test func emptyAndSingleInputs() {
    #expect(parallelMap([Int](), threads: 4) { $1 }.isEmpty)
    #expect(parallelMap([5], threads: 4) { $0 + $1 } == [5])
  }

  private static func depth(_ n: Int) -> Int {
    n == 0 ? 0 : 1 + depth(n - 1)
  }

  @Test("a million nested calls fit a large stack")
  func largeStack() {
    #expect(withLargeStack { Self.depth(1_000_000) } == 1_000_000)
    let depths = parallelMap([1_000_000, 900_000], threads: 2) { Self.depth($1) }
    #expect(depths == [1_000_000, 900_000])
  }
}
