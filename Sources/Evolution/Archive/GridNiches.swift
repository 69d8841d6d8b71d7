/// Equal boxes (Mouret and Clune 2015, "Illuminating search spaces by mapping elites").
public struct GridNiches: Niches {
  public let bounds: DescriptorBounds
  /// Boxes along each dimension.
  public let resolution: [Int]
  public let count: Int
  private let scale: SIMD4<Float>
  private let last: SIMD4<Int32>
  private let strides: SIMD4<Int32>

  /// - Precondition: one resolution for each dimension, positive, and at most 2^31 boxes in all.
  public init(bounds: DescriptorBounds, resolution: [Int]) {
    precondition(resolution.count == bounds.dimensions, "one resolution for each dimension")
    self.bounds = bounds
    self.resolution = resolution
    var (scale, last, strides) = (SIMD4<Float>(), SIMD4<Int32>(), SIMD4<Int32>())
    var stride = 1
    for axis in resolution.indices.reversed() {
      precondition(resolution[axis] > 0, "a dimension has a box")
      scale[axis] = Float(resolution[axis]) / (bounds.upper[axis] - bounds.lower[axis])
      last[axis] = Int32(resolution[axis] - 1)
      strides[axis] = Int32(stride)
      stride *= resolution[axis]
      precondition(stride <= Int(Int32.max), "boxes are numbered by 32 bits")
    }
    (self.scale, self.last, self.strides) = (scale, last, strides)
    count = stride
  }

  public func niche(of descriptor: SIMD4<Float>) -> Int {
    niche(at: box(of: descriptor))
  }

  /// The niche whose box has this place along each dimension.
  @inline(__always)
  func niche(at place: SIMD4<Int32>) -> Int { Int((place &* strides).wrappedSum()) }

  /// The place of the box along each dimension.
  @inline(__always)
  func box(of descriptor: SIMD4<Float>) -> SIMD4<Int32> {
    let scaled = (bounds.clamped(descriptor) - bounds.lower) * scale
    let place = SIMD4<Int32>(truncatingIfNeeded: scaled)
    return place.replacing(with: last, where: place .> last)
  }

  /// The corners of a niche's box.
  func corners(of niche: Int) -> (lower: SIMD4<Float>, upper: SIMD4<Float>) {
    var (lower, upper) = (bounds.lower, bounds.upper)
    for axis in 0..<bounds.dimensions {
      let place = niche / Int(strides[axis]) % resolution[axis]
      lower[axis] = bounds.lower[axis] + Float(place) / scale[axis]
      upper[axis] = bounds.lower[axis] + Float(place + 1) / scale[axis]
    }
    return (lower, upper)
  }
}

extension SIMD4<Int32> {
  /// Rounds towards zero; the numbers must fit.
  @inline(__always)
  fileprivate init(truncatingIfNeeded numbers: SIMD4<Float>) {
    self.init(Int32(numbers.x), Int32(numbers.y), Int32(numbers.z), Int32(numbers.w))
  }
}
