(problem drop
  (doc "What is left of a list without its first n elements.")
  (include "vocabulary.lisp")
  (target (skip (n nat) (xs (list a))) (list a))
  (components)
  (vocabulary append length plus minus)
  (require
    (= (skip 0 nil) nil)
    (= (skip 2 nil) nil)
    (= (skip 0 '(1 2)) '(1 2))
    (= (skip 1 '(1 2)) '(2))
    (= (skip 2 '(4 5 6)) '(6))
    (= (skip 3 '(4 5 6 7)) '(7))
    (= (skip 4 '(7 8)) nil))
  (holdout
    (= (skip 1 '(9)) nil)
    (= (skip 2 '(1 2 3 4 5)) '(3 4 5))
    (= (skip 3 '(3 3 1 2 2)) '(2 2))
    (= (skip 6 '(2)) nil)))
