import Foundation
import Lisp

/// A file of goals: theorems of a Lisp file, or what a TIP file wants proved.
struct GoalFile: Sendable {
  /// One statement to be decided.
  struct StatedGoal: Sendable {
    var name: String
    /// Counted from 1.
    var line: Int
    var statement: TIPStatement
  }

  var path: String
  var environment: Lisp.Environment
  var goals: [StatedGoal]

  /// Reads a file by its ending, `.smt2` as TIP's dialect, any other as Lisp; warnings go to the
  /// error stream.
  ///
  /// - Throws: ``CommandFailure`` with ``ExitStatus/noInput`` or ``ExitStatus/wrongInput``.
  static func read(_ path: String, _ console: Console) throws(CommandFailure) -> GoalFile {
    if path.hasSuffix(".smt2") {
      try LispFile.checkFile(path)
      do throws(Diagnostics) {
        let file = try loadTIP(path: path)
        for warning in file.warnings { console.say(warning.rendered()) }
        // Nothing is assumed: what the file asserts is left aside.
        return GoalFile(
          path: path, environment: file.environment,
          goals: file.goals.map {
            StatedGoal(name: $0.name, line: $0.location.line, statement: $0.statement)
          })
      } catch { throw CommandFailure(diagnostics: error.description) }
    }
    let module = try LispFile.module(at: path, console)
    return GoalFile(
      path: path, environment: module.environment,
      goals: module.theorems.map {
        StatedGoal(name: $0.name, line: $0.location.line, statement: .formula($0.formula))
      })
  }

  /// The files behind what a person typed: a file is itself, a folder all its goal files, also
  /// deeper down, in the order of their names.
  ///
  /// - Returns: for each file its path, and its name below the folder.
  static func files(
    at path: String
  ) throws(CommandFailure) -> [(path: String, name: String)] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return [(path, URL(fileURLWithPath: path).lastPathComponent)] }
    let names = FileManager.default.enumerator(atPath: path)?.allObjects ?? []
    let files = names.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".smt2") || $0.hasSuffix(".lisp") }.sorted()
    guard !files.isEmpty else {
      throw CommandFailure(
        .noInput, "the folder \(path) holds no goals",
        remedy: "a file of goals ends in .smt2 (TIP) or .lisp")
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return files.map { (folder + $0, $0) }
  }
}
