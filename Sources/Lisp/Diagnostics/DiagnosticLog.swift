/// Puts diagnostics in the order of the text, with the lines they are about.
struct DiagnosticLog {
  private let sources: [String: SourceText]
  private let order: [String: Int]

  init(_ collector: SourceCollector) {
    sources = collector.sources
    var order: [String: Int] = [:]
    for (index, file) in collector.files.enumerated() { order[file] = index }
    self.order = order
  }

  init(_ source: SourceText) {
    sources = [source.file: source]
    order = [source.file: 0]
  }

  func missing(_ faults: [Diagnostic]) -> Diagnostics {
    var diagnostics = Diagnostics(faults)
    diagnostics.isMissingFile = true
    return diagnostics
  }

  /// Sorted, without repetitions and with a bound on the number of errors.
  func finished(_ faults: [Diagnostic]) -> Diagnostics {
    let sorted = faults.enumerated().sorted { left, right in
      key(left.element, left.offset).lexicographicallyPrecedes(key(right.element, right.offset))
    }
    let hasErrors = faults.contains { $0.severity == .error }
    var seen: Set<Diagnostic> = []
    var list: [Diagnostic] = []
    var errors = 0
    for (_, fault) in sorted where seen.insert(fault).inserted {
      // Beside errors, a warning is told only if it may be their cause.
      if hasErrors, fault.severity == .warning, fault.suggestion == nil { continue }
      errors += fault.severity == .error ? 1 : 0
      if errors > ReadingLimits.reportedErrors, fault.severity == .error { continue }
      var shown = fault
      shown.sourceLine = sources[fault.location.file]?.line(fault.location.line)
      list.append(shown)
    }
    return Diagnostics(list)
  }

  private func key(_ fault: Diagnostic, _ index: Int) -> [Int] {
    [order[fault.location.file] ?? Int.max, fault.location.offset, index]
  }
}
