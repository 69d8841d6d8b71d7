import ArgumentParser
import Foundation

/// How many threads work.
struct ThreadFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Threads; all cores if not given. Never changes a result.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--threads", in: 1...1024) })
  var threads: Int?

  var count: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }
}

/// Reads a whole number of an option.
///
/// - Throws: a message that names the option and the allowed values.
func wholeNumber(
  _ text: String, of option: String, in range: ClosedRange<Int>
) throws(ValidationError) -> Int {
  guard let number = Int(text), range.contains(number) else {
    let bounds = range.upperBound == .max ? "from \(range.lowerBound) on" : "\(range)"
    let allowed = bounds.replacingOccurrences(of: "...", with: " to ")
    throw ValidationError("\(option) cannot be \(text); expected a whole number \(allowed)")
  }
  return number
}
