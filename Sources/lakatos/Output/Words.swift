/// A number with one digit after the point.
func decimal(_ number: Double) -> String {
  let tenths = (number * 10).rounded()
  guard tenths.magnitude < 1e15 else { return "\(number)" }
  return "\(tenths / 10)"
}

/// A number with two digits after the point.
func hundredths(_ number: Double) -> String {
  let scaled = (number * 100).rounded()
  guard scaled.magnitude < 1e15 else { return "\(number)" }
  let digits = String(Int(scaled.magnitude) % 100)
  return (scaled < 0 ? "-" : "") + "\(Int(scaled.magnitude) / 100)."
    + String(repeating: "0", count: 2 - digits.count) + digits
}

/// A whole number with commas between the thousands.
func grouped(_ number: Int) -> String {
  var digits = Array(String(number.magnitude))
  var index = digits.count - 3
  while index > 0 {
    digits.insert(",", at: index)
    index -= 3
  }
  return (number < 0 ? "-" : "") + String(digits)
}

/// A count with its noun, `1 line` or `2 lines`.
func counted(_ number: Int, _ noun: String) -> String {
  "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

/// Every line of the text, moved to the right.
func indented(_ text: String, by width: Int) -> String {
  let blanks = String(repeating: " ", count: width)
  return text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.isEmpty ? "" : blanks + $0 }.joined(separator: "\n")
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
