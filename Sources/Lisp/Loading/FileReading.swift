import Foundation

/// Reads files, and says when two paths lead to one.
enum FileReading {
  enum Failure: Error, Equatable { case notFound, unreadable, tooLarge }

  /// The bytes of a file.
  static func bytes(at path: String) throws(Failure) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else { throw .notFound }
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable }
    defer { try? handle.close() }
    do {
      let data = try handle.read(upToCount: ReadingLimits.fileSize + 1) ?? Data()
      if data.count <= ReadingLimits.fileSize { return [UInt8](data) }
    } catch {
      throw .unreadable
    }
    throw .tooLarge
  }

  /// A name that is the same for all paths to one file.
  static func identity(of path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// A path as a file means it, relative to its own place.
  static func path(_ included: String, from including: String) -> String {
    if included.hasPrefix("/") { return included }
    let parts = including.split(separator: "/", omittingEmptySubsequences: false)
    return (parts.dropLast() + [Substring(included)]).joined(separator: "/")
  }
}

extension FileReading.Failure {
  /// What people are told.
  var message: String {
    switch self {
    case .notFound: "the file is not there"
    case .unreadable: "the file cannot be read"
    case .tooLarge: "the file is larger than \(ReadingLimits.fileSize) bytes"
    }
  }
}
