#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Bytes of address space for the stack of each worker; memory is used only where it is touched.
private let stackSize = 512 << 20

/// What a new thread runs. A class, because a thread receives one pointer.
private final class ThreadBody {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Runs `body` on so many new threads with large stacks, and returns when all have finished.
///
/// Where the system grants fewer threads, fewer run; where it grants none, `body` runs once on the
/// caller's stack. So `body` must not depend on how often it runs beside itself.
func runOnLargeStacks(count: Int, _ body: @Sendable () -> Void) {
  withoutActuallyEscaping(body) { body in
    var threads: [pthread_t] = []
    for _ in 0..<count {
      guard let thread = startThread(body) else { break }
      threads.append(thread)
    }
    if threads.isEmpty { body() }
    for index in threads.indices { pthread_join(threads[index], nil) }
  }
}

/// - Returns: nil if the system has no room for another stack.
private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  var attributes = pthread_attr_t()
  unsafe pthread_attr_init(&attributes)
  defer { unsafe pthread_attr_destroy(&attributes) }
  unsafe pthread_attr_setstacksize(&attributes, stackSize)
  let box = unsafe Unmanaged.passRetained(ThreadBody(body))
  #if canImport(Darwin)
    var thread: pthread_t? = nil
  #else
    var thread = pthread_t()
  #endif
  let status = unsafe pthread_create(&thread, &attributes, { unsafe enter($0) }, box.toOpaque())
  guard status == 0 else {
    unsafe box.release()
    return nil
  }
  return thread
}

private func enter(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let box = unsafe box else { return nil }
  let threadBody = unsafe Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue()
  threadBody.body()
  return nil
}
