/// Lines about `i` that most countdowns rest on: it decreases, and it is positive where `i <= 0` is
/// false.
private let countdownLines = """
  (term 0 (- i (int 1)))
  (line 0 (linear 1 () (< 0 i)))
  (line 1 (assume ((= bool) (<= i (int 0)) (false))))
  (line 2 (linear 1 ((1 1)) (<= (int 0) i)))
  (line 3 (assume (<= (int 0) i)))

  """

/// A definition by countdown, with parts exchanged.
func countdown(
  evidence: String = "(measured ((i)) (0 2))",
  body: String = "(case (<= i (int 0)) ((true) (int 0)) ((false) (down 0)))"
) -> String {
  countdownLines + "(define ((down () (i) int \(body))) \(evidence))\n"
}

/// Euclid's algorithm: the remainder is less than the divisor.
let euclid = """
  (var a int) (var b int)
  (term 0 (< (int 0) b))
  (term 1 (<= (int 0) (mod a b)))
  (term 2 (< (mod a b) b))
  (line 0 (assume ((= bool) 0 (true))))
  (line 1 (true-eq 0))
  (line 2 (div-mod 1 a b))
  (line 3 (mp 2 1))
  (line 4 (assume ((= bool) 1 (true))))
  (line 5 (rewrite 3 4 (and (true) 2)))
  (line 6 (unfold and 0 () (2)))
  (line 7 (rewrite 5 6 2))
  (line 8 (assume ((= bool) 1 (false))))
  (line 9 (rewrite 3 8 (and (false) 2)))
  (line 10 (unfold and 1 () (2)))
  (line 11 (rewrite 9 10 (false)))
  (line 12 (unfold => 1 () (2)))
  (line 13 (true-eq 12))
  (line 14 (mp 13 11))
  (line 15 (cases 1 ((7) (14))))
  (line 16 (linear 1 ((1 1)) (<= (int 0) b)))
  (define ((gcd () (a b) int (case 0 ((true) (gcd b (mod a b))) ((false) a))))
    (measured ((b)) (15 16)))

  """

/// Ackermann's function on integers, with the numbers of the lines that its measure cites.
func ackermann(citing lines: String = "0 2 3 4 6", tuple: String = "a b") -> String {
  """
  (var a int) (var b int)
  (line 0 (linear 1 () (< (- a (int 1)) a)))
  (line 1 (assume ((= bool) (<= a (int 0)) (false))))
  (line 2 (linear 1 ((1 1)) (<= (int 0) a)))
  (line 3 (linear 1 () (<= a a)))
  (line 4 (linear 1 () (< (- b (int 1)) b)))
  (line 5 (assume ((= bool) (<= b (int 0)) (false))))
  (line 6 (linear 1 ((1 5)) (<= (int 0) b)))
  (define ((ack () (a b) int (case (<= a (int 0)) ((true) (+ b (int 1)))
    ((false) (case (<= b (int 0)) ((true) (ack (- a (int 1)) (int 1)))
      ((false) (ack (- a (int 1)) (ack a (- b (int 1))))))))))
    (measured ((\(tuple))) (\(lines))))

  """
}

/// Two functions that call each other, with their tuples and the lines that these cite.
func parity(tuples: String = "(i) (j)", citing lines: String = "0 2 4 6") -> String {
  countdownLines + """
    (line 4 (linear 1 () (< (- j (int 1)) j)))
    (line 5 (assume ((= bool) (<= j (int 0)) (false))))
    (line 6 (linear 1 ((1 5)) (<= (int 0) j)))
    (define (
      (ev () (i) bool (case (<= i (int 0)) ((true) (true)) ((false) (od (- i (int 1))))))
      (od () (j) bool (case (<= j (int 0)) ((true) (false)) ((false) (ev (- j (int 1)))))))
      (measured (\(tuples)) (\(lines))))

    """
}

/// Recursion at another type, by a measure that mentions the type parameter.
let growingType = """
  (define ((size ('a) (x) int any)) structural)
  (term 0 ((cons 'a) x ((nil 'a))))
  (term 1 (+ i (- ((size 'a) x) ((size 'a) x))))
  (line 0 (linear 1 ()
    (< (+ (- i (int 1)) (- ((size (list 'a)) 0) ((size (list 'a)) 0))) 1)))
  (line 1 (assume ((= bool) (<= i (int 0)) (false))))
  (line 2 (linear 1 ((1 1)) (<= (int 0) 1)))
  (define ((poly ('a) (x i) int (case (<= i (int 0)) ((true) i)
    ((false) ((poly (list 'a)) 0 (- i (int 1))))))) (measured ((1)) (0 2)))

  """

