; What the problems on lists may speak of, beside the prelude's append, length, member, map and
; filter. No problem of this folder has one of these names as its target.

; The list from back to front.
(define (rev (xs (list a))) (list a)
  (match xs
    ((nil) nil)
    ((cons x rest) (append (rev rest) (cons x nil)))))

; The first element.
(define (first (xs (list a))) (maybe a)
  (match xs
    ((nil) none)
    ((cons x _) (some x))))

; How often x occurs.
(define (count (x a) (xs (list a))) nat
  (match xs
    ((nil) zero)
    ((cons y rest) (if (= x y) (succ (count x rest)) (count x rest)))))

; What is left without the first n elements.
(define (drop (n nat) (xs (list a))) (list a)
  (match n
    ((zero) xs)
    ((succ m)
      (match xs
        ((nil) nil)
        ((cons _ rest) (drop m rest))))))

; No element is greater than the next one.
(define (sorted (xs (list nat))) bool
  (match xs
    ((nil) true)
    ((cons x rest)
      (match rest
        ((nil) true)
        ((cons y _) (and (leq x y) (sorted rest)))))))
