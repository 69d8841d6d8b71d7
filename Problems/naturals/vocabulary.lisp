; What the problems on natural numbers may speak of, beside the prelude's plus, times, minus, leq
; and lt. No problem of this folder has one of these names as its target.

; Half of n, rounded down.
(define (half (n nat)) nat
  (match n
    ((zero) zero)
    ((succ m)
      (match m
        ((zero) zero)
        ((succ k) (succ (half k)))))))

; Whether n is odd.
(define (odd (n nat)) bool
  (match n
    ((zero) false)
    ((succ m) (not (odd m)))))