/// McCarthy's function, which calls itself at what it gives: it is 91 up to 101.
let mcCarthy = """
  (var a int)
  (define ((ninety () (a) int
    (case (< (int 100) a) ((true) (- a (int 10))) ((false) (int 91))))) structural)
  (term 0 (< (int 100) a)) (term 1 ((= bool) 0 (true))) (term 2 ((= bool) 0 (false)))
  (term 3 (+ a (int 11)))
  (term 4 (< (int 100) 3)) (term 5 ((= bool) 4 (true))) (term 6 ((= bool) 4 (false)))
  (term 7 (ninety a)) (term 8 (ninety 3)) (term 9 (ninety 8))
  (line 0 (unfold ninety 0 () (a)))
  (line 1 (unfold ninety 1 () (a)))
  (line 2 (unfold ninety 1 () (3)))
  (line 3 (unfold ninety 1 () ((int 91))))
  (line 4 (ground (< (int 100) (int 91))))
  (line 5 (cut 4 3))
  (line 6 (rewrite 5 2 ((= int) 9 (int 91))))
  (line 7 (unfold ninety 0 () (3)))
  (term 10 (- 3 (int 10)))
  (term 11 (< (int 100) 10)) (term 12 ((= bool) 11 (true)))
  (line 8 (unfold ninety 1 () (10)))
  (line 9 (unfold ninety 0 () (10)))
  (line 10 (assume 12))
  (line 11 (true-eq 10))
  (line 12 (assume 2))
  (line 13 (linear 1 ((1 12)) (<= (- 10 (int 10)) (int 91))))
  (line 14 (linear 1 ((1 11)) (<= (int 91) (- 10 (int 10)))))
  (line 15 (antisym 13 14))
  (line 16 (rewrite 9 15 ((= int) (ninety 10) (int 91))))
  (line 17 (cases 11 ((16) (8))))
  (line 18 (rewrite 17 7 ((= int) 9 (int 91))))
  (line 19 (cases 4 ((18) (6))))
  (line 20 (rewrite 1 19 ((= int) 7 9)))
  (define ((f91 () (a) int (case (< (int 100) a) ((true) (- a (int 10)))
    ((false) (f91 (f91 (+ a (int 11)))))))) (witnessed (ninety 0 20)))

  """

/// A function that hides its call in a function value, by the function that is always `zero`.
let hiddenCall = """
  (define ((ap () (f n) nat (@ f n))) structural)
  (define ((naught () (n) nat (zero))) structural)
  (line 0 (unfold naught 0 () ((zero))))
  (line 1 (unfold naught 0 () ((succ k))))
  (line 2 (unfold ap 0 () ((fn naught) k)))
  (line 3 (beta (@ (fn naught) k)))
  (line 4 (unfold naught 0 () (k)))
  (line 5 (rewrite 2 3 ((= nat) (ap (fn naught) k) (naught k))))
  (line 6 (rewrite 5 4 ((= nat) (ap (fn naught) k) (zero))))
  (line 7 (rewrite 1 6 ((= nat) (naught (succ k)) (ap (fn naught) k))))
  (define ((hidden () (n) nat (case n ((zero) (zero)) ((succ k) (ap (fn hidden) k)))))
    (witnessed (naught 0 7)))

  """

/// A function that never ends but has solutions, among them the identity.
func endless(
  witness: String = "same 0", name: String = "endless () (n) nat", call: String = "endless n"
) -> String {
  """
  (define ((same () (n) nat n)) structural)
  (var bs (list 'b)) (define ((same-list ('b) (bs) (list 'b) bs)) structural)
  (line 0 (refl (same n)))
  (line 1 (unfold same 0 () (n)))
  (line 2 (assume ((= nat) n (zero))))
  (line 3 (rewrite 2 2 ((= nat) (zero) n)))
  (line 4 (rewrite 0 3 ((= nat) (same n) (same n))))
  (define ((\(name) (\(call)))) (witnessed (\(witness))))

  """
}
