import ArgumentParser

/// Seeds as people type them: `3` or `1-5`.
struct SeedRange: Hashable, Sendable {
  var bounds: ClosedRange<UInt64>

  init(bounds: ClosedRange<UInt64>) { self.bounds = bounds }

  /// - Throws: a message that names the option and shows the form.
  init(_ text: String, of option: String) throws(ValidationError) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt64($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
      first <= last, last - first < 10_000, last <= UInt64(Int.max)
    else {
      throw ValidationError(
        "\(option) cannot be \(text); expected one seed, or a range such as 1-5")
    }
    bounds = first...last
  }
}
