import Checker

/// The verdict on one file, as lines to print.
struct Report {
  let file: String
  let verdict: CheckVerdict
  let duration: Duration

  var isRejected: Bool {
    if case .rejected = verdict { true } else { false }
  }

  /// Whether the file is accepted and has no theorem.
  var provesNothing: Bool { verdict == .accepted([]) }

  private var seconds: Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  // MARK: - Text

  var textLines: [String] {
    switch verdict {
    case .accepted(let theorems): theorems.flatMap(textLines)
    case .rejected(let item, let line, let cause):
      ["\(file):\(line): rejected, item \(item): \(cause.sentence) (\(cause.rawValue))"]
    }
  }

  private func textLines(_ theorem: CheckedTheorem) -> [String] {
    var lines = ["\(file):\(theorem.line): accepted: \(theorem.name)", "  \(theorem.statement)"]
    lines += theorem.variables.map { "  \($0.name) : \($0.type)" }
    lines += theorem.identities.map { "  \($0.name) = \($0.sha256).\($0.index)" }
    return lines
  }

  // MARK: - JSON

  var jsonLines: [String] {
    switch verdict {
    case .accepted(let theorems): theorems.map(json)
    case .rejected(let item, let line, let cause):
      [
        object([
          ("file", string(file)), ("goal", "null"), ("verdict", string("rejected")),
          ("seconds", "\(seconds)"), ("inferences", "null"), ("proof_lines", "null"),
          ("certificate", "null"), ("counterexample", "null"),
          ("reason", string("item \(item): \(cause.sentence)")), ("cause", string(cause.rawValue)),
          ("line", "\(line)"), ("statement", "null"), ("variables", "null"),
          ("identities", "null"),
        ])
      ]
    }
  }

  private func json(_ theorem: CheckedTheorem) -> String {
    let variables = theorem.variables.map { ($0.name, string($0.type)) }
    let identities = theorem.identities.map { ($0.name, string("\($0.sha256).\($0.index)")) }
    return object([
      ("file", string(file)), ("goal", string(theorem.name)), ("verdict", string("accepted")),
      ("seconds", "\(seconds)"), ("inferences", "null"), ("proof_lines", "null"),
      ("certificate", "null"), ("counterexample", "null"), ("reason", "null"), ("cause", "null"),
      ("line", "\(theorem.line)"), ("statement", string(theorem.statement)),
      ("variables", object(variables)), ("identities", object(identities)),
    ])
  }

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  /// A JSON string (RFC 8259, "The JavaScript Object Notation Data Interchange Format", 2017).
  private func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
