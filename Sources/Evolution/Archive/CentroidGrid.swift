/// Centroids sorted into equal boxes, about one to a box.
///
/// The nearest one to a point is sought in boxes around the point's own, ring by ring (Bentley,
/// Weide and Yao 1980, "Optimal Expected-Time Algorithms for Closest Point Problems").
struct CentroidGrid: Sendable {
  let boxes: GridNiches
  private let centroids: [SIMD4<Float>]
  /// Where the members of each box begin in ``members``.
  private var starts: [Int32]
  private var members: [Int32]
  /// The shortest edge of a box.
  private let edge: Float

  init(bounds: DescriptorBounds, centroids: [SIMD4<Float>]) {
    let side = Self.side(count: centroids.count, dimensions: bounds.dimensions)
    boxes = GridNiches(
      bounds: bounds, resolution: [Int](repeating: side, count: bounds.dimensions))
    self.centroids = centroids
    var places: [Int] = []
    var counts = [Int32](repeating: 0, count: boxes.count + 1)
    for centroid in centroids {
      places.append(boxes.niche(of: centroid))
      counts[places[places.count - 1] + 1] += 1
    }
    for box in 1..<counts.count { counts[box] += counts[box - 1] }
    starts = counts
    members = [Int32](repeating: 0, count: centroids.count)
    for (centroid, box) in places.enumerated() {
      members[Int(counts[box])] = Int32(centroid)
      counts[box] += 1
    }
    var edge = Float.infinity
    for axis in 0..<bounds.dimensions {
      edge = min(edge, (bounds.upper[axis] - bounds.lower[axis]) / Float(side))
    }
    self.edge = edge
  }

  /// The greatest side whose power is at most the count.
  private static func side(count: Int, dimensions: Int) -> Int {
    var side = 1
    while (0..<dimensions).reduce(1, { power, _ in power * (side + 1) }) <= count { side += 1 }
    return side
  }

  /// The nearest centroid, the first of those at equal distance.
  func nearest(to point: SIMD4<Float>) -> Int {
    let own = boxes.box(of: point)
    var best = (distance: Float.infinity, centroid: Int32.max)
    var ring: Int32 = 0
    while ring <= Int32(boxes.resolution[0]) {
      visit(ring, around: own) { member in
        let difference = centroids[Int(member)] - point
        let squares = difference * difference
        let distance = squares.x + squares.y + (squares.z + squares.w)
        if distance < best.distance || distance == best.distance && member < best.centroid {
          best = (distance, member)
        }
      }
      // What lies beyond this ring is farther away than so many edges.
      let margin = Float(ring) * edge
      if best.distance < margin * margin { break }
      ring += 1
    }
    return Int(best.centroid)
  }

  /// The centroids in boxes that meet the box between two corners.
  func visit(from lower: SIMD4<Float>, to upper: SIMD4<Float>, _ body: (Int32) -> Void) {
    let (first, last) = (boxes.box(of: lower), boxes.box(of: upper))
    visit(first, last, body)
  }

  private func visit(
    _ first: SIMD4<Int32>, _ last: SIMD4<Int32>, _ body: (Int32) -> Void
  ) {
    var place = first
    while true {
      visitBox(place, body)
      var axis = boxes.bounds.dimensions - 1
      while axis >= 0, place[axis] == last[axis] {
        place[axis] = first[axis]
        axis -= 1
      }
      if axis < 0 { return }
      place[axis] += 1
    }
  }

  /// The boxes at a distance of `ring` boxes from one, in the greatest coordinate.
  private func visit(_ ring: Int32, around own: SIMD4<Int32>, _ body: (Int32) -> Void) {
    let dimensions = boxes.bounds.dimensions
    var (first, last) = (own, own)
    for axis in 0..<dimensions {
      first[axis] = max(0, own[axis] - ring)
      last[axis] = min(Int32(boxes.resolution[axis]) - 1, own[axis] + ring)
    }
    var place = first
    while true {
      let distance = own &- place
      if (0..<dimensions).contains(where: { abs(distance[$0]) == ring }) { visitBox(place, body) }
      var axis = dimensions - 1
      while axis >= 0, place[axis] == last[axis] {
        place[axis] = first[axis]
        axis -= 1
      }
      if axis < 0 { return }
      place[axis] += 1
    }
  }

  @inline(__always)
  private func visitBox(_ place: SIMD4<Int32>, _ body: (Int32) -> Void) {
    let box = boxes.niche(at: place)
    for member in Int(starts[box])..<Int(starts[box + 1]) { body(members[member]) }
  }
}
