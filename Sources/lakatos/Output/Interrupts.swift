import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Interrupts from the keyboard or the system (SIGINT, SIGTERM).
///
/// The first one asks the work to stop at the next place where nothing is lost; the second one
/// ends the process at once, which loses only what was not committed.
enum Interrupts {
  private static let count = Atomic<Int>(0)

  /// Begins to listen. Until then an interrupt ends the process as usual.
  static func listen() {
    _ = count.load(ordering: .relaxed)
    _ = words.count
    install(SIGINT)
    install(SIGTERM)
    unblock()
  }

  /// Lets the signals through to this thread: a parent with blocked signals hands that on.
  private static func unblock() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether there was one.
  static var requested: Bool { count.load(ordering: .relaxed) > 0 }

  private static func install(_ number: Int32) {
    signal(number) { _ in
      if Interrupts.count.wrappingAdd(1, ordering: .relaxed).oldValue > 0 {
        _exit(ExitStatus.interrupted.rawValue)
      }
      Interrupts.announce()
    }
  }

  private static let words = Array(
    "\ninterrupted: finishing this step and committing it; once more to stop at once\n".utf8)

  /// Only calls that a signal handler may make: the words were built before.
  private static func announce() {
    unsafe words.withUnsafeBytes { bytes in
      _ = unsafe write(2, bytes.baseAddress, bytes.count)
    }
  }
}
