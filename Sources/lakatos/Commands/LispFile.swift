import Foundation
import Lisp

/// Reading the Lisp files that a person names.
enum LispFile {
  /// Reads a file with what it includes; warnings go to the error stream.
  ///
  /// - Throws: ``CommandFailure`` with ``ExitStatus/noInput`` or ``ExitStatus/wrongInput``.
  static func module(at path: String, _ console: Console) throws(CommandFailure) -> Module {
    try checkFile(path)
    do throws(Diagnostics) {
      let module = try loadModule(path: path)
      for warning in module.warnings { console.say(warning.rendered()) }
      return module
    } catch { throw CommandFailure(diagnostics: error.description) }
  }

  static func missing(_ path: String) -> CommandFailure {
    CommandFailure(
      .noInput, "there is no file \(path)", remedy: "look at the name and the working directory")
  }

  static func checkFile(_ path: String) throws(CommandFailure) {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw missing(path)
    }
    if isFolder.boolValue {
      throw CommandFailure(
        .wrongInput, "\(path) is a folder, not a file",
        remedy: "name a file in it, such as Problems/lists/reverse.lisp")
    }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw CommandFailure(.noInput, "cannot read \(path)", remedy: "look at its permissions")
    }
  }
}
