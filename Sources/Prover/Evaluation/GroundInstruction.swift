/// What an instruction of a ``GroundMachine`` does; `r` is the frame, `a b c x` are its operands.
///
/// Targets of jumps are distances from the instruction itself, so code may be moved. Every
/// operation but those of calls and ends goes on with the next instruction.
enum GroundOperation: UInt8 {
  /// No value: `any`, or a function without a definition.
  case stuck
  /// The end of an evaluation; its value is r[0].
  case halt
  /// r[a] = the word `wide`
  case constant
  /// r[a] = the integer in the next word of code
  case integer
  /// r[a] = r[b]
  case move
  /// r[a] = field c of r[b]
  case field
  /// Goes on at `x` unless r[a] is built by constructor number c.
  case match0
  /// As `match0`, and else r[b] = its first field.
  case match1
  /// As `match0`, and else r[b], r[b + 1] = its first two fields.
  case match2
  /// Goes on at the target in the word after the instruction that belongs to r[a]'s constructor.
  case select
  /// Goes on at `wide`.
  case jump
  /// Goes on at `wide` if r[a] is `false`; one rewrite.
  case branch
  /// r[a] = a cell with header `wide` and the field r[b]
  case build1
  /// r[a] = a cell with header number x and the fields r[b], r[c]
  case build2
  /// r[a] = a cell with header number x and the fields r[b ...]
  case build
  /// r[a] = not r[b]; one rewrite.
  case not
  /// r[a] = r[b] = r[c]; one rewrite.
  case equal
  /// r[a] = r[b] + r[c]; one rewrite, as for the operations that follow.
  case plus, minus, times, div, mod, less, lessOrEqual
  /// r[a] = the function at `wide`, called with the frame at r[b]; one rewrite.
  case call
  /// Calls the function at `wide` in place of this one, with b arguments from r[a] on; one rewrite.
  case tail
  /// Calls the function at `wide` in place of this one, with what r[0 ...] are; one rewrite.
  case again
  /// As `again` after r[a] = r[b].
  case again1
  /// As `again` after two moves at once, their registers in 6 bits each: to and from in a and b.
  case again2
  /// r[a] = the function value r[c], applied to x arguments from r[b] on.
  case apply
  /// Ends the call with r[a].
  case give
  /// Ends the call with the word `wide`.
  case giveConstant
  /// Ends the call with a cell with header `wide` and the field r[b].
  case give1
  /// Ends the call with a cell with header number x and the fields r[b], r[c].
  case give2
  /// Begins the result of the call: a cell with header number x and the fields r[b ...], of which
  /// field c awaits the result of the rest.
  case extend
  /// As `extend` for a header `wide` of one field.
  case extend1
  /// As `extend` for two fields of which the last awaits; the first is r[b].
  case extend2
}

/// One word of code: the operation in 8 bits, `a b c` in 12 bits each, and `x` in 20 bits, or
/// `wide` in the last 32 bits in place of `c` and `x`.
struct GroundInstruction {
  var word: UInt64

  /// Registers of a frame, by the width of an operand.
  static let registers = 1 << 12
  /// Values of `x`.
  static let wideOperands = 1 << 20

  init(_ operation: GroundOperation, a: Int = 0, b: Int = 0, c: Int = 0, x: Int = 0) {
    word = UInt64(operation.rawValue) | UInt64(a) << 8 | UInt64(b) << 20 | UInt64(c) << 32
    word |= UInt64(x) << 44
  }

  init(_ operation: GroundOperation, a: Int = 0, b: Int = 0, wide: UInt32) {
    word = UInt64(operation.rawValue) | UInt64(a) << 8 | UInt64(b) << 20 | UInt64(wide) << 32
  }
}

extension UInt64 {
  @inline(__always) var groundA: Int { Int(truncatingIfNeeded: (self >> 8) & 0xFFF) }
  @inline(__always) var groundB: Int { Int(truncatingIfNeeded: (self >> 20) & 0xFFF) }
  @inline(__always) var groundC: Int { Int(truncatingIfNeeded: (self >> 32) & 0xFFF) }
  @inline(__always) var groundX: Int { Int(truncatingIfNeeded: self >> 44) }
  @inline(__always) var groundWide: UInt32 { UInt32(truncatingIfNeeded: self >> 32) }
  /// A distance to jump.
  @inline(__always) var groundTarget: Int { Int(truncatingIfNeeded: Int64(bitPattern: self) >> 32) }
}
