/// Remembers which nodes were stuck and on which holes, so that they are evaluated again only when
/// one of these holes has been refined.
///
/// A stamp is good as long as the refinements that it was made under are those of the present path.
struct StuckStamps {
  private struct Stamp {
    /// The holes that were in the way, as bits.
    var blockers: UInt64
    var level: Int32
    var serial: Int32
  }

  private struct Level {
    /// Tells the levels of different paths.
    var serial: Int32
    /// The holes that were refined at this level.
    var changed: UInt64
    /// The holes that were refined at later ones.
    var changedLater: UInt64
  }

  private var stamps: ContiguousArray<Stamp> = []
  private var levels: ContiguousArray<Level> = []
  private var serial: Int32 = 0

  /// Begins an evaluation after so many refinements, the last of which changed these holes.
  mutating func enter(level: Int, changed: UInt64) {
    levels.removeLast(max(0, levels.count - level))
    serial &+= 1
    levels.append(Level(serial: serial, changed: changed, changedLater: 0))
    var later: UInt64 = 0
    for index in levels.indices.reversed() {
      levels[index].changedLater = later
      later |= levels[index].changed
    }
  }

  mutating func note(_ node: Int32, blockers: UInt64) {
    let node = Int(node)
    while stamps.count <= node {
      stamps.append(Stamp(blockers: 0, level: 0, serial: -1))
    }
    let level = levels.count - 1
    stamps[node] = Stamp(blockers: blockers, level: Int32(level), serial: levels[level].serial)
  }

  /// The holes that a node still waits for; nil if it has to be evaluated.
  func blockers(of node: Int32) -> UInt64? {
    guard Int(node) < stamps.count else { return nil }
    let stamp = stamps[Int(node)]
    guard Int(stamp.level) < levels.count else { return nil }
    let level = levels[Int(stamp.level)]
    guard level.serial == stamp.serial, level.changedLater & stamp.blockers == 0 else { return nil }
    return stamp.blockers
  }
}
