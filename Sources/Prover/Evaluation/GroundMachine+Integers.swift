// Integers: 31 bits in the word itself, others in a cell.

extension GroundMachine {
  /// The word for an integer of 31 bits.
  @inline(__always)
  static func small(_ value: Int64) -> UInt32? {
    guard let narrow = Int32(exactly: value), narrow >= -(1 << 30), narrow < 1 << 30 else {
      return nil
    }
    return UInt32(bitPattern: narrow << 1 | 1)
  }

  /// The integer that a word stands for, or nil if it is none.
  func integerValue(_ word: UInt32) -> Int64? {
    if word & 1 == 1 { return Int64(Int32(bitPattern: word) >> 1) }
    let header = storage.cell(word)
    guard GroundHeader.descriptor(header) == GroundDescriptor.integer else { return nil }
    let bits = UInt64(storage.field(0, of: word)) | UInt64(storage.field(1, of: word)) << 32
    return Int64(bitPattern: bits)
  }

  /// The value of `+ - * div mod`, or nil where it does not fit 64 bits.
  ///
  /// Division is Euclidean, `0 <= mod < |right|`; by 0 it gives 0, with the left side remaining.
  static func arithmetic(_ operation: GroundOperation, _ left: Int64, _ right: Int64) -> Int64? {
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .plus: result = left.addingReportingOverflow(right)
    case .minus: result = left.subtractingReportingOverflow(right)
    case .times: result = left.multipliedReportingOverflow(by: right)
    case .div:
      if right == 0 { return 0 }
      let (quotient, overflow) = left.dividedReportingOverflow(by: right)
      if overflow { return nil }
      if left - quotient * right >= 0 { return quotient }
      return right > 0 ? quotient - 1 : quotient + 1
    default:
      if right == 0 { return left }
      if right == -1 { return 0 }
      let remainder = left % right
      if remainder >= 0 { return remainder }
      return right > 0 ? remainder + right : remainder - right
    }
    return result.overflow ? nil : result.partialValue
  }
}
