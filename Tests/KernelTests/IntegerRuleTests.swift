import Testing

/// Variables and lines that the examples begin with.
private let assumed = """
  (var a int) (var b int) (var c int)
  (line 0 (assume (<= a b)))
  (line 1 (assume (< b c)))
  (line 2 (assume ((= int) a b)))
  (line 3 (assume ((= bool) (<= a b) (false))))
  (line 4 (assume ((= bool) (< a b) (false))))
  (line 5 (assume (false)))
  (line 6 (assume (<= (* (int 2) a) (+ (* (int 2) b) (int 1)))))
  (line 7 (assume (<= (+ (* (int 2) a) (int 1)) (* (int 2) b))))
  (line 8 (assume (< b a)))
  (line 9 (assume (<= b a)))

  """

private let least = "(int -9223372036854775808)"
private let greatest = "(int 9223372036854775807)"
/// 2^127 - 1
private let greatestCoefficient = "170141183460469231731687303715884105727"

/// An example of one line after the assumptions.
private func linear(
  _ description: String, _ rule: String, _ outcome: String
) -> Example {
  Example(description, assumed + "(line 10 (\(rule)))", outcome)
}

/// `term 0` is `a`, and each of the others is the square of the one before.
private func squares(_ count: Int) -> String {
  "(var a int) (term 0 (+ a (int 0)))"
    + (0..<count).map { "(term \($0 + 1) (* \($0) \($0)))" }.joined()
}

/// `term 0` is the sum of sixteen variables.
private var sumOfSixteen: String {
  let names = (0..<16).map { "v\($0)" }
  let sum = names.dropFirst().reduce("v0") { "(+ \($0) \($1))" }
  return names.map { "(var \($0) int)" }.joined() + "(term 0 \(sum))"
}

@Suite struct IntegerRuleTests {
  @Test("a rule of arithmetic concludes what the page says", arguments: accepted)
  func accepts(example: Example) {
    #expect(outcome(of: prelude + example.text) == example.outcome)
  }

  @Test("a rule of arithmetic refuses what its side conditions forbid", arguments: refused)
  func refuses(example: Example) {
    #expect(outcome(of: prelude + example.text) == example.outcome)
  }

  static let accepted: [Example] = [
    linear(
      "ring: the square of a sum",
      "ring (* (+ a b) (+ a b)) (+ (* a a) (+ (* (int 2) (* a b)) (* b b)))",
      "|- (= (* (+ a b) (+ a b)) (+ (* a a) (+ (* 2 (* a b)) (* b b))))"),
    linear(
      "ring: other terms are atoms",
      "ring (- (div a b) (mod b a)) (+ (* (int -1) (mod b a)) (div a b))",
      "|- (= (- (div a b) (mod b a)) (+ (* -1 (mod b a)) (div a b)))"),
    linear("ring: what cancels", "ring (* (- a a) b) (int 0)", "|- (= (* (- a a) b) 0)"),
    Example(
      "ring: -2^127 fits",
      "(term 0 (* \(least) \(least))) (line 0 (ring (* (int -2) 0) (- (- (int 0) 0) 0)))"
        + "(line 1 (refl (true)))", "|- (= true true)"),
    Example(
      "ring: a power that is huge as a tree",
      squares(40) + "(line 0 (ring (- (* 40 a) (* a 40)) (int 0)))"
        + "(line 1 (refl (true)))", "|- (= true true)"),

    linear("linear: a chain", "linear 1 ((1 0) (1 1)) (< a c)", "(<= a b), (< b c) |- (< a c)"),
    linear(
      "linear: a weaker bound", "linear 1 ((1 0)) (<= a (+ b (int 1)))",
      "(<= a b) |- (<= a (+ b 1))"),
    linear("linear: nothing", "linear 1 () (<= a a)", "|- (<= a a)"),
    linear(
      "linear: no part of a line", "linear 1 ((0 0) (2 1)) (< (+ b b) (+ c c))",
      "(<= a b), (< b c) |- (< (+ b b) (+ c c))"),
    linear("linear: an equation", "linear 1 ((1 2)) (<= a b)", "(= a b) |- (<= a b)"),
    linear("linear: an equation subtracted", "linear 1 ((-1 2)) (<= b a)", "(= a b) |- (<= b a)"),
    linear("linear: not at most", "linear 1 ((1 3)) (< b a)", "(= (<= a b) false) |- (< b a)"),
    linear("linear: not less", "linear 1 ((1 4)) (<= b a)", "(= (< a b) false) |- (<= b a)"),
    linear(
      "linear: rounding a negative number", "linear 2 ((1 6)) (<= a b)",
      "(<= (* 2 a) (+ (* 2 b) 1)) |- (<= a b)"),
    linear(
      "linear: rounding a positive number", "linear 2 ((1 7)) (< a b)",
      "(<= (+ (* 2 a) 1) (* 2 b)) |- (< a b)"),
    linear(
      "linear: a contradiction", "linear 1 ((1 0) (1 8)) (false)", "(<= a b), (< b a) |- false"),
    linear(
      "linear: a contradiction, rounded", "linear 7 ((1 0) (1 8)) (false)",
      "(<= a b), (< b a) |- false"),
    linear("linear: from the false", "linear 1 ((1 5)) (< a a)", "false |- (< a a)"),
    linear(
      "linear: products are monomials", "linear 1 ((1 0)) (<= (+ a (* b c)) (+ (* c b) b))",
      "(<= a b) |- (<= (+ a (* b c)) (+ (* c b) b))"),
    linear(
      "linear: the greatest coefficient",
      "linear \(greatestCoefficient) ((\(greatestCoefficient) 0)) (<= a b)",
      "(<= a b) |- (<= a b)"),
    linear(
      "linear: literals near 2^63", "linear 1 () (< \(least) \(greatest))",
      "|- (< -9223372036854775808 9223372036854775807)"),

    linear("antisym", "antisym 0 9", "(<= a b), (<= b a) |- (= a b)"),
    linear(
      "div-mod 0", "div-mod 0 a b", "|- (= a (+ (* b (div a b)) (mod a b)))"),
    linear(
      "div-mod 1", "div-mod 1 a b",
      "|- (=> (< 0 b) (and (<= 0 (mod a b)) (< (mod a b) b)))"),
    linear(
      "div-mod 2", "div-mod 2 a b",
      "|- (=> (< b 0) (and (<= 0 (mod a b)) (< (mod a b) (- 0 b))))"),
    linear("div-mod 3", "div-mod 3 a (int 0)", "|- (= (div a 0) 0)"),
  ]

