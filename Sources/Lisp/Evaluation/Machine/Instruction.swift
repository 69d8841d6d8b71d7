/// What an instruction does. `R` are the registers of the current frame; a, b, c its operands.
enum Opcode: UInt8, CaseIterable {
  /// R[a] = R[b]
  case move
  /// R[a] = the signed number in b and c
  case constant
  /// R[a] = the next word
  case wide
  /// R[a] = constructor b over c fields, whose registers stand four to a word in the next words
  case construct
  /// R[a] = constructor c over R[b]
  case construct1
  /// R[a] = the constructor in the upper byte of c over R[b] and R[lower part of c]
  case construct2
  /// R[a] = field c of R[b]
  case field
  /// goes to c with the only field of R[a] in R[b] unless R[a] has the tag 0
  case split1
  /// goes to c with the two fields of R[a] in R[b] and R[b + 1] unless R[a] has the tag 0
  case split2
  /// goes to c with the three fields of R[a] from R[b] on unless R[a] has the tag 0
  case split3
  /// goes to the word that follows by as many places as R[a] has the tag
  case select
  /// goes to c unless R[a] has the tag b
  case unlessTag
  /// goes to c
  case jump
  /// goes to c unless R[a] is true
  case unless
  /// goes to c if R[a] is true
  case when
  /// goes to c unless R[a] < the signed number b
  case unlessLessThanConstant
  /// goes to c unless the signed number b < R[a]
  case unlessConstantLess
  /// goes to c unless R[a] is the signed number b
  case unlessConstant
  /// goes to c unless R[a] < R[b]
  case unlessLess
  /// goes to c unless R[a] <= R[b]
  case unlessLessOrEqual
  /// goes to c unless R[a] and R[b] are the same word
  case unlessSame
  /// R[a] = R[b] + R[c]
  case plus
  /// R[a] = R[b] + the signed number c
  case plusConstant
  /// R[a] = R[b] - R[c]
  case minus
  /// R[a] = R[b] * R[c]
  case times
  /// R[a] = the Euclidean quotient of R[b] and R[c]
  case div
  /// R[a] = the Euclidean remainder of R[b] and R[c]
  case mod
  /// R[a] = whether R[b] < R[c]
  case less
  /// R[a] = whether R[b] <= R[c]
  case lessOrEqual
  /// R[a] = whether R[b] and R[c] are the same word
  case same
  /// R[a] = whether R[b] and R[c] are equal values of the type in the next word
  case equal
  /// R[a] = not R[b]
  case not
  /// R[a] = instance c over the arguments from R[b] on; R[b - 1] is free for the link
  case call
  /// two moves of registers, see ``Instruction/moves(_:_:)``, before the ``call`` in the next word
  case movesCall
  /// leaves the frame to instance c with a arguments from R[b] on
  case tailCall
  /// leaves the frame to instance c with the argument R[a]
  case tailCall1
  /// leaves the frame to instance c with the arguments R[a] and R[b]
  case tailCall2
  /// R[a] = function R[upper part of c] over as many arguments as c's lower byte, from R[b] on
  case apply
  /// the same, leaving the frame
  case tailApply
  /// returns R[a]
  case leave
  /// returns the signed number in b and c
  case leaveConstant
  /// returns constructor c over R[b]
  case leaveConstruct1
  /// returns the constructor in the upper byte of c over R[b] and R[lower part of c]
  case leaveConstruct2
  /// R[a] = a closure of the code at c over b variables, whose registers stand in the next words
  case closure
  /// ends: a selector met another constructor, or a function has no body
  case undefined
  /// ends: the function does not fit into the machine
  case tooLarge
}

/// An instruction: the opcode in the low byte, then a and b of 16 bits each, then c of 24 bits.
enum Instruction {
  static let registers = 1 << 16
  static let addresses = 1 << 24

  static func word(_ opcode: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) -> UInt64 {
    UInt64(opcode.rawValue) | UInt64(a & 0xFFFF) << 8 | UInt64(b & 0xFFFF) << 24
      | UInt64(c & 0xFF_FFFF) << 40
  }

  /// The word of a ``Opcode/constant`` or ``Opcode/leaveConstant``; the number has 40 bits.
  static func constant(_ opcode: Opcode, _ a: Int, _ number: Int64) -> UInt64 {
    UInt64(opcode.rawValue) | UInt64(a & 0xFFFF) << 8 | UInt64(bitPattern: number) << 24
  }

  /// The registers of a ``Opcode/movesCall`` have 14 bits each.
  static let movedRegisters = 1 << 14

  static func moves(_ first: (from: Int, to: Int), _ second: (from: Int, to: Int)) -> UInt64 {
    UInt64(Opcode.movesCall.rawValue) | UInt64(first.from) << 8 | UInt64(first.to) << 22
      | UInt64(second.from) << 36 | UInt64(second.to) << 50
  }

  static func fitsConstant(_ number: Int64) -> Bool {
    (-(1 << 39)..<(1 << 39)).contains(number)
  }

  /// Whether a number fits operand b of a comparison, and c of an addition.
  static func fitsOperand(_ number: Int64) -> Bool {
    (-(1 << 15)..<(1 << 15)).contains(number)
  }
}
