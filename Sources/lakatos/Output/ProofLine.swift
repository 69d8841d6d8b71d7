import Evolution

/// How a theorem was proved, in one line.
enum ProofLine {
  /// For instance `induction on xs, then rewriting by (= (append xs nil) xs); 23 lines`.
  static func of(_ theorem: TheoremRecord) -> String {
    guard let lines = theorem.proofLines else { return theorem.reason ?? theorem.fate.rawValue }
    return "\(method(theorem.steps)); \(counted(lines, "line"))"
  }

  /// The inductions and the lemmas that the steps of a proof mention, in their order.
  private static func method(_ steps: [String]) -> String {
    var inductions: [String] = []
    var lemmas: [String] = []
    for step in steps {
      let text = step.drop { $0 == " " }
      if let rest = text.after("Induction on ") {
        let variables = String(rest.prefix { $0 != "," && $0 != "." })
        if !inductions.contains(variables) { inductions.append(variables) }
      }
      for lemma in expressions(after: "the lemma ", in: text) where !lemmas.contains(lemma) {
        lemmas.append(lemma)
      }
    }
    let first =
      inductions.isEmpty
      ? "" : "induction on \(inductions.joined(separator: ", inside on ")), then "
    return "\(first)rewriting by \(sources(lemmas))"
  }

  /// Lemmas as long as they fit on a line, the first one in any case.
  private static func sources(_ lemmas: [String]) -> String {
    guard let first = lemmas.first else { return "the definitions" }
    var named = [first]
    for lemma in lemmas.dropFirst() {
      guard (named + [lemma]).map(\.count).reduce(0, +) <= 60 else { break }
      named.append(lemma)
    }
    let rest = lemmas.count - named.count
    if rest == 0, named.count > 1 {
      return named.dropLast().joined(separator: ", ") + " and " + named[named.count - 1]
    }
    return named.joined(separator: ", ") + (rest > 0 ? " and \(counted(rest, "more lemma"))" : "")
  }

  /// The expressions that stand behind each occurrence of some words.
  private static func expressions(after words: String, in text: Substring) -> [String] {
    var found: [String] = []
    var rest = text
    while let behind = rest.after(words) {
      let expression = leadingExpression(of: behind)
      if !expression.isEmpty { found.append(expression) }
      rest = behind.dropFirst(expression.count)
    }
    return found
  }

  /// A symbol, or a list up to its closing parenthesis.
  private static func leadingExpression(of text: Substring) -> String {
    guard text.first == "(" else { return String(text.prefix { !" ,.()".contains($0) }) }
    var depth = 0
    var result = ""
    for character in text {
      result.append(character)
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return result }
    }
    return ""
  }
}

extension Substring {
  /// What stands behind the first occurrence of some words; nil if they do not occur.
  fileprivate func after(_ words: String) -> Substring? {
    var rest = self
    while !rest.isEmpty {
      if rest.hasPrefix(words) { return rest.dropFirst(words.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
