// The loop that runs code. It keeps the machine's state in locals and reads memory unchecked: the
// compiler writes only registers that frames have, and cells hold what their headers say.

extension GroundMachine {
  /// Runs code until it halts, a call ends it, or there is no value.
  mutating func loop<Mode: GroundMode>(
    _: Mode.Type, at start: Int, _ fuel: inout Int
  ) -> UInt32? {
    let code = unsafe UnsafePointer(storage.code)
    let descriptors = unsafe UnsafePointer(storage.descriptors)
    var next = unsafe code + start
    var stack = unsafe storage.stack
    var frame = unsafe stack + GroundMachine.linkage
    var stackEnd = unsafe stack + (storage.stackWords - GroundStorage.frameMargin)
    var pool = unsafe storage.pool
    var top = settled
    var poolEnd = storage.poolBytes - GroundStorage.cellMargin
    var left = fuel
    var stopped = GroundStop.stuck

    /// Makes room in the pool.
    @inline(__always)
    func room(_ machine: inout GroundMachine) -> Bool {
      if top < poolEnd { return true }
      guard machine.storage.growPool(to: top, limit: machine.limits.cellBytes) else {
        stopped = .outOfCells
        return false
      }
      unsafe pool = machine.storage.pool
      poolEnd = machine.storage.poolBytes - GroundStorage.cellMargin
      return true
    }

    @inline(__always)
    func load(_ place: UInt32) -> UInt32 {
      unsafe pool.load(fromByteOffset: Int(place), as: UInt32.self)
    }
    @inline(__always)
    func load(_ field: Int, of cell: UInt32) -> UInt32 {
      unsafe pool.load(fromByteOffset: Int(cell) &+ 4 &+ 4 &* field, as: UInt32.self)
    }
    @inline(__always)
    func store(_ word: UInt32, _ place: Int) {
      unsafe pool.storeBytes(of: word, toByteOffset: place, as: UInt32.self)
    }

    /// A cell with these fields; 0 if there is no room.
    @inline(__always)
    func cell(
      _ machine: inout GroundMachine, _ header: UInt32, _ fields: UnsafePointer<UInt32>,
      _ count: Int
    ) -> UInt32 {
      if Mode.remembers {
        for index in 0..<count { machine.fields[index] = unsafe fields[index] }
        guard let word = machine.intern(header) else {
          stopped = .outOfCells
          return 0
        }
        unsafe pool = machine.storage.pool
        top = machine.settled
        return word
      }
      guard room(&machine) else { return 0 }
      let place = top
      store(header, place)
      for index in 0..<count { store(unsafe fields[index], place &+ 4 &+ 4 &* index) }
      top = place &+ 4 &+ 4 &* count
      return UInt32(truncatingIfNeeded: place)
    }
    @inline(__always)
    func cell1(_ machine: inout GroundMachine, _ header: UInt32, _ first: UInt32) -> UInt32 {
      if Mode.remembers {
        var field = first
        return unsafe cell(&machine, header, &field, 1)
      }
      guard room(&machine) else { return 0 }
      let place = top
      store(header, place)
      store(first, place &+ 4)
      top = place &+ 8
      return UInt32(truncatingIfNeeded: place)
    }
    @inline(__always)
    func cell2(
      _ machine: inout GroundMachine, _ header: UInt32, _ first: UInt32, _ second: UInt32
    ) -> UInt32 {
      if Mode.remembers {
        machine.fields[0] = first
        machine.fields[1] = second
        guard let word = machine.intern(header) else {
          stopped = .outOfCells
          return 0
        }
        unsafe pool = machine.storage.pool
        top = machine.settled
        return word
      }
      guard room(&machine) else { return 0 }
      let place = top
      store(header, place)
      store(first, place &+ 4)
      store(second, place &+ 8)
      top = place &+ 12
      return UInt32(truncatingIfNeeded: place)
    }
    @inline(__always)
    func integer(_ machine: inout GroundMachine, _ value: Int64) -> UInt32 {
      if let word = GroundMachine.small(value) { return word }
      let bits = UInt64(bitPattern: value)
      let header = unsafe descriptors[GroundDescriptor.integer].header
      return cell2(
        &machine, header, UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
    }

    /// Ends the call of the present frame.
    @inline(__always)
    func give(_ machine: inout GroundMachine, _ result: UInt32) {
      var result = result
      let note = unsafe frame[-2]
      if note != 0 {
        if Mode.remembers {
          machine.memo.note(result, at: note)
        } else {
          store(result, Int(note))
          unsafe result = frame[-3]
        }
      }
      unsafe next = code + Int(frame[-1])
      let call = unsafe next[-1]
      unsafe frame -= call.groundB
      unsafe frame[call.groundA] = result
    }

    /// Makes the frame at `new` the present one.
    ///
    /// - Returns: false if there is no room.
    @inline(__always)
    func enter(
      _ machine: inout GroundMachine, _ new: UnsafeMutablePointer<UInt32>, _ entry: UInt32
    ) -> Bool {
      unsafe new[-1] = UInt32(truncatingIfNeeded: next - code)
      if Mode.remembers {
        let count = Int(truncatingIfNeeded: unsafe code[Int(entry) - 1])
        switch unsafe machine.memo.lookUp(entry, new, count, limit: machine.limits.memoBytes) {
        case .result(let word):
          let call = unsafe next[-1]
          unsafe frame[call.groundA] = word
          return true
        case .open(let place): unsafe new[-2] = place
        }
      } else {
        unsafe new[-2] = 0
      }
      unsafe frame = new
      unsafe next = code + Int(entry)
      if unsafe frame < stackEnd { return true }
      let place = unsafe frame - stack
      guard machine.storage.growStack(to: place, limit: machine.limits.stackBytes) else {
        stopped = .tooDeep
        return false
      }
      unsafe stack = machine.storage.stack
      unsafe frame = stack + place
      unsafe stackEnd = stack + (machine.storage.stackWords - GroundStorage.frameMargin)
      return true
    }

    /// Lets `cell` be the place where the result of the present call goes on.
    @inline(__always)
    func extend(_ cell: UInt32, hole: Int) {
      let old = unsafe frame[-2]
      if old == 0 {
        unsafe frame[-3] = cell
      } else {
        store(cell, Int(old))
      }
      unsafe frame[-2] = UInt32(truncatingIfNeeded: Int(cell) &+ 4 &+ 4 &* hole)
    }

    running: while true {
      let word = unsafe next[0]
      unsafe next += 1
      switch unsafe unsafeBitCast(UInt8(truncatingIfNeeded: word), to: GroundOperation.self) {
      case .stuck:
        break running
      case .halt:
        let result = unsafe frame[0]
        fuel = left
        return settle(result, top: top)
      case .constant:
        unsafe frame[word.groundA] = word.groundWide
      case .integer:
        let value = Int64(bitPattern: unsafe next[0])
        unsafe next += 1
        let result = integer(&self, value)
        if result == 0 { break running }
        unsafe frame[word.groundA] = result
      case .move:
        unsafe frame[word.groundA] = frame[word.groundB]
      case .field:
        unsafe frame[word.groundA] = load(word.groundC, of: frame[word.groundB])
      case .match0:
        let header = load(unsafe frame[word.groundA])
        if GroundHeader.constructor(header) != word.groundC { unsafe next += word.groundX }
      case .match1:
        let cell = unsafe frame[word.groundA]
        if GroundHeader.constructor(load(cell)) != word.groundC {
          unsafe next += word.groundX
        } else {
          unsafe frame[word.groundB] = load(0, of: cell)
        }
      case .match2:
        let cell = unsafe frame[word.groundA]
        if GroundHeader.constructor(load(cell)) != word.groundC {
          unsafe next += word.groundX
        } else {
          unsafe frame[word.groundB] = load(0, of: cell)
          unsafe frame[word.groundB &+ 1] = load(1, of: cell)
        }
      case .select:
        let constructor = GroundHeader.constructor(load(unsafe frame[word.groundA]))
        unsafe next += Int(truncatingIfNeeded: next[constructor])
      case .jump:
        unsafe next += word.groundTarget
      case .branch:
        left &-= 1
        if left < 0 { break running }
        if unsafe frame[word.groundA] == GroundMachine.falseWord {
          unsafe next += word.groundTarget
        }
      case .build1:
        let result = cell1(&self, word.groundWide, unsafe frame[word.groundB])
        if result == 0 { break running }
        unsafe frame[word.groundA] = result
      case .build2:
        let header = unsafe descriptors[word.groundX].header
        let result = unsafe cell2(
          &self, header, frame[word.groundB], frame[word.groundC])
        if result == 0 { break running }
        unsafe frame[word.groundA] = result
      case .build:
        let header = unsafe descriptors[word.groundX].header
        let result = unsafe cell(
          &self, header, frame + word.groundB, GroundHeader.fields(header))
        if result == 0 { break running }
        unsafe frame[word.groundA] = result
      case .not:
        left &-= 1
        if left < 0 { break running }
        unsafe frame[word.groundA] =
          frame[word.groundB] == GroundMachine.falseWord
          ? GroundMachine.trueWord : GroundMachine.falseWord
      case .equal:
        left &-= 1
        if left < 0 { break running }
        let (one, other) = unsafe (frame[word.groundB], frame[word.groundC])
        if one == other {
          unsafe frame[word.groundA] = GroundMachine.trueWord
        } else {
          guard let same = areEqual(one, other) else { break running }
          unsafe frame[word.groundA] = same ? GroundMachine.trueWord : GroundMachine.falseWord
        }
      case .plus, .minus, .times, .div, .mod:
        left &-= 1
        if left < 0 { break running }
        guard let one = integerValue(unsafe frame[word.groundB]),
          let other = integerValue(unsafe frame[word.groundC])
        else { break running }
        let operation = unsafe unsafeBitCast(
          UInt8(truncatingIfNeeded: word), to: GroundOperation.self)
        guard let value = GroundMachine.arithmetic(operation, one, other) else {
          stopped = .overflow
          break running
        }
        let result = integer(&self, value)
        if result == 0 { break running }
        unsafe frame[word.groundA] = result
      case .less, .lessOrEqual:
        left &-= 1
        if left < 0 { break running }
        guard let one = integerValue(unsafe frame[word.groundB]),
          let other = integerValue(unsafe frame[word.groundC])
        else { break running }
        let isLess = UInt8(truncatingIfNeeded: word) == GroundOperation.less.rawValue
        unsafe frame[word.groundA] =
          (isLess ? one < other : one <= other)
          ? GroundMachine.trueWord : GroundMachine.falseWord
      case .call:
        left &-= 1
        if left < 0 { break running }
        guard unsafe enter(&self, frame + word.groundB, word.groundWide) else { break running }
      case .tail:
        left &-= 1
        if left < 0 { break running }
        for index in 0..<word.groundB {
          unsafe frame[index] = frame[word.groundA &+ index]
        }
        unsafe next = code + Int(word.groundWide)
      case .again:
        left &-= 1
        if left < 0 { break running }
        unsafe next = code + Int(word.groundWide)
      case .again1:
        left &-= 1
        if left < 0 { break running }
        unsafe frame[word.groundA] = frame[word.groundB]
        unsafe next = code + Int(word.groundWide)
      case .again2:
        left &-= 1
        if left < 0 { break running }
        let (a, b) = (word.groundA, word.groundB)
        let (one, other) = unsafe (frame[a >> 6], frame[b >> 6])
        unsafe frame[a & 63] = one
        unsafe frame[b & 63] = other
        unsafe next = code + Int(word.groundWide)
      case .apply:
        let function = unsafe frame[word.groundC]
        let header = load(function)
        let descriptor = unsafe descriptors[GroundHeader.descriptor(header)]
        left &-= Int(descriptor.price)
        if left < 0 { break running }
        let new = unsafe frame + word.groundB
        if descriptor.kind == .oracle {
          guard let result = unsafe ask(load(0, of: function), new, word.groundX) else {
            break running
          }
          unsafe frame[word.groundA] = result
          continue
        }
        let captured = GroundHeader.fields(header)
        if captured > 0 {
          var index = word.groundX
          while index > 0 {
            index &-= 1
            unsafe new[index &+ captured] = new[index]
          }
          for index in 0..<captured { unsafe new[index] = load(index, of: function) }
        }
        let entry = Int(descriptor.entry)
        guard (unsafe code[entry &- 1]) == UInt64(captured &+ word.groundX) else { break running }
        guard unsafe enter(&self, new, descriptor.entry) else { break running }
      case .give:
        give(&self, unsafe frame[word.groundA])
      case .giveConstant:
        give(&self, word.groundWide)
      case .give1:
        let result = cell1(&self, word.groundWide, unsafe frame[word.groundB])
        if result == 0 { break running }
        give(&self, result)
      case .give2:
        let header = unsafe descriptors[word.groundX].header
        let result = unsafe cell2(
          &self, header, frame[word.groundB], frame[word.groundC])
        if result == 0 { break running }
        give(&self, result)
      case .extend1:
        let result = cell1(&self, word.groundWide, 0)
        if result == 0 { break running }
        extend(result, hole: 0)
      case .extend2:
        let header = unsafe descriptors[word.groundX].header
        let result = unsafe cell2(&self, header, frame[word.groundB], 0)
        if result == 0 { break running }
        extend(result, hole: 1)
      case .extend:
        let header = unsafe descriptors[word.groundX].header
        let result = unsafe cell(
          &self, header, frame + word.groundB, GroundHeader.fields(header))
        if result == 0 { break running }
        extend(result, hole: word.groundC)
      }
    }
    if left < 0 { stopped = .outOfFuel }
    fuel = max(left, 0)
    stop = stopped
    return nil
  }
}
