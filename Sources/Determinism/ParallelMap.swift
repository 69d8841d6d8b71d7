import Synchronization

/// Applies `body` to each input, with its index, and returns the results in the order of the inputs.
///
/// Workers take the next input from a counter, so which worker computes what depends on timing, and
/// the result must not: `body` may depend on its arguments only. Each worker has a stack of 512 MiB.
/// With one thread everything runs on the caller's own stack.
public func parallelMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input],
  threads: Int,
  _ body: @Sendable (Int, Input) -> Output
) -> [Output] {
  precondition(threads > 0, "a map needs a thread")
  let workers = min(threads, inputs.count)
  guard workers > 1 else { return inputs.enumerated().map { body($0.offset, $0.element) } }
  let counter = Atomic<Int>(0)
  let results = Mutex([Output?](repeating: nil, count: inputs.count))
  runOnLargeStacks(count: workers) {
    var computed: [(Int, Output)] = []
    while true {
      let index = counter.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < inputs.count else { break }
      computed.append((index, body(index, inputs[index])))
    }
    results.withLock { slots in
      for (index, output) in computed { slots[index] = output }
    }
  }
  return results.withLock { slots in slots.compactMap { $0 } }
}

/// Runs `body` on a thread with a stack of 512 MiB and waits for its result.
///
/// Provers and evaluators recurse; the main thread has 8 MiB.
public func withLargeStack<Result: Sendable>(_ body: @Sendable () -> Result) -> Result {
  let result = Mutex<Result?>(nil)
  runOnLargeStacks(count: 1) {
    let value = body()
    result.withLock { $0 = value }
  }
  guard let value = result.withLock({ $0 }) else {
    preconditionFailure("a joined thread has run its body")
  }
  return value
}
