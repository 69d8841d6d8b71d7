/// A JSON value whose objects keep the order in which their keys were written.
///
/// The command line documents its objects key by key, with null for what is not known; Foundation's
/// encoder keeps neither the order nor the nulls.
enum JSON {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])
}

extension JSON {
  init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  init(_ number: Int?) { self = number.map(JSON.int) ?? .null }
  init(_ number: Double?) { self = number.map(JSON.double) ?? .null }
  init(_ flag: Bool?) { self = flag.map(JSON.bool) ?? .null }

  /// The value on one line. A number that is not finite becomes null.
  var line: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .double(let number): number.isFinite ? Self.written(number) : "null"
    case .string(let text): Self.quoted(text)
    case .array(let items): "[" + items.map(\.line).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.0) + ":" + $0.1.line }.joined(separator: ",") + "}"
    }
  }

  /// At most six digits after the point: seconds and scores need no more.
  private static func written(_ number: Double) -> String {
    let rounded = (number * 1e6).rounded() / 1e6
    guard rounded.magnitude < 1e9 else { return "\(number)" }
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case let scalar where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
