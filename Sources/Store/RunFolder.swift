import Foundation

/// Where runs stand and what they are called.
public enum RunFolder {
  /// The folder for runs that were not given a path, relative to the working directory.
  public static let home = "Runs"

  /// The first of `Runs/<problem>-1`, `Runs/<problem>-2` ... that does not exist.
  ///
  /// Characters of the problem's name that mean something in a path become `_`.
  public static func freePath(forProblem problem: String) -> String {
    let name = String(
      problem.map { $0.isLetter || $0.isNumber || "-_+=".contains($0) ? $0 : "_" })
    var number = 1
    while FileManager.default.fileExists(atPath: "\(home)/\(name)-\(number)") { number += 1 }
    return "\(home)/\(name)-\(number)"
  }

  /// The database of a run.
  static func database(in folder: String) -> String { folder + "/run.sqlite" }

  /// Finds a run by what a person typed: the folder, the database in it, or its name below `Runs`.
  ///
  /// - Throws: ``StoreFailure/runMissing(path:nearest:)`` or ``StoreFailure/notARun(path:reason:)``.
  public static func find(_ typed: String) throws(StoreFailure) -> String {
    var path = typed
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.hasSuffix("/run.sqlite") { path.removeLast("/run.sqlite".count) }
    let files = FileManager.default
    if !files.fileExists(atPath: path), !path.contains("/"),
      files.fileExists(atPath: "\(home)/\(path)")
    {
      path = "\(home)/\(path)"
    }
    var isFolder: ObjCBool = false
    guard unsafe files.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .runMissing(path: typed, nearest: nearestRun(to: path))
    }
    guard isFolder.boolValue else { throw .notARun(path: typed, reason: "it is a file") }
    guard files.fileExists(atPath: database(in: path)) else {
      throw .notARun(path: typed, reason: "the folder has no file run.sqlite")
    }
    return path
  }

  /// Whether the path holds a run, without opening it.
  public static func isRun(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: database(in: path))
  }

  /// The run in the same folder whose name begins most alike.
  private static func nearestRun(to path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let parent = url.deletingLastPathComponent().path
    let wanted = url.lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    let runs = names.sorted().filter { isRun(parent + "/" + $0) }
    let ranked = runs.map { (shared: $0.commonPrefix(with: wanted).count, name: $0) }
    guard let best = ranked.max(by: { $0.shared < $1.shared }), best.shared >= 3 else {
      return nil
    }
    let folder = path.contains("/") ? path.split(separator: "/").dropLast() : []
    let prefix = path.hasPrefix("/") ? "/" : ""
    return prefix + (folder.map(String.init) + [best.name]).joined(separator: "/")
  }
}