  static let refused: [Example] = [
    linear(
      "ring: another polynomial", "ring (* a b) (+ a b)",
      "rule(polynomialsDiffer((* a b), (+ a b)))"),
    linear(
      "ring: division is no inverse", "ring (* b (div a b)) a",
      "rule(polynomialsDiffer((* b (div a b)), a))"),
    linear("ring: no integers", "ring n n", "rule(notAnInteger(n))"),
    linear("ring: one integer", "ring a n", "rule(notAnInteger(n))"),
    linear(
      "ring: 2^64 is not 0", "ring (* (int -2) \(least)) (int 0)",
      "rule(polynomialsDiffer((* -2 -9223372036854775808), 0))"),
    linear(
      "ring: 2^127 does not fit", "ring (+ (* \(least) \(least)) (* \(least) \(least))) (int 0)",
      "rule(polynomial(overflow))"),
    linear(
      "ring: 2^128 is not 0", "ring (* (int 4) (* \(least) \(least))) (int 0)",
      "rule(polynomial(overflow))"),
    Example(
      "ring: an exponent that does not fit", squares(64) + "(line 0 (ring 64 64))",
      "rule(polynomial(overflow))"),
    Example(
      "ring: too many monomials",
      sumOfSixteen + "(term 1 (* 0 0)) (term 2 (* 1 1)) (term 3 (* 2 0)) (line 0 (ring 3 3))",
      "rule(polynomial(tooManyMonomials))"),
    Example(
      "ring: too much work",
      sumOfSixteen + "(term 1 (* 0 0)) (term 2 (* 1 1)) (term 3 (* 2 2)) (line 0 (ring 3 3))",
      "rule(polynomial(tooMuchWork))"),

    linear("linear: no divisor", "linear 0 ((1 0)) (<= a b)", "rule(divisorNotPositive(0))"),
    linear(
      "linear: a negative divisor", "linear -1 ((1 0)) (<= b a)", "rule(divisorNotPositive(-1))"),
    linear(
      "linear: an inequality times a negative number", "linear 1 ((-1 0)) (<= b a)",
      "rule(negativeMultiple((<= a b)))"),
    linear(
      "linear: the false times a negative number", "linear 1 ((-1 5)) (<= a a)",
      "rule(negativeMultiple(false))"),
    linear(
      "linear: the falsehood of an inequality times a negative number",
      "linear 1 ((-1 3)) (<= a b)", "rule(negativeMultiple((= (<= a b) false)))"),
    linear(
      "linear: rounding a negative number down", "linear 2 ((1 6)) (< a b)",
      "rule(constantTooGreat((< a b)))"),
    linear(
      "linear: rounding a positive number too far",
      "linear 2 ((1 7)) (<= (+ a (int 2)) b)", "rule(constantTooGreat((<= (+ a 2) b)))"),
    linear(
      "linear: a bound too sharp", "linear 1 ((1 0)) (< a b)", "rule(constantTooGreat((< a b)))"),
    linear(
      "linear: no contradiction", "linear 1 ((1 0) (1 9)) (false)",
      "rule(constantTooGreat(false))"),
    linear("linear: other variables", "linear 1 ((1 0)) (<= a c)", "rule(doesNotFollow((<= a c)))"),
    linear("linear: no multiple", "linear 2 ((1 0)) (<= a b)", "rule(doesNotFollow((<= a b)))"),
    linear("linear: nothing of the kind", "linear 1 () (<= a b)", "rule(doesNotFollow((<= a b)))"),
    linear(
      "linear: all from the false", "linear 1 ((1 5)) (<= a b)", "rule(doesNotFollow((<= a b)))"),
    linear("linear: to an equation", "linear 1 ((1 2)) ((= int) a b)", "rule(notLinear((= a b)))"),
    linear(
      "linear: to a falsehood", "linear 1 ((1 8)) ((= bool) (<= a b) (false))",
      "rule(notLinear((= (<= a b) false)))"),
    linear("linear: to a formula", "linear 1 () (true)", "rule(notLinear(true))"),
    linear("linear: to a term", "linear 1 () a", "rule(notLinear(a))"),
    Example(
      "linear: from another formula", "(line 0 (assume p)) (line 1 (linear 1 ((0 0)) (<= i i)))",
      "rule(notLinear(p))"),
    Example(
      "linear: from an equation at another type",
      "(line 0 (assume ((= nat) n m))) (line 1 (linear 1 ((0 0)) (<= i i)))",
      "rule(notLinear((= n m)))"),
    Example(
      "linear: from a truth",
      "(line 0 (assume ((= bool) (<= i j) (true)))) (line 1 (linear 1 ((1 0)) (<= i j)))",
      "rule(notLinear((= (<= i j) true)))"),
    Example(
      "linear: from a falsehood the other way",
      "(line 0 (assume ((= bool) (false) (<= i j)))) (line 1 (linear 1 ((1 0)) (< j i)))",
      "rule(notLinear((= false (<= i j))))"),
    linear(
      "linear: 2^63 does not wrap around", "linear 1 () (< \(greatest) \(least))",
      "rule(constantTooGreat((< 9223372036854775807 -9223372036854775808)))"),
    linear(
      "linear: a sum that does not fit",
      "linear 1 ((\(greatestCoefficient) 0) (1 0)) (<= a b)", "rule(polynomial(overflow))"),
    linear(
      "linear: a multiple that does not fit",
      "linear 1 ((-170141183460469231731687303715884105728 2)) (<= b a)",
      "rule(polynomial(overflow))"),
    linear(
      "linear: a multiple of the conclusion that does not fit",
      "linear 18446744073709551616 () (<= \(greatest) (int -1))", "rule(polynomial(overflow))"),
    linear(
      "linear: a coefficient of 129 bits",
      "linear 1 ((170141183460469231731687303715884105728 0)) (<= a b)",
      "numberOutOfRange(170141183460469231731687303715884105728)"),

    linear("antisym: one way", "antisym 0 0", "rule(premiseDiffers((<= b a), (<= a b)))"),
    linear("antisym: less", "antisym 0 8", "rule(notAtMost((< b a)))"),
    linear("antisym: an equation", "antisym 2 0", "rule(notAtMost((= a b)))"),
    linear("div-mod: a statement too many", "div-mod 4 a b", "rule(noSuchStatement(4))"),
    linear("div-mod: a negative number", "div-mod -1 a b", "rule(noSuchStatement(-1))"),
    linear("div-mod 3 by a variable", "div-mod 3 a b", "rule(notZero(b))"),
    linear("div-mod 3 by 1", "div-mod 3 a (int 1)", "rule(notZero(1))"),
    linear(
      "div-mod of no integers", "div-mod 0 n b", "rule(term(wrongArgumentType(0, int, nat)))"),
  ]
}
