/// Parts of a population that breed apart, in a ring.
struct Islands: Hashable, Sendable, Codable {
  /// By member, the island on which it lives.
  private(set) var homes: [Int] = []

  /// Where each member lives now.
  mutating func settle(_ homes: [Int]) { self.homes = homes }

  /// The places of an island's members, in order.
  func members(of island: Int) -> [Int] {
    homes.indices.filter { homes[$0] == island }
  }

  /// The first so many members of each island move to the next one.
  mutating func migrate(_ count: Int, islands: Int) {
    guard islands > 1 else { return }
    var left = [Int](repeating: count, count: islands)
    for place in homes.indices {
      let home = homes[place]
      guard left[home] > 0 else { continue }
      left[home] -= 1
      homes[place] = (home + 1) % islands
    }
  }

  /// The places that an island has of so many.
  static func share(of island: Int, islands: Int, places: Int) -> Int {
    places * (island + 1) / islands - places * island / islands
  }
}
