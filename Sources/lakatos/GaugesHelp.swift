import Evolution

/// `lakatos help gauges`.
enum GaugesHelp {
  static var text: String {
    let width = GaugeTable.all.map(\.name.count).max() ?? 0
    let rows = GaugeTable.all.map { gauge in
      let alarm = gauge.floor.map { " Alarm below \($0): \(gauge.alarm)." } ?? ""
      return "  \(padded(gauge.name, to: width))  \(gauge.meaning)\(alarm)"
    }
    return """
      Gauges in the report of every generation (table `generations` of a run's database, field
      gauges). None of them decides anything.

      \(rows.joined(separator: "\n"))

      """
  }
}
