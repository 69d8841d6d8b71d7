/// A simultaneous substitution of types for type variables, with the images found so far.
struct TypeMap: ~Copyable {
  private var targets: [Int: TypeID] = [:]
  /// Of each type: the image, and the substitution to which it belongs.
  private var images = ContiguousArray<TypeID>()
  private var stamps = ContiguousArray<UInt64>()
  private var current: UInt64 = 0
  private var pending = ContiguousArray<TypeID>()

  /// Whether this is the identity.
  var isEmpty: Bool { targets.isEmpty }

  /// Begins anew: no type variable has a target.
  mutating func reset() {
    targets.removeAll(keepingCapacity: true)
    current += 1
  }

  /// Adds a target. False, with no effect, if `variable` has one.
  ///
  /// All targets are added before the first image is asked for.
  mutating func bind(_ variable: Name, to type: TypeID) -> Bool {
    guard targets[variable.index] == nil else { return false }
    targets[variable.index] = type
    return true
  }

  /// The type that `type` becomes. A variable without a target stays.
  ///
  /// Takes time in the number of different types in `type`, not in its size as a tree.
  mutating func image(of type: TypeID, in bank: inout TypeBank) throws(Cause) -> TypeID {
    guard !targets.isEmpty, bank.isOpen(type) else { return type }
    makeRoom(bank.count)
    pending.append(type)
    while let top = pending.last {
      if known(top) != nil {
        pending.removeLast()
      } else if pushArguments(of: top, in: bank) {
        store(try build(top, in: &bank), for: top)
        pending.removeLast()
      }
    }
    return images[Int(type.index)]
  }

  /// Pushes the open arguments that have no image yet. True if there are none.
  private mutating func pushArguments(of type: TypeID, in bank: borrowing TypeBank) -> Bool {
    var isReady = true
    for position in 0..<bank.argumentCount(type) {
      let child = bank.argument(type, position)
      if bank.isOpen(child) && known(child) == nil {
        pending.append(child)
        isReady = false
      }
    }
    return isReady
  }

  private mutating func build(_ type: TypeID, in bank: inout TypeBank) throws(Cause) -> TypeID {
    if bank.kind(type) == .variable { return targets[bank.payload(type)] ?? type }
    let count = bank.argumentCount(type)
    for position in 0..<count {
      let child = bank.argument(type, position)
      bank.stack.append(known(child) ?? child)
    }
    return try bank.make(bank.kind(type), bank.payload(type), count: count)
  }

  private func known(_ type: TypeID) -> TypeID? {
    let index = Int(type.index)
    return index < stamps.count && stamps[index] == current ? images[index] : nil
  }

  private mutating func makeRoom(_ count: Int) {
    guard stamps.count < count else { return }
    let missing = count - stamps.count
    stamps.append(contentsOf: repeatElement(0, count: missing))
    images.append(contentsOf: repeatElement(TypeID(index: 0), count: missing))
  }

  private mutating func store(_ image: TypeID, for type: TypeID) {
    stamps[Int(type.index)] = current
    images[Int(type.index)] = image
  }
}
