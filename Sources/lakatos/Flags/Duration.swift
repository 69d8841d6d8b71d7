import ArgumentParser

/// A span of wall time as people type it: `90s`, `5m`, `2h`.
struct WallTime: Hashable, Sendable {
  var seconds: Double

  init(seconds: Double) { self.seconds = seconds }

  /// - Throws: a message that names the option and shows the form.
  init(_ text: String, of option: String) throws(ValidationError) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Double(text.dropLast()),
      text.dropLast().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      number > 0, number * unit <= 1e9
    else {
      throw ValidationError(
        "\(option) cannot be \(text); expected a number and s, m or h, such as 90s, 5m or 2h")
    }
    seconds = number * unit
  }
}
