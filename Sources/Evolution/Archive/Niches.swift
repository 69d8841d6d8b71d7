/// A division of the space of descriptors into niches.
///
/// A descriptor has up to four coordinates, the first ones of the vector; the others are 0.
public protocol Niches: Sendable {
  /// Niches are numbered from 0.
  var count: Int { get }

  /// The niche of a descriptor; coordinates outside the bounds count as on them, those that are not
  /// numbers as on the lower one.
  func niche(of descriptor: SIMD4<Float>) -> Int
}

/// The box in which descriptors lie.
public struct DescriptorBounds: Hashable, Sendable, Codable {
  /// 1 to 4.
  public let dimensions: Int
  public let lower: SIMD4<Float>
  public let upper: SIMD4<Float>

  /// - Precondition: as many lower as upper bounds, 1 to 4, each lower one below the upper one.
  public init(lower: [Float], upper: [Float]) {
    precondition((1...4).contains(lower.count), "descriptors have 1 to 4 dimensions")
    precondition(lower.count == upper.count, "each dimension has two bounds")
    dimensions = lower.count
    var (low, high) = (SIMD4<Float>(), SIMD4<Float>())
    for axis in lower.indices {
      precondition(lower[axis] < upper[axis], "a lower bound lies below the upper one")
      low[axis] = lower[axis]
      high[axis] = upper[axis]
    }
    (self.lower, self.upper) = (low, high)
  }

  /// The box from 0 to 1 in each dimension.
  public static func unit(_ dimensions: Int) -> DescriptorBounds {
    DescriptorBounds(
      lower: [Float](repeating: 0, count: dimensions),
      upper: [Float](repeating: 1, count: dimensions))
  }

  /// The nearest descriptor in the box.
  @inline(__always)
  func clamped(_ descriptor: SIMD4<Float>) -> SIMD4<Float> {
    // The comparison is false for what is not a number.
    let above = descriptor.replacing(with: lower, where: .!(descriptor .> lower))
    return above.replacing(with: upper, where: above .> upper)
  }
}
