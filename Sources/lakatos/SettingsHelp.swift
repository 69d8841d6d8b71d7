import Evolution

/// `lakatos help settings`.
enum SettingsHelp {
  static var text: String {
    let rows = SettingsTable.all.map { setting in
      """
        \(padded(setting.key, to: 16)) \(padded(setting.defaultValue, to: 8)) \
      \(setting.meaning)
      \(String(repeating: " ", count: 28))\
      \(setting.unit.isEmpty ? "" : "in \(setting.unit), ")\(setting.allowedValues)
      """
    }
    return """
      Settings of a run, with their defaults. Turn one with --set key=value on `evolve`, or in a
      problem file with (settings (key value) ...); the command line has the last word.

      \(rows.joined(separator: "\n"))

      """
  }
}

/// The text with blanks behind it, up to a width.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
