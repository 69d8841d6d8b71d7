; Binary trees with a value in each node, and what the problems on them may speak of. No problem of
; this folder has one of these names as its target.

(data (tree a) (leaf) (node (tree a) a (tree a)))

; The list from back to front.
(define (rev (xs (list a))) (list a)
  (match xs
    ((nil) nil)
    ((cons x rest) (append (rev rest) (cons x nil)))))

; The greater of two numbers.
(define (max (m nat) (n nat)) nat
  (match m
    ((zero) n)
    ((succ j)
      (match n
        ((zero) m)
        ((succ k) (succ (max j k)))))))

; Left and right exchanged at the root only.
(define (swap (t (tree a))) (tree a)
  (match t
    ((leaf) leaf)
    ((node l x r) (node r x l))))

; Left and right exchanged everywhere.
(define (flip (t (tree a))) (tree a)
  (match t
    ((leaf) leaf)
    ((node l x r) (node (flip r) x (flip l)))))

; How many nodes there are.
(define (nodes (t (tree a))) nat
  (match t
    ((leaf) zero)
    ((node l x r) (succ (plus (nodes l) (nodes r))))))

; How many nodes the longest way down meets.
(define (depth (t (tree a))) nat
  (match t
    ((leaf) zero)
    ((node l x r) (succ (max (depth l) (depth r))))))

; The values from left to right.
(define (inorder (t (tree a))) (list a)
  (match t
    ((leaf) nil)
    ((node l x r) (append (inorder l) (cons x (inorder r))))))
