import Determinism

/// The cells of a centroidal Voronoi tessellation: a niche holds what lies nearest to its centroid
/// (Vassiliades, Chatzilygeroudis and Mouret 2018, "Using Centroidal Voronoi Tessellations to Scale
/// Up the Multidimensional Archive of Phenotypic Elites Algorithm").
///
/// Centroids are found by Lloyd's method on uniform samples. Of centroids at equal distance the
/// first counts.
public struct CentroidalNiches: Niches {
  public let bounds: DescriptorBounds
  public let centroids: [SIMD4<Float>]
  private let index: CentroidIndex

  public var count: Int { centroids.count }

  /// - Parameters:
  ///   - count: niches, at least one.
  ///   - samples: points for each centroid on average.
  ///   - rounds: steps of Lloyd's method.
  ///   - seed: decides all draws.
  public init(
    bounds: DescriptorBounds, count: Int, samples: Int = 10, rounds: Int = 8, seed: UInt64
  ) {
    precondition(count > 0, "there is a niche")
    var generator = SeededGenerator.stream(seed: seed, path: 0xC7)
    let points = (0..<max(1, samples) * count).map { _ in bounds.sample(using: &generator) }
    var centroids = Array(points.prefix(count))
    var grid = CentroidGrid(bounds: bounds, centroids: centroids)
    for _ in 0..<rounds {
      centroids = Self.means(of: points, around: centroids, grid)
      grid = CentroidGrid(bounds: bounds, centroids: centroids)
    }
    self.init(bounds: bounds, centroids: centroids, grid: grid)
  }

  /// Niches around given centroids, of which there must be one.
  public init(bounds: DescriptorBounds, centroids: [SIMD4<Float>]) {
    precondition(!centroids.isEmpty, "there is a niche")
    self.init(
      bounds: bounds, centroids: centroids,
      grid: CentroidGrid(bounds: bounds, centroids: centroids))
  }

  private init(bounds: DescriptorBounds, centroids: [SIMD4<Float>], grid: CentroidGrid) {
    self.bounds = bounds
    self.centroids = centroids
    index = CentroidIndex(centroids: centroids, grid: grid)
  }

  public func niche(of descriptor: SIMD4<Float>) -> Int {
    index.nearest(to: bounds.clamped(descriptor))
  }

  /// The mean of the points nearest to each centroid; a centroid without points stays.
  private static func means(
    of points: [SIMD4<Float>], around centroids: [SIMD4<Float>], _ grid: CentroidGrid
  ) -> [SIMD4<Float>] {
    var sums = [SIMD4<Float>](repeating: .zero, count: centroids.count)
    var counts = [Float](repeating: 0, count: centroids.count)
    for point in points {
      let nearest = grid.nearest(to: point)
      sums[nearest] += point
      counts[nearest] += 1
    }
    return centroids.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : centroids[$0] }
  }
}

extension DescriptorBounds {
  /// A point of the box, drawn uniformly.
  func sample(using generator: inout SeededGenerator) -> SIMD4<Float> {
    var point = lower
    for axis in 0..<dimensions {
      point[axis] += Float(generator.unit()) * (upper[axis] - lower[axis])
    }
    return point
  }
}
