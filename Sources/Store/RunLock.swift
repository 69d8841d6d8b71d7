#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The right to write a run, held by one process at a time.
///
/// An advisory lock on the file `run.lock` of the run's folder. The system lets go of it when the
/// process ends in whatever way, so a killed process never blocks a run. The file itself stays.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// - Throws: ``StoreFailure/busy(path:)`` if another process holds it,
  ///   ``StoreFailure/cannotWrite(path:reason:)`` if the file cannot be opened.
  init(folder: String) throws(StoreFailure) {
    descriptor = unsafe open(folder + "/run.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: folder, reason: systemMessage(errno))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy(path: folder)
    }
  }

  deinit { close(descriptor) }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}

/// Asks the system to bring what it knows of a folder's entries to the disk.
func synchronizeFolder(_ path: String) {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}

/// Gives a file or folder another name in one step.
///
/// - Returns: 0, or the system's error number; EEXIST or ENOTEMPTY if the new name is taken.
func renamed(_ old: String, to new: String) -> Int32 {
  unsafe rename(old, new) == 0 ? 0 : errno
}
