#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The memory of a ``GroundMachine``: cells, frames, code and descriptors.
///
/// Cells are addressed by bytes from ``pool``. A *settled* cell is `[hash, header, field ...]`, a
/// cell of an evaluation under way `[header, field ...]`; both are addressed at the header. Cells
/// without fields stand at fixed places at the beginning, by the number of their descriptor.
@safe struct GroundStorage: ~Copyable {
  /// Bytes that any cell leaves free at the end of the pool, and words that any frame leaves free
  /// at the end of the stack, so that each is checked once.
  static let cellMargin = 1024
  static let frameMargin = 2 * GroundInstruction.registers + 256
  /// Bytes of the cells without fields.
  static let reserved = 8 * GroundHeader.descriptors

  private(set) var pool: UnsafeMutableRawPointer
  private(set) var poolBytes: Int
  private(set) var stack: UnsafeMutablePointer<UInt32>
  private(set) var stackWords: Int
  private(set) var code: UnsafeMutablePointer<UInt64>
  private(set) var codeWords: Int
  /// Words of code that are in use.
  var codeCount = 0
  let descriptors: UnsafeMutablePointer<GroundDescriptor>
  private(set) var descriptorCount = 0

  init() {
    poolBytes = GroundStorage.reserved + (1 << 16)
    stackWords = 2 * GroundStorage.frameMargin
    codeWords = 1 << 10
    guard let memory = unsafe malloc(poolBytes) else { preconditionFailure("there is memory") }
    unsafe pool = memory
    unsafe stack = .allocate(capacity: stackWords)
    unsafe code = .allocate(capacity: codeWords)
    unsafe descriptors = .allocate(capacity: GroundHeader.descriptors)
  }

  deinit {
    unsafe free(pool)
    unsafe stack.deallocate()
    unsafe code.deallocate()
    unsafe descriptors.deallocate()
  }

  @inline(__always)
  func cell(_ place: UInt32) -> UInt32 {
    unsafe pool.load(fromByteOffset: Int(place), as: UInt32.self)
  }

  @inline(__always)
  func field(_ index: Int, of cell: UInt32) -> UInt32 {
    unsafe pool.load(fromByteOffset: Int(cell) &+ 4 &+ 4 &* index, as: UInt32.self)
  }

  @inline(__always)
  func set(_ place: Int, _ word: UInt32) {
    unsafe pool.storeBytes(of: word, toByteOffset: place, as: UInt32.self)
  }

  /// Moves bytes within the pool.
  func move(_ count: Int, from source: Int, to target: Int) {
    unsafe (pool + target).copyMemory(from: pool + source, byteCount: count)
  }

  func descriptor(of header: UInt32) -> GroundDescriptor {
    unsafe descriptors[GroundHeader.descriptor(header)]
  }

  func descriptor(_ number: Int) -> GroundDescriptor { unsafe descriptors[number] }

  mutating func append(_ descriptor: GroundDescriptor) {
    unsafe (descriptors + descriptorCount).initialize(to: descriptor)
    descriptorCount += 1
  }

  func setEntry(_ entry: UInt32, of number: Int) { unsafe descriptors[number].entry = entry }

  /// Makes room for cells up to a byte.
  ///
  /// - Returns: false beyond the limit.
  @inline(never)
  mutating func growPool(to bytes: Int, limit: Int) -> Bool {
    let needed = bytes + GroundStorage.cellMargin
    if needed <= poolBytes { return true }
    let bound = min(max(limit, 1 << 20), Int(UInt32.max) & ~15)
    guard needed <= bound else { return false }
    let new = min(bound, max(needed, 2 * poolBytes))
    // Large blocks grow in place or move as pages, without a copy.
    guard let grown = unsafe realloc(pool, new) else { return false }
    unsafe pool = grown
    poolBytes = new
    return true
  }

