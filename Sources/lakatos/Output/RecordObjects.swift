import Evolution
import Store

/// The JSON objects of the interface, key by key in its order; what it does not list follows.

extension PassCount {
  var object: JSON { .object([("passed", .int(passed)), ("of", .int(of))]) }
}

extension ProgramRecord {
  var object: JSON {
    .object([
      ("id", .string(id)), ("source", .string(source)), ("size", .int(size)),
      ("require", require.object), ("holdout", holdout.object), ("total", JSON(total)),
      ("fuel_spent", .int(fuelSpent)), ("score", .double(score)), ("terms", terms.object),
      ("generation", .int(generation)), ("laws", .array(laws.map(\.object))),
    ])
  }
}

extension LawVerdict {
  var object: JSON {
    .object([
      ("statement", .string(statement)), ("verdict", .string(isProved ? "proved" : "tested")),
      ("cases", .int(cases)), ("theorem", JSON(theorem)), ("certificate", JSON(certificateHash)),
      ("proof_lines", JSON(proofLines)), ("inferences", .int(inferences)),
    ])
  }
}

extension TheoremRecord {
  /// - Parameter certificatePath: where the certificate was exported to; its hash if it was not.
  func object(certificatePath: String? = nil) -> JSON {
    .object([
      ("id", .string(id)), ("program", .string(program)), ("statement", .string(statement)),
      ("size", .int(size)), ("score", .double(score)), ("proof_lines", JSON(proofLines)),
      ("inferences", JSON(inferences)), ("rejects", .int(rejects)),
      ("ten_percent", JSON(tenPercent?.rawValue)),
      ("certificate", JSON(certificatePath ?? certificateHash)), ("fate", .string(fate.rawValue)),
      ("reason", JSON(reason)), ("terms", terms.object), ("uses", .int(uses)),
      ("proof", .array(steps.map(JSON.string))),
      ("identities", .array(identities.map(JSON.string))),
      ("counterexample", counterexampleObject), ("generation", .int(generation)),
    ])
  }

  private var counterexampleObject: JSON {
    guard fate == .false else { return .null }
    return .object(counterexample.map { ($0.variable, .string($0.value)) })
  }
}

extension [ScoreTerm] {
  var object: JSON { .object(map { ($0.name, .double($0.value)) }) }
}

extension Funnel {
  var object: JSON { .object(entries.map { ($0.fate.rawValue, .int($0.count)) }) }
}

extension RunReader.Pair {
  var object: JSON {
    .object([
      ("program", program.object), ("theorem", theorem.object()), ("score", .double(score)),
    ])
  }
}

extension RunSummary {
  /// - Parameter certificatePaths: by theorem, where certificates were exported to.
  func object(certificatePaths: [String: String] = [:]) -> JSON {
    let seed = configuration.seed
    return .object([
      ("run", .string(path)), ("problem", .string(problem)),
      ("seed", seed <= UInt64(Int.max) ? .int(Int(seed)) : .string(String(seed))),
      ("generations", .int(generations)), ("seconds", .double(seconds)),
      ("evaluations", .int(evaluations)), ("solved", .bool(solved)),
      ("solved_after", JSON(solvedAfter)), ("hash", .string(hash)),
      ("best", best?.object ?? .null),
      (
        "theorems",
        .array(theorems.map { $0.object(certificatePath: certificatePaths[$0.id]) })
      ), ("funnel", funnel.object),
      ("gauges", .object(gauges.map { ($0.name, .double($0.value)) })),
    ])
  }
}
