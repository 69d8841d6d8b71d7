import Foundation
import Testing

@testable import Evolution

@Suite("Settings of a run")
struct LoopSettingsTests {
  @Test("every setting reads its own default back", arguments: SettingsTable.all.map(\.key))
  func defaultsReadBack(key: String) throws {
    let setting = try #require(SettingsTable.setting(named: key))
    var configuration = RunConfiguration()
    try configuration.set(key, to: setting.defaultValue)
    #expect(configuration == RunConfiguration())
    #expect(!setting.meaning.isEmpty)
  }

  @Test("keys are unique")
  func uniqueKeys() {
    #expect(Set(SettingsTable.all.map(\.key)).count == SettingsTable.all.count)
  }

  @Test("an unknown key names the nearest one")
  func unknownKey() {
    var configuration = RunConfiguration()
    #expect(throws: SettingFailure.unknownKey("vacous", nearest: "vacuous")) {
      try configuration.set(assignment: "vacous=off")
    }
    #expect(throws: SettingFailure.unknownKey("qqqqqqqqqq", nearest: nil)) {
      try configuration.set(assignment: "qqqqqqqqqq=1")
    }
  }

  @Test(
    "bad values are refused",
    arguments: ["trivial=some", "short=-1", "vacuous=2", "population=x", "known=nan", "seed=-1"])
  func badValues(assignment: String) {
    var configuration = RunConfiguration()
    #expect(throws: SettingFailure.self) { try configuration.set(assignment: assignment) }
    #expect(configuration == RunConfiguration())
  }

  @Test("values are written as they are read")
  func values() throws {
    var configuration = RunConfiguration()
    for assignment in ["trivial=each", "known=off", "vacuous=0.25", "programs-only=true"] {
      try configuration.set(assignment: assignment)
    }
    let values = Dictionary(
      uniqueKeysWithValues: SettingsTable.values(of: configuration).map { ($0.key, $0.value) })
    #expect(values["trivial"] == "each")
    #expect(values["known"] == "off")
    #expect(values["vacuous"] == "0.25")
    #expect(values["programs-only"] == "true")
    let copy = try JSONDecoder().decode(
      RunConfiguration.self, from: try JSONEncoder().encode(configuration))
    #expect(copy == configuration)
  }
}
