/// How the space of descriptors is divided.
public enum NicheDivision: String, CaseIterable, Hashable, Sendable, Codable {
  /// Equal boxes.
  case grid
  /// The cells around centroids that are spread evenly.
  case centroidal
}

/// About 500 niches of programs.
enum ProgramNiches: Niches {
  case grid(GridNiches)
  case centroidal(CentroidalNiches)

  init(_ division: NicheDivision, of bounds: DescriptorBounds, seed: UInt64) {
    switch division {
    case .grid:
      // 512 or 625 boxes.
      let side = bounds.dimensions == 4 ? 5 : 8
      self = .grid(
        GridNiches(
          bounds: bounds, resolution: [Int](repeating: side, count: bounds.dimensions)))
    case .centroidal: self = .centroidal(CentroidalNiches(bounds: bounds, count: 512, seed: seed))
    }
  }

  var count: Int {
    switch self {
    case .grid(let niches): niches.count
    case .centroidal(let niches): niches.count
    }
  }

  func niche(of descriptor: SIMD4<Float>) -> Int {
    switch self {
    case .grid(let niches): niches.niche(of: descriptor)
    case .centroidal(let niches): niches.niche(of: descriptor)
    }
  }
}
