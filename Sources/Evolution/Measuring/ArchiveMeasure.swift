import Determinism

/// Insertions into archives, one at a time: what the benchmark of archives measures.
package enum ArchiveMeasure {
  package enum Kind: String, CaseIterable, Sendable {
    case grid, centroidal
  }

  /// What the insertions did.
  package struct Tally: Hashable, Sendable {
    package var niches = 0
    package var insertions = 0
    package var accepted = 0
    package var occupied = 0

    package init() {}
  }

  /// Solutions of random quality at random places; about half of them near the middle, as real
  /// descriptors are not spread evenly.
  package struct Solutions: Sendable {
    let descriptors: [SIMD4<Float>]
    let qualities: [Float]
    let bounds: DescriptorBounds

    package init(count: Int, dimensions: Int, seed: UInt64) {
      bounds = .unit(dimensions)
      var generator = SeededGenerator.stream(seed: seed, path: 0xA1, UInt64(dimensions))
      var descriptors: [SIMD4<Float>] = []
      var qualities: [Float] = []
      for _ in 0..<count {
        var point = bounds.sample(using: &generator)
        if generator.chance(1, in: 2) {
          let other = bounds.sample(using: &generator)
          point = (point + other) / 2
        }
        descriptors.append(point)
        qualities.append(Float(generator.unit()))
      }
      (self.descriptors, self.qualities) = (descriptors, qualities)
    }
  }

  /// An archive of one kind, ready for insertions. About 10,000 niches.
  package struct Trial: Sendable {
    private var grid: EliteArchive<GridNiches, UInt32>?
    private var centroidal: EliteArchive<CentroidalNiches, UInt32>?

    package init(_ kind: Kind, dimensions: Int, seed: UInt64) {
      let bounds = DescriptorBounds.unit(dimensions)
      switch kind {
      case .grid:
        let side = [1: 10_000, 2: 100, 3: 22, 4: 10][dimensions] ?? 10
        grid = EliteArchive(
          niches: GridNiches(
            bounds: bounds, resolution: [Int](repeating: side, count: dimensions)))
      case .centroidal:
        centroidal = EliteArchive(
          niches: CentroidalNiches(bounds: bounds, count: 10_000, seed: seed))
      }
    }

    package mutating func insert(_ solutions: Solutions) -> Tally {
      if grid != nil { return ArchiveMeasure.insert(solutions, &grid) }
      return ArchiveMeasure.insert(solutions, &centroidal)
    }
  }

  private static func insert<Division: Niches>(
    _ solutions: Solutions, _ archive: inout EliteArchive<Division, UInt32>?
  ) -> Tally {
    guard var lent = archive.take() else { return Tally() }
    defer { archive = lent }
    var tally = Tally()
    for index in solutions.descriptors.indices {
      let outcome = lent.insert(
        UInt32(truncatingIfNeeded: index), quality: solutions.qualities[index],
        descriptor: solutions.descriptors[index])
      if outcome != .rejected { tally.accepted += 1 }
    }
    tally.insertions = solutions.descriptors.count
    tally.niches = lent.niches.count
    tally.occupied = lent.count
    return tally
  }
}
