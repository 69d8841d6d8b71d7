#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The process's two output streams, written without a buffer: what was written has arrived.
enum Stream: Int32 {
  case output = 1
  case error = 2

  /// Writes all of the text.
  ///
  /// - Throws: ``CommandFailure`` with ``ExitStatus/inputOutput`` if the system refuses, for
  ///   instance because the disk is full. A failing error stream is ignored: nobody would see it.
  func write(_ text: String) throws(CommandFailure) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe send($0) }
      if count < 0 {
        if errno == EINTR { continue }
        guard self == .output else { return }
        throw CommandFailure(
          .inputOutput, "cannot write to the standard output: \(systemWords())")
      }
      bytes = bytes.dropFirst(count)
    }
  }

  private func send(_ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.write(rawValue, buffer.baseAddress, buffer.count)
    #elseif canImport(Glibc)
      unsafe Glibc.write(rawValue, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      unsafe Musl.write(rawValue, buffer.baseAddress, buffer.count)
    #endif
  }

  private func systemWords() -> String {
    guard let words = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: words)
  }

  /// Whether a person sees it as it is written.
  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Columns of the terminal, 100 if it is not one or does not say.
  var columns: Int {
    var size = winsize()
    guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }
}
