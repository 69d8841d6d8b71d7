/// A name or type variable of the file, spelled as in the file; a type variable has its quote.
struct Name: Hashable, Sendable {
  let index: Int
}

/// The different names of a file, numbered as they occur. The ``Word``s come first, in their order.
struct NameTable: ~Copyable {
  private var bytes = ContiguousArray<UInt8>()
  private var starts: ContiguousArray<Int> = [0]
  private var table = IdentifierTable()
  private let words = Word.allCases

  init() {
    for word in words {
      _ = intern(Array(word.rawValue.utf8)[...])
    }
  }

  /// The name that is spelled so.
  mutating func intern(_ spelling: ArraySlice<UInt8>) -> Name {
    var hash = Mixer()
    for byte in spelling { hash.add(UInt64(byte)) }
    if let known = table.find(hash.value, where: { isSpelled($0, spelling) }) {
      return Name(index: Int(known))
    }
    bytes.append(contentsOf: spelling)
    starts.append(bytes.count)
    return Name(index: Int(table.insert(hash.value)))
  }

  private func isSpelled(_ index: UInt32, _ spelling: ArraySlice<UInt8>) -> Bool {
    let start = starts[Int(index)]
    guard starts[Int(index) + 1] - start == spelling.count else { return false }
    var at = start
    for byte in spelling {
      if bytes[at] != byte { return false }
      at += 1
    }
    return true
  }

  func spelling(_ name: Name) -> ArraySlice<UInt8> {
    ArraySlice(bytes[starts[name.index]..<starts[name.index + 1]])
  }

  func length(_ name: Name) -> Int {
    starts[name.index + 1] - starts[name.index]
  }

  /// The word that `name` spells, if it is one.
  func word(_ name: Name) -> Word? {
    name.index < words.count ? words[name.index] : nil
  }

  /// Whether no declaration may introduce `name`.
  func isTaken(_ name: Name) -> Bool {
    name.index <= self.index(.any)
  }

  func name(_ word: Word) -> Name { Name(index: index(word)) }

  private func index(_ word: Word) -> Int {
    words.firstIndex(of: word) ?? 0
  }
}
