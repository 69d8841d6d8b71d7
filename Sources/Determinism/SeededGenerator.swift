/// A random stream that is the same on every machine: xoshiro256** (Blackman and Vigna 2018).
///
/// The sampling algorithms are our own, because those of the standard library may change.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// The stream with the address `path` below `seed`.
  ///
  /// Two addresses that differ in a component or in length give unrelated streams.
  public static func stream(seed: UInt64, path: UInt64...) -> SeededGenerator {
    stream(seed: seed, path: path)
  }

  /// The stream with the address `path` below `seed`.
  public static func stream(seed: UInt64, path: [UInt64]) -> SeededGenerator {
    var address = StableHasher(seed: seed)
    address.combine(path.count)
    for component in path { address.combine(component) }
    return SeededGenerator(expanding: address.finalize())
  }

  /// Fills the state from one word by SplitMix64, as the authors of xoshiro advise.
  private init(expanding word: UInt64) {
    var splitMix = word
    func draw() -> UInt64 {
      splitMix &+= 0x9E37_79B9_7F4A_7C15
      return mixed(splitMix)
    }
    s0 = draw()
    s1 = draw()
    s2 = draw()
    s3 = draw()
    if s0 | s1 | s2 | s3 == 0 { s0 = 1 }
  }

  public mutating func next() -> UInt64 {
    let result = rotatedLeft(s1 &* 5, by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = rotatedLeft(s3, by: 45)
    return result
  }
}

extension SeededGenerator {
  /// Draws an integer in `0 ..< bound` without modulo bias; `bound` must be positive.
  ///
  /// Uses Lemire's multiply-shift (2019, "Fast Random Integer Generation in an Interval").
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "an index is drawn below a positive bound")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// Draws a number in `0 ..< bound`, each as likely; `bound` must be positive.
  ///
  /// Draws as many bits as the bound has, until they make a smaller number.
  public mutating func number(below bound: UInt128) -> UInt128 {
    precondition(bound > 0, "a number is drawn below a positive bound")
    guard bound > 1 else { return 0 }
    let mask = UInt128.max >> UInt128((bound - 1).leadingZeroBitCount)
    while true {
      var bits = UInt128(next())
      if mask > UInt128(UInt64.max) { bits |= UInt128(next()) << 64 }
      if bits & mask < bound { return bits & mask }
    }
  }

  /// Draws a number in `[0, 1)`, a multiple of 2^-53.
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// True with probability `numerator / denominator`; the denominator must be positive.
  public mutating func chance(_ numerator: Int, in denominator: Int) -> Bool {
    index(below: denominator) < numerator
  }

  /// Puts the elements into an order drawn uniformly (Fisher and Yates).
  public mutating func shuffle<Element>(_ array: inout [Element]) {
    var remaining = array.count
    while remaining > 1 {
      let chosen = index(below: remaining)
      remaining -= 1
      array.swapAt(chosen, remaining)
    }
  }

  /// Draws an element; the array must not be empty.
  public mutating func element<Element>(of array: [Element]) -> Element {
    array[index(below: array.count)]
  }

  /// Draws an index with probability proportional to its weight.
  ///
  /// No weight may be negative, and their sum must be positive and fit an `Int`.
  public mutating func weightedIndex(_ weights: [Int]) -> Int {
    var total = 0
    for weight in weights {
      precondition(weight >= 0, "a weight is not negative")
      total += weight
    }
    var rest = index(below: total)
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    preconditionFailure("the draw lies below the sum of the weights")
  }
}

@inline(__always)
private func rotatedLeft(_ word: UInt64, by count: UInt64) -> UInt64 {
  (word << count) | (word >> (64 - count))
}
