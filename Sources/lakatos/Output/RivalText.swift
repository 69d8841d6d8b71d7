import Evolution

/// Other solutions of a run, as a person reads them.
enum RivalText {
  /// `(f '(1)) is 1, or 2`, the returned program's value first.
  static func difference(of rival: Rival) -> String {
    let returned = rival.returned ?? "without a value"
    return "\(rival.call) is \(returned), or \(rival.given ?? "without a value")"
  }

  /// A formula for `require` by which the call gives this value.
  static func testCase(_ rival: Rival, _ value: String?) -> String {
    value.map { "(= \(rival.call) \($0))" } ?? "\(rival.call) without a value"
  }

  static func all(_ rivals: [Rival], of best: ProgramRecord?, _ console: Console) -> String {
    guard let best, best.isSolved else { return "No program passes all of `require` yet." }
    var parts = ["\(console.bold("program \(best.id)"))\n\n\(indented(best.source, by: 2))"]
    if rivals.isEmpty {
      parts.append("No other program was found that passes all of `require` and differs from it.")
    }
    for rival in rivals {
      let standing = rival.isEquallyGood ? ", as good" : ""
      parts.append(
        "\(console.bold("rival \(rival.id)"))  \(counted(rival.size, "node"))\(standing)\n"
          + "\(difference(of: rival))\n\n\(indented(rival.source, by: 2))")
    }
    return parts.joined(separator: "\n\n")
  }
}

extension Rival {
  var object: JSON {
    .object([
      ("id", .string(id)), ("source", .string(source)), ("size", .int(size)),
      ("score", .double(score)), ("equal", .bool(isEquallyGood)), ("holdout", holdout.object),
      ("differing", .double(differing)), ("call", .string(call)), ("returned", JSON(returned)),
      ("given", JSON(given)),
    ])
  }
}
