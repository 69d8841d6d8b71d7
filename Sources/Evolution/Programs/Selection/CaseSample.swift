import Determinism

/// Which cases of a problem decide selection in a generation.
enum CaseSample {
  /// So many of the cases at random, in order (Hernandez, Lalejini, Dolson and Ofria 2019, "Random
  /// Subsampling Improves Performance in Lexicase Selection").
  static func random(
    _ count: Int, of cases: Int, using generator: inout SeededGenerator
  ) -> [Int] {
    var all = Array(0..<cases)
    generator.shuffle(&all)
    return all.prefix(max(1, count)).sorted()
  }

  /// So many of the cases, each as far as can be from those before it: cases are far apart that many
  /// of the members pass differently (Boldi et al. 2023, "Informed Down-Sampled Lexicase Selection").
  ///
  /// - Parameter outcomes: by member, whether it passes each case.
  static func informed(
    _ count: Int, outcomes: [[Bool]], using generator: inout SeededGenerator
  ) -> [Int] {
    let cases = outcomes.first?.count ?? 0
    guard cases > 0 else { return [] }
    // The drawn order decides between cases that are as far.
    var order = Array(0..<cases)
    generator.shuffle(&order)
    var chosen = [order[0]]
    var distances = [Int](repeating: .max, count: cases)
    while chosen.count < min(max(1, count), cases) {
      let last = chosen[chosen.count - 1]
      for test in order {
        distances[test] = min(
          distances[test], outcomes.count { $0[test] != $0[last] })
      }
      var next: Int?
      for test in order where !chosen.contains(test) {
        if distances[test] > next.map({ distances[$0] }) ?? -1 { next = test }
      }
      guard let next else { break }
      chosen.append(next)
    }
    return chosen.sorted()
  }
}
