/// The names that the declarations of a file have in an environment.
///
/// A name stays as it is if the language can write it and it is not built in; the others are changed
/// afterwards, in the order of the text, so that none of them takes the name of one that stays.
struct TIPNames: Sendable {
  private var names: [String: String] = [:]
  private var taken: Set<String> = []
  private let isReserved: @Sendable (String) -> Bool

  /// - Parameters:
  ///   - declared: all different.
  ///   - isReserved: whether no declaration may have the name.
  init(_ declared: [String], isReserved: @escaping @Sendable (String) -> Bool) {
    self.isReserved = isReserved
    for name in declared where TIPNames.readable(name) == name && !isReserved(name) {
      names[name] = name
      taken.insert(name)
    }
    for name in declared where names[name] == nil {
      let new = free(TIPNames.readable(name))
      names[name] = new
      taken.insert(new)
    }
  }

  /// The name of a declaration; other names stay as they are.
  subscript(name: String) -> String { names[name] ?? name }

  private func free(_ name: String) -> String {
    var number = 2
    var candidate = name
    while isReserved(candidate) || taken.contains(candidate) {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  /// The name with `_` for each character that the language cannot write; what would read as a number
  /// gets an `n` before it.
  static func readable(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "(", ")", "\"", "'", ";", "\u{0}"..." ", "\u{7F}": text += "_"
      default: text.unicodeScalars.append(scalar)
      }
    }
    if text.isEmpty { return "x" }
    return Reader.looksLikeNumber(text) ? "n" + text : text
  }
}
