/// The quotient that leaves a remainder that is not negative; nil if it does not fit. 0 for 0.
func euclideanQuotient(_ left: Int64, _ right: Int64) -> Int64? {
  if right == 0 { return 0 }
  let (quotient, overflow) = left.dividedReportingOverflow(by: right)
  if overflow { return nil }
  if euclideanSign(left, right) >= 0 { return quotient }
  return right > 0 ? quotient - 1 : quotient + 1
}

/// The remainder that is not negative; `left` for 0.
func euclideanRemainder(_ left: Int64, _ right: Int64) -> Int64 {
  if right == 0 { return left }
  if right == -1 { return 0 }
  let remainder = left % right
  if remainder >= 0 { return remainder }
  return right > 0 ? remainder + right : remainder - right
}

private func euclideanSign(_ left: Int64, _ right: Int64) -> Int64 {
  right == -1 ? 0 : left % right
}
