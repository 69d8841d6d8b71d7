import Lisp

/// How the filter `trivial` judges.
public enum TrivialityJudgement: String, CaseIterable, Hashable, Sendable, Codable {
  /// The kept theorems of a program must together exclude every trivial program.
  case set
  /// Each theorem alone must exclude every trivial program.
  case each
  case off
}

/// Everything that a person can turn in a run.
///
/// The initial values below are the defaults. ``SettingsTable`` gives each its key, unit and
/// meaning, and is the only way from text to a value. A run never changes its configuration.
public struct RunConfiguration: Codable, Hashable, Sendable {
  public var seed: UInt64 = 1
  public var population = 300
  public var budget = 20_000
  public var programsOnly = false

  public var trivial = TrivialityJudgement.set
  public var known = Threshold.at(64)
  public var vacuous = Threshold.at(0.05)
  public var short = Threshold.at(12)
  public var obvious = Threshold.at(0.1)

  public var conjectures = 400
  public var terms = 4000
  public var statementSize = 14
  public var variables = 3
  public var tests = 100
  public var goals = 48
  public var lemmas = 24
  public var champions = 2
  public var panel = 24
  public var laws = 6

  public var fuel = 5000
  public var cells = 20_000
  public var depth = 1000
  public var programSize = 40

  public var searches = 5
  public var refine = 400
  public var sampling = ProgramSampling.weighted
  public var selection = SelectionMethod.tournament
  public var sample = 50
  public var tournament = 3
  public var rates = RateAdaptation.matching
  public var islands = 1
  public var migration = 10
  public var migrants = 5
  public var stall = 60
  public var archive = 10
  public var niches = NicheDivision.grid
  public var descriptor = ProgramDescriptor.behaviour
  public var helpers = 8
  public var inventions = 3

  /// The defaults.
  public init() {}

  /// Sets one value from text.
  ///
  /// - Throws: ``SettingFailure`` for an unknown key (with the nearest known one) or a value that
  ///   is not allowed; the configuration is then unchanged.
  public mutating func set(_ key: String, to value: String) throws(SettingFailure) {
    guard let setting = SettingsTable.setting(named: key) else {
      throw .unknownKey(key, nearest: nearestName(to: key, among: SettingsTable.all.map(\.key)))
    }
    try setting.write(value, to: &self)
  }

  /// Sets one value from `key=value`; blanks around key and value do not count.
  ///
  /// - Throws: as ``set(_:to:)``, and ``SettingFailure/notAnAssignment(_:)``.
  public mutating func set(assignment: String) throws(SettingFailure) {
    guard let equals = assignment.firstIndex(of: "=") else { throw .notAnAssignment(assignment) }
    let value = assignment[assignment.index(after: equals)...]
    try set(Self.trimmed(assignment[..<equals]), to: Self.trimmed(value))
  }

  private static func trimmed(_ text: Substring) -> String {
    let rest = text.drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
