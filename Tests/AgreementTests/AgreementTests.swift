import Checker
import Determinism
import Foundation
import Kernel
import Testing

/// The second checker's corpora, read where they stand.
private func corpus(_ folder: String) -> [String] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let path = root.appending(path: "CheckerTests/\(folder)").path
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  return names.filter { $0.hasSuffix(".cert") }.sorted().map { "\(folder)/\($0)" }
}

private func bytes(of file: String) throws -> [UInt8] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return Array(try Data(contentsOf: root.appending(path: "CheckerTests/\(file)")))
}

/// Replays in the kernel; nil if it refuses, else the number of theorems.
private func kernelVerdict(_ certificate: [UInt8]) -> Int? {
  withLargeStack {
    var theory = Theory()
    return try? replay(certificate, in: &theory).count
  }
}

private func checkerVerdict(_ certificate: [UInt8]) -> Int? {
  if case .accepted(let theorems) = check(certificate: certificate) { theorems.count } else { nil }
}

/// Files that one of the two refuses and the other accepts, each with the reason in
/// `Kernel.docc/Divergences.md`.
private let divergent: Set<String> = []

@Test("kernel and second checker say the same of", arguments: corpus("Accept") + corpus("Reject"))
func checkersAgree(file: String) throws {
  let certificate = try bytes(of: file)
  let first = kernelVerdict(certificate)
  let second = checkerVerdict(certificate)
  #expect((first == second) != divergent.contains(file), "kernel \(String(describing: first))")
  #expect((second != nil) == file.hasPrefix("Accept/"))
}

@Test("kernel and second checker say the same of malformed files", arguments: corpus("Robust"))
func checkersAgreeOnMalformedFiles(file: String) throws {
  let certificate = try bytes(of: file)
  #expect((kernelVerdict(certificate) == checkerVerdict(certificate)) != divergent.contains(file))
}

@Test("the corpora are there")
func corporaAreThere() {
  #expect(corpus("Accept").count >= 30)
  #expect(corpus("Reject").count >= 200)
  #expect(corpus("Robust").count >= 20)
}
