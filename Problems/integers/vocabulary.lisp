; What the problems on integers may speak of, beside the built-in operators. No problem of this
; folder has one of these names as its target.

; The distance from zero.
(define (magnitude (i int)) int (if (< i 0) (- 0 i) i))

; A natural number as an integer.
(define (whole (n nat)) int
  (match n
    ((zero) 0)
    ((succ m) (+ 1 (whole m)))))
