import Determinism
import Synchronization

/// Random programs that are drawn uniformly: of all programs of a size that descend along an order,
/// each is as likely. See ``DerivationTable`` for which these are.
///
/// The counts are shared by all who draw, since they are dear and decide nothing.
final class UniformGenerator: Sendable {
  private let table: HeadTable
  private let counts: Mutex<[DescentOrder: DerivationTable]> = Mutex([:])

  init(table: HeadTable) { self.table = table }

  /// A body of the wanted number of nodes: where no program has so many, or more of them than can be
  /// counted, the next smaller number, and after these the next larger one. Nil if no size in the
  /// range has a program.
  func body(
    of wanted: Int, in sizes: ClosedRange<Int>, along order: DescentOrder,
    using random: inout SeededGenerator
  ) -> [GenomeNode]? {
    let scope = table.parameters.enumerated().map {
      GenomeVariable(slot: Int16($0.offset), type: Int16($0.element), parameter: Int16($0.offset))
    }
    let wanted = min(max(wanted, sizes.lowerBound), sizes.upperBound)
    let tried = (1...wanted).reversed() + Array(sizes.filter { $0 > wanted })
    return counts.withLock { known -> [GenomeNode]? in
      var counts = known.removeValue(forKey: order) ?? DerivationTable(table: table, order: order)
      defer { known[order] = counts }
      let classes = scope.map { VariableClass($0, order, table) }.sorted()
      let goal = counts.number(
        of: DerivationTable.Goal(type: table.grammar.result, scope: classes))
      for size in tried {
        let count = counts.count(goal, size: size)
        guard count > 0, count < DerivationTable.tooMany else { continue }
        var writer = DerivationWriter(table: table)
        let rank = random.number(below: count)
        writer.write(goal, size: size, rank: rank, in: scope, &counts)
        return writer.output
      }
      return nil
    }
  }
}
