import Checker
import Foundation
import Testing

/// A certificate of one of the corpora, and the verdict that it must get.
struct Specimen: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  /// Nil if it must be accepted.
  let expected: Cause?

  var testDescription: String { name }
}

enum Corpus: String, CaseIterable {
  /// Certificates that must be accepted, one or more for each rule and form of item.
  case accept = "Accept"
  /// One for each side condition and hole. The first line is `; expect: CAUSE`.
  case reject = "Reject"
  /// Malformed files. The first line is `; expect: CAUSE`.
  case robust = "Robust"

  /// The files of the folder, by name.
  var specimens: [Specimen] { Self.all[self] ?? [] }

  private static let all = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.read()) })

  private func read() -> [Specimen] {
    let folder = Bundle.module.bundleURL.appendingPathComponent(rawValue)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".cert") }.sorted().compactMap { name in
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
        return nil
      }
      let bytes = Array(data)
      return Specimen(name: name, bytes: bytes, expected: self == .accept ? nil : cause(bytes))
    }
  }

  /// The cause that the first line names.
  private func cause(_ bytes: [UInt8]) -> Cause? {
    let first = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return Cause(rawValue: first.replacing("; expect: ", with: ""))
  }
}

/// What is wrong with a verdict on a specimen; nil if nothing is.
func complaint(about verdict: CheckVerdict, on specimen: Specimen, of corpus: Corpus) -> String? {
  switch verdict {
  case .accepted(let theorems):
    guard corpus == .accept else { return "accepted, but \(String(describing: specimen.expected))" }
    let stated = SimpleReader.items(specimen.bytes).compactMap(\.theoremName)
    let proved = theorems.map(\.name)
    return stated == proved ? nil : "states \(stated), but the verdict is about \(proved)"
  case .rejected(_, _, let cause):
    guard corpus != .accept else { return "rejected: \(cause)" }
    guard let expected = specimen.expected else { return "names no known cause" }
    return cause == expected ? nil : "rejected for \(cause), not for \(expected)"
  }
}
