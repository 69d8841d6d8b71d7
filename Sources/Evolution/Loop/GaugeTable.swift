/// What a gauge of a generation's report means.
public struct GaugeDescription: Sendable {
  /// As in ``Gauge/name``; `*` stands for the name of an operator.
  public let name: String
  /// One sentence, with the unit where there is one.
  public let meaning: String
  /// Below this value something is wrong; nil for gauges without an alarm.
  public let floor: Double?
  /// What is wrong then.
  public let alarm: String

  init(_ name: String, _ meaning: String, below floor: Double? = nil, _ alarm: String = "") {
    self.name = name
    self.meaning = meaning
    self.floor = floor
    self.alarm = alarm
  }
}

/// Every gauge that a report may hold, in the order of the reports.
///
/// The pathologies of coevolution that the later ones tell are those of Watson and Pollack 2001,
/// "Coevolutionary Dynamics in a Minimal Substrate", and of Ficici 2004, "Solution Concepts in
/// Coevolutionary Algorithms".
public enum GaugeTable {
  public static let all: [GaugeDescription] = programs + ancestry + coevolution + theorems

  private static let programs: [GaugeDescription] = [
    GaugeDescription("programs", "Members of the population."),
    GaugeDescription("outcome-vectors", "Different sets of test cases that members pass."),
    GaugeDescription(
      "distinct-behaviours", "Members that differ on the probe inputs; few is loss of diversity."),
    GaugeDescription("mean-program-size", "Nodes of a member, on average."),
    GaugeDescription(
      "size-percent-of-smallest",
      "Nodes of the programs run, in percent of the smallest that behave alike; much is bloat."),
    GaugeDescription("archive-elites", "Programs in the archive of diverse behaviour."),
    GaugeDescription("archive-coverage", "Share of the archive's niches that hold a program."),
    GaugeDescription("selection-pressure", "Share of the members that bore offspring."),
    GaugeDescription(
      "selection-gini", "How unequal members' numbers of offspring are: 0 if all bore as many."),
    GaugeDescription("stalled-generations", "Generations since the best outcome changed."),
    GaugeDescription("restarts", "How often the population was sown anew."),
    GaugeDescription("rate-*", "Share of the offspring that an operator makes."),
    GaugeDescription(
      "success-*", "Share of an operator's programs that improve on their parent or stay."),
  ]

  private static let ancestry: [GaugeDescription] = [
    GaugeDescription(
      "forgotten-cases", "Test cases that some earlier member passed and no present one does."),
    GaugeDescription(
      "lost-ancestors",
      "Share of the earlier best programs whose cases no single present member passes: cycling."),
    GaugeDescription(
      "holdout-share",
      "Share of `holdout` that the best program passes; decides nothing. Falling while the best "
        + "improves is relativism."),
  ]

  private static let coevolution: [GaugeDescription] = [
    GaugeDescription(
      "informative-share", "Share of the statements that some programs satisfy and others do not.",
      below: 0.05, "programs and statements do not tell each other apart: disengagement"),
    GaugeDescription("matrix-entropy", "Bits that a statement tells about a program, on average."),
    GaugeDescription(
      "matrix-rank", "Statements that say something of their own; few is focusing."),
    GaugeDescription(
      "incomparable-programs", "Programs that satisfy a set of statements that no other covers."),
    GaugeDescription(
      "forgotten-laws", "Theorems about earlier best programs that the present one does not have."),
  ]

  private static let theorems: [GaugeDescription] = [
    GaugeDescription(
      "known-share", "Share of the statements decided now that were known or met before."),
    GaugeDescription(
      "compression", "Share of the proved statements that do not follow from the others."),
    GaugeDescription("kept-theorems", "Interesting theorems about the best program."),
    GaugeDescription("mean-statement-size", "Nodes of a kept theorem, on average."),
    GaugeDescription("proved-statements", "Proved statements about the champions."),
    GaugeDescription("pending-statements", "Statements that wait to be proved."),
    GaugeDescription("lemmas", "Proved facts about the vocabulary."),
  ]

  /// The row that describes a gauge.
  public static func description(of gauge: Gauge) -> GaugeDescription? {
    all.first { row in
      row.name.hasSuffix("*")
        ? gauge.name.hasPrefix(row.name.dropLast()) : gauge.name == row.name
    }
  }

  /// What is wrong, for each gauge that gives an alarm, in their order.
  public static func alarms(of gauges: [Gauge]) -> [(gauge: Gauge, alarm: String)] {
    gauges.compactMap { gauge in
      guard let row = description(of: gauge), let floor = row.floor, gauge.value < floor else {
        return nil
      }
      return (gauge, row.alarm)
    }
  }
}
