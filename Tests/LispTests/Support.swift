import Foundation

@testable import Lisp

/// The package's own folder.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Published problems that stand beside the package, if they are there.
let sharedFolder: URL? = {
  let folder = packageRoot.deletingLastPathComponent().appendingPathComponent("shared")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

/// The Lisp files of a shared folder, sorted; none where it is absent.
func sharedFiles(_ folder: String) -> [String] {
  guard let sharedFolder else { return [] }
  let path = sharedFolder.appendingPathComponent(folder).path
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  return names.filter { $0.hasSuffix(".lisp") }.sorted().map { path + "/" + $0 }
}

/// The errors and warnings of a text, one rendered message each; empty if there are none.
func messages(of text: String, path: String = "test.lisp") -> [String] {
  do throws(Diagnostics) {
    return try loadModule(text: text, path: path).warnings.map { $0.rendered() }
  } catch {
    return error.list.map { $0.rendered() }
  }
}

func seeds(_ count: Int) -> [UInt64] { (1...UInt64(count)).map { $0 } }