  /// Makes room for a frame that begins at a word of the stack.
  ///
  /// - Returns: false beyond the limit.
  @inline(never)
  mutating func growStack(to words: Int, limit: Int) -> Bool {
    let needed = words + GroundStorage.frameMargin
    if needed <= stackWords { return true }
    let bound = min(max(limit, 1 << 20), Int(UInt32.max)) / 4
    guard needed <= bound else { return false }
    let new = min(bound, max(needed, 2 * stackWords))
    let old = unsafe stack
    unsafe stack = .allocate(capacity: new)
    unsafe stack.update(from: old, count: stackWords)
    unsafe old.deallocate()
    stackWords = new
    return true
  }

  /// Makes room for so many words of code behind those in use.
  mutating func reserveCode(_ count: Int) {
    let needed = codeCount + count
    if needed <= codeWords { return }
    let new = max(needed, 2 * codeWords)
    let old = unsafe code
    unsafe code = .allocate(capacity: new)
    unsafe code.update(from: old, count: codeCount)
    unsafe old.deallocate()
    codeWords = new
  }

  /// Writes code behind that in use, which it becomes only with ``codeCount``.
  mutating func place(_ words: [UInt64]) {
    reserveCode(words.count)
    unsafe words.withUnsafeBufferPointer { words in
      guard let first = words.baseAddress else { return }
      unsafe (code + codeCount).update(from: first, count: words.count)
    }
  }

  /// Writes an instruction that calls, and the end, behind the code in use.
  mutating func place(_ call: GroundInstruction) {
    reserveCode(2)
    unsafe code[codeCount] = call.word
    unsafe code[codeCount + 1] = GroundInstruction(.halt).word
  }

  func setCode(_ index: Int, _ word: UInt64) { unsafe code[index] = word }
  func codeWord(_ index: Int) -> UInt64 { unsafe code[index] }
  func setStack(_ index: Int, _ word: UInt32) { unsafe stack[index] = word }
  func stackWord(_ index: Int) -> UInt32 { unsafe stack[index] }
}

/// Hashes of cells by their place, with linear probing: `hash << 32 | place`, or 0 where free.
@safe struct GroundIndex: ~Copyable {
  private(set) var slots: UnsafeMutablePointer<UInt64>
  private(set) var mask: Int
  private var used = 0

  init(capacity: Int = 1 << 10) {
    unsafe slots = .allocate(capacity: capacity)
    unsafe slots.initialize(repeating: 0, count: capacity)
    mask = capacity - 1
  }

  deinit { unsafe slots.deallocate() }

  @inline(__always)
  func slot(_ place: Int) -> UInt64 { unsafe slots[place] }

  /// Where the search for a hash begins; the last bit of a hash is a mark.
  @inline(__always)
  func start(_ hash: UInt32) -> Int { Int(hash >> 1) & mask }

  /// Adds a place that is not there yet.
  @inline(__always)
  mutating func insert(_ hash: UInt32, _ place: UInt32) {
    if used &* 2 >= mask { grow() }
    put(UInt64(hash) << 32 | UInt64(place))
    used &+= 1
  }

  @inline(__always)
  private func put(_ entry: UInt64) {
    var slot = start(UInt32(truncatingIfNeeded: entry >> 32))
    while unsafe slots[slot] != 0 { slot = (slot &+ 1) & mask }
    unsafe slots[slot] = entry
  }

  private mutating func grow() {
    let old = unsafe slots
    let count = mask + 1
    unsafe slots = .allocate(capacity: 2 * count)
    unsafe slots.initialize(repeating: 0, count: 2 * count)
    mask = 2 * count - 1
    for index in 0..<count where unsafe old[index] != 0 { put(unsafe old[index]) }
    unsafe old.deallocate()
  }

  mutating func removeAll() {
    unsafe slots.update(repeating: 0, count: mask + 1)
    used = 0
  }
}

extension GroundMachine {
  /// One step of the hash of a cell's parts.
  @inline(__always)
  static func hashStep(_ hash: UInt64, _ word: UInt32) -> UInt64 {
    let mixed = (hash ^ UInt64(word)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 32)
  }
}
