import Evolution

/// The laws of `require` about one program, as a person reads them.
enum LawText {
  /// For instance `proved in 23 lines, theorem 91c0e5d2`, or
  /// `tested on 100 cases, not proved with 20,001 inferences`.
  static func standing(of law: LawVerdict) -> String {
    guard let theorem = law.theorem else {
      return "tested on \(counted(law.cases, "case")), not proved "
        + "with \(counted(law.inferences, "inference"))"
    }
    let lines = law.proofLines.map { " in \(counted($0, "line"))" } ?? ""
    return "proved\(lines), theorem \(theorem.prefix(8))"
  }

  /// A heading and two lines for each law; empty where the problem has none.
  static func section(_ laws: [LawVerdict], _ console: Console) -> String {
    guard !laws.isEmpty else { return "" }
    let proved = laws.count(where: \.isProved)
    let lines = laws.map { law in
      "  \(console.bold(law.statement))\n    \(console.dim(standing(of: law)))"
    }
    let hint = proved == laws.count ? "" : "\n  A larger --budget gives the prover more inferences."
    return "Laws of `require`, \(proved) of \(laws.count) proved:\n" + lines.joined(separator: "\n")
      + hint
  }
}
