// Where evaluations begin.

/// How cells are made and calls end, decided once for all of an evaluation.
protocol GroundMode {
  /// True if each cell is settled at once and calls are looked up in the memo.
  static var remembers: Bool { get }
}

enum FreshMode: GroundMode {
  @inline(__always) static var remembers: Bool { false }
}

enum RememberingMode: GroundMode {
  @inline(__always) static var remembers: Bool { true }
}

extension GroundMachine {
  /// Runs code whose frame is at the bottom of the stack until it halts.
  ///
  /// - Returns: the result, settled; nil, with the reason in ``stop``, if there is none.
  mutating func run(at start: Int, fuel: inout Int) -> UInt32? {
    let frame = GroundMachine.linkage
    storage.setStack(frame - 1, UInt32(Code.halt))
    storage.setStack(frame - 2, 0)
    storage.setStack(frame - 3, 0)
    if remembers {
      if memo.isFull(limit: limits.memoBytes) { memo.removeAll() }
      return loop(RememberingMode.self, at: start, &fuel)
    }
    return loop(FreshMode.self, at: start, &fuel)
  }
}
