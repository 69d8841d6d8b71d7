import Determinism

/// Which part of a donor takes the place of a part of a receiver (Langdon 2000, "Size Fair and
/// Homologous Tree Genetic Programming Crossovers").
struct GenomePairing {
  let receiver: GenomeSites
  let donor: GenomeSites

  /// Of some parts of the donor those of one size, which is on average that of the replaced part.
  func sizeFair(
    _ parts: [Int], for site: Int, using random: inout SeededGenerator
  ) -> [Int] {
    let wanted = 1 + random.index(below: 2 * receiver.sizes[site] - 1)
    let distances = parts.map { abs(donor.sizes[$0] - wanted) }
    guard let least = distances.min() else { return [] }
    return zip(parts, distances).filter { $0.1 == least }.map(\.0)
  }

  /// Of some parts of the donor those whose path from the root has most in common with that of the
  /// replaced part, and of these the ones at the nearest depth.
  func homologous(_ parts: [Int], for site: Int) -> [Int] {
    let path = receiver.path(to: site)
    var best: (common: Int, distance: Int) = (-1, 0)
    var found: [Int] = []
    for part in parts {
      let other = donor.path(to: part)
      let common = zip(path, other).prefix { $0 == $1 }.count
      let distance = abs(path.count - other.count)
      if common > best.common || common == best.common && distance < best.distance {
        best = (common, distance)
        found = []
      }
      if common == best.common, distance == best.distance { found.append(part) }
    }
    return found
  }
}

extension GenomeSites {
  /// The places of the children through which the way from the root to a node goes.
  func path(to node: Int) -> [Int] {
    var path: [Int] = []
    var place = 0
    while place < node {
      var child = place + 1
      var index = 0
      while child + sizes[child] <= node {
        child += sizes[child]
        index += 1
      }
      path.append(index)
      place = child
    }
    return path
  }
}
