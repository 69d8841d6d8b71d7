; Arithmetic expressions and a stack machine that computes them. No problem of this folder has one
; of these names as its target.

(data expression
  (number nat)
  (sum expression expression)
  (product expression expression))

; What the machine does next: put a number on the stack, or put the sum or the product of the upper
; two numbers in their place.
(data instruction (push nat) (add) (multiply))

; The value of an expression.
(define (value (e expression)) nat
  (match e
    ((number n) n)
    ((sum l r) (plus (value l) (value r)))
    ((product l r) (times (value l) (value r)))))

; The stack after one instruction; it stays as it is where there are too few numbers on it.
(define (step (i instruction) (stack (list nat))) (list nat)
  (match i
    ((push n) (cons n stack))
    ((add)
      (match stack
        ((cons n (cons m rest)) (cons (plus m n) rest))
        (_ stack)))
    ((multiply)
      (match stack
        ((cons n (cons m rest)) (cons (times m n) rest))
        (_ stack)))))

; The stack after a piece of code.
(define (run (code (list instruction)) (stack (list nat))) (list nat)
  (match code
    ((nil) stack)
    ((cons i rest) (run rest (step i stack)))))

; Left and right exchanged everywhere.
(define (turned (e expression)) expression
  (match e
    ((number n) (number n))
    ((sum l r) (sum (turned r) (turned l)))
    ((product l r) (product (turned r) (turned l)))))
