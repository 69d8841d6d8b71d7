extension UInt64 {
  /// The operands of an instruction.
  @inline(__always) var a: Int { Int(truncatingIfNeeded: self >> 8 & 0xFFFF) }
  @inline(__always) var b: Int { Int(truncatingIfNeeded: self >> 24 & 0xFFFF) }
  @inline(__always) var c: Int { Int(truncatingIfNeeded: self >> 40) }
  /// The signed numbers in b and c.
  @inline(__always) var signedB: Int64 { Int64(Int16(truncatingIfNeeded: self >> 24)) }
  @inline(__always) var signedC: Int64 { signed >> 40 }
  /// The place of the fields of data.
  @inline(__always) var fields: Int { Int(truncatingIfNeeded: self >> 16) }
  /// The constructor of data.
  @inline(__always) var tag: Int { Int(truncatingIfNeeded: self & 0xFFFF) }
  @inline(__always) var signed: Int64 { Int64(bitPattern: self) }
  /// One of the registers of ``Instruction/moves(_:_:)``.
  @inline(__always) func moved(_ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: self >> shift & 0x3FFF)
  }
}

/// Words of the machine by their place, counted from some origin.
///
/// Places are checked in debug builds only: the loop itself checks that frames and data have room
/// where these are made, and instructions name only registers and fields that are there.
@safe struct Words {
  private var origin: UnsafeMutablePointer<UInt64>
  /// How many words stand before and from the origin on.
  private var before: Int
  private var after: Int

  init(_ buffer: UnsafeMutableBufferPointer<UInt64>, _ start: UnsafeMutablePointer<UInt64>) {
    unsafe origin = start
    before = 0
    after = buffer.count
  }

  @inline(__always) subscript(place: Int) -> UInt64 {
    get {
      assert(place >= -before && place < after, "a place of the machine")
      return unsafe origin[place]
    }
    nonmutating set {
      assert(place >= -before && place < after, "a place of the machine")
      unsafe origin[place] = newValue
    }
  }

  /// The same words with another origin.
  @inline(__always) func from(_ place: Int) -> Words {
    var moved = self
    unsafe moved.origin += place
    moved.before += place
    moved.after -= place
    return moved
  }

  /// Where the origin stands, counted from another one.
  @inline(__always) func place(in words: Words) -> Int { unsafe origin - words.origin }
}
