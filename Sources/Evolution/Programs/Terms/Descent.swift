import Lisp

/// How an argument of a recursive call relates to the parameter at the same position.
enum DescentArc: Hashable, Sendable {
  case smaller
  case equal
  case unknown
}

/// The order along which the self-calls of a program descend: parameter positions compared
/// lexicographically. It is a special case of the size-change principle (Lee, Jones and Ben-Amram
/// 2001, "The Size-Change Principle for Program Termination"), so the logic admits what it admits.
struct DescentOrder: Hashable, Sendable {
  var positions: [Int]

  /// Whether a call with these arcs descends.
  func admits(_ arcs: [DescentArc]) -> Bool {
    for position in positions {
      switch arcs[position] {
      case .smaller: return true
      case .equal: continue
      case .unknown: return false
      }
    }
    return false
  }

  /// An order that admits every call, or nil; empty when there are no calls.
  ///
  /// Greedy choice is complete: a position that no call leaves unknown and that some call descends
  /// at never gets in the way of another.
  init?(admitting calls: [[DescentArc]], positionCount: Int) {
    positions = []
    var open = calls
    while !open.isEmpty {
      let next = (0..<positionCount).first { position in
        !positions.contains(position)
          && open.allSatisfy { $0[position] != .unknown }
          && open.contains { $0[position] == .smaller }
      }
      guard let next else { return nil }
      positions.append(next)
      open.removeAll { $0[next] == .smaller }
    }
  }

  init(positions: [Int]) {
    self.positions = positions
  }
}
