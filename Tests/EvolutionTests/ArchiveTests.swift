import Determinism
import Testing

@testable import Evolution

@Suite("Archives of elites")
struct ArchiveTests {
  @Test("the niche is that of the nearest centroid", arguments: seeds(12))
  func agreesWithAllCentroids(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 7)
    let dimensions = 1 + generator.index(below: 4)
    let bounds = DescriptorBounds(
      lower: (0..<dimensions).map { Float(-$0) }, upper: (0..<dimensions).map { Float($0 + 2) })
    let count = 1 + generator.index(below: 300)
    let niches =
      generator.chance(1, in: 2)
      ? CentroidalNiches(bounds: bounds, count: count, rounds: 3, seed: seed)
      : CentroidalNiches(
        bounds: bounds, centroids: (0..<count).map { _ in bounds.sample(using: &generator) })
    #expect(niches.count == count)
    for _ in 0..<300 {
      let point = bounds.sample(using: &generator)
      let distances = niches.centroids.map { centroid -> Float in
        let squares = (centroid - point) * (centroid - point)
        return squares.x + squares.y + (squares.z + squares.w)
      }
      let least = distances.min() ?? 0
      #expect(niches.niche(of: point) == distances.firstIndex(of: least))
    }
  }

  @Test("rounds of Lloyd's method bring centroids nearer to the points")
  func centroidsSpread() {
    let bounds = DescriptorBounds.unit(2)
    var generator = SeededGenerator.stream(seed: 3, path: 1)
    let points = (0..<2_000).map { _ in bounds.sample(using: &generator) }
    func distortion(_ rounds: Int) -> Float {
      let niches = CentroidalNiches(bounds: bounds, count: 50, rounds: rounds, seed: 1)
      return points.reduce(0) { sum, point in
        let difference = niches.centroids[niches.niche(of: point)] - point
        return sum + (difference * difference).sum()
      }
    }
    #expect(distortion(8) < 0.8 * distortion(0))
  }

  @Test("the boxes of a grid cover the bounds, and what lies outside counts as on them")
  func gridBoxes() {
    let bounds = DescriptorBounds(lower: [0, -1], upper: [1, 3])
    let niches = GridNiches(bounds: bounds, resolution: [4, 2])
    #expect(niches.count == 8)
    #expect(niches.niche(of: [0, -1, 0, 0]) == 0)
    #expect(niches.niche(of: [0.3, 2, 0, 0]) == 3)
    #expect(niches.niche(of: [1, 3, 0, 0]) == 7)
    #expect(niches.niche(of: [.infinity, 1e30, 0, 0]) == 7)
    #expect(niches.niche(of: [-.infinity, .nan, 0, 0]) == 0)
    for niche in 0..<8 {
      let (lower, upper) = niches.corners(of: niche)
      #expect(niches.niche(of: (lower + upper) / 2) == niche)
    }
  }

  @Test("each niche keeps its best solution, whatever divides the space", arguments: seeds(10))
  func keepsTheBest(seed: UInt64) {
    let bounds = DescriptorBounds.unit(3)
    check(
      EliteArchive(niches: GridNiches(bounds: bounds, resolution: [3, 2, 4])), bounds, seed)
    check(
      EliteArchive(niches: CentroidalNiches(bounds: bounds, count: 20, seed: seed)), bounds, seed)
  }

  private func check<Division: Niches>(
    _ empty: EliteArchive<Division, Int>, _ bounds: DescriptorBounds, _ seed: UInt64
  ) {
    var archive = empty
    var generator = SeededGenerator.stream(seed: seed, path: 9)
    var model: [Int: (solution: Int, quality: Float)] = [:]
    for solution in 0..<200 {
      let descriptor = bounds.sample(using: &generator)
      let quality = Float(generator.index(below: 10))
      let niche = archive.niches.niche(of: descriptor)
      let old = model[niche]
      let outcome = archive.insert(solution, quality: quality, descriptor: descriptor)
      if let old, old.quality >= quality {
        #expect(outcome == .rejected)
      } else {
        #expect(outcome == (old == nil ? .new : .improved))
        model[niche] = (solution, quality)
      }
    }
    #expect(archive.count == model.count)
    for (niche, best) in model { #expect(archive[niche]?.solution == best.solution) }
    #expect(
      archive.occupants.map(\.solution) == model.sorted { $0.key < $1.key }.map(\.value.solution))
  }

  @Test("what has no number for its quality gives way to what has")
  func nanIsWorst() {
    var archive = EliteArchive<GridNiches, Int>(
      niches: GridNiches(bounds: .unit(1), resolution: [1]))
    #expect(archive.insert(1, quality: .nan, descriptor: .zero) == .new)
    #expect(archive.insert(2, quality: .nan, descriptor: .zero) == .rejected)
    #expect(archive.insert(3, quality: -1, descriptor: .zero) == .improved)
    #expect(archive.insert(4, quality: .nan, descriptor: .zero) == .rejected)
    #expect(archive.coverage == 1)
  }
}
