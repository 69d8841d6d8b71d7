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
func runOnLargeStacks(count: Int, _ body: @Sendable () -> Void) {
  withoutActuallyEscaping(body) { body in
    var threads: [pthread_t] = []
    for _ in 0..<count { threads.append(startThread(body)) }
    for index in threads.indices { pthread_join(threads[index], nil) }
  }
}

private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
  var attributes = pthread_attr_t()
  unsafe pthread_attr_init(&attributes)
  defer { unsafe pthread_attr_destroy(&attributes) }
  unsafe pthread_attr_setstacksize(&attributes, stackSize)
  let box = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
  #if canImport(Darwin)
    var thread: pthread_t? = nil
    let status = unsafe pthread_create(&thread, &attributes, { unsafe enter($0) }, box)
  #else
    var thread = pthread_t()
    let status = unsafe pthread_create(&thread, &attributes, { unsafe enter($0) }, box)
  #endif
  precondition(status == 0, "the system grants a thread with a stack of 512 MiB")
  #if canImport(Darwin)
    guard let started = unsafe thread else { preconditionFailure("a started thread has a name") }
    return unsafe started
  #else
    return thread
  #endif
}

private func enter(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let box = unsafe box else { return nil }
  let threadBody = unsafe Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue()
  threadBody.body()
  return nil
}
