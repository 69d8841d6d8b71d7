/// For each of many small boxes the centroids that may be the nearest to a point of it.
///
/// A search looks at one box and compares its candidates, which are exact: a centroid is left out
/// only where another is nearer to every point of the box.
struct CentroidIndex: Sendable {
  private let boxes: GridNiches
  private var starts: [Int32] = [0]
  private var blocks: [Block] = []

  /// Four candidates of a box, which are compared at once; ascending from block to block in every
  /// lane. The last block of a box is filled up with its first candidate.
  private struct Block: Sendable {
    var candidates = SIMD4<Int32>()
    /// By axis.
    var x = SIMD4<Float>()
    var y = SIMD4<Float>()
    var z = SIMD4<Float>()
    var w = SIMD4<Float>()
  }

  /// Boxes for each centroid, about.
  private static let boxesPerCentroid = 4.0

  init(centroids: [SIMD4<Float>], grid: CentroidGrid) {
    let bounds = grid.boxes.bounds
    let count = Self.boxesPerCentroid * Double(centroids.count)
    var side = 1
    while Self.power(Double(side + 1), bounds.dimensions) <= count { side += 1 }
    boxes = GridNiches(
      bounds: bounds, resolution: [Int](repeating: side, count: bounds.dimensions))
    for box in 0..<boxes.count {
      let (lower, upper) = boxes.corners(of: box)
      append(lower, upper, centroids, grid)
      starts.append(Int32(blocks.count))
    }
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  private mutating func append(
    _ lower: SIMD4<Float>, _ upper: SIMD4<Float>, _ centroids: [SIMD4<Float>],
    _ grid: CentroidGrid
  ) {
    // Some margin, as boxes are found by arithmetic that rounds.
    let middle = (lower + upper) / 2
    let half = (upper - lower) * 0.501
    let closest = centroids[grid.nearest(to: middle)]
    // No point of the box is farther from its nearest centroid than the farthest corner from this.
    let reach = Self.length(Self.magnitude(closest - middle) + half)
    let margin = SIMD4<Float>(repeating: reach)
    var near: [(candidate: Int32, least: Float)] = []
    var bound = Float.infinity
    grid.visit(from: middle - half - margin, to: middle + half + margin) { candidate in
      let offset = Self.magnitude(centroids[Int(candidate)] - middle)
      let outside = (offset - half).replacing(with: 0, where: offset .< half)
      near.append((candidate, Self.length(outside)))
      bound = min(bound, Self.length(offset + half))
    }
    let kept = near.filter { $0.least <= bound }.map(\.candidate).sorted()
    for start in stride(from: 0, to: kept.count, by: 4) {
      var block = Block()
      for lane in 0..<4 {
        let candidate = start + lane < kept.count ? kept[start + lane] : kept[0]
        let place = centroids[Int(candidate)]
        block.candidates[lane] = candidate
        (block.x[lane], block.y[lane]) = (place.x, place.y)
        (block.z[lane], block.w[lane]) = (place.z, place.w)
      }
      blocks.append(block)
    }
  }

  private static func length(_ vector: SIMD4<Float>) -> Float {
    (vector * vector).sum().squareRoot()
  }

  private static func magnitude(_ vector: SIMD4<Float>) -> SIMD4<Float> {
    vector.replacing(with: -vector, where: vector .< 0)
  }

  /// The centroid nearest to a point of the bounds, the first of those at equal distance.
  func nearest(to point: SIMD4<Float>) -> Int {
    let box = boxes.niche(of: point)
    var best = SIMD4<Float>(repeating: .infinity)
    var found = SIMD4<Int32>()
    for index in Int(starts[box])..<Int(starts[box + 1]) {
      let block = blocks[index]
      let (x, y) = (block.x - point.x, block.y - point.y)
      let (z, w) = (block.z - point.z, block.w - point.w)
      let distance = x * x + y * y + (z * z + w * w)
      let isNearer = distance .< best
      best.replace(with: distance, where: isNearer)
      found.replace(with: block.candidates, where: isNearer)
    }
    var lane = 0
    for other in 1..<4 {
      if best[other] < best[lane] || best[other] == best[lane] && found[other] < found[lane] {
        lane = other
      }
    }
    return Int(found[lane])
  }
}
