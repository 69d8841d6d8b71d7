(problem reverse
  (doc "Reverse a list.")
  (include "vocabulary.lisp")
  (target (reverse (xs (list a))) (list a))
  (components append)
  (vocabulary append length member)
  (require
    (= (reverse nil) nil)
    (= (reverse '(4)) '(4))
    (= (reverse '(1 2)) '(2 1))
    (= (reverse '(7 7 3)) '(3 7 7))
    (= (reverse '(1 2 3 4)) '(4 3 2 1))
    (= (length (reverse xs)) (length xs)))
  (holdout
    (= (reverse '(5 6)) '(6 5))
    (= (reverse '(9 8 9)) '(9 8 9))
    (= (reverse '(3 1 4 1 5 9 2 6)) '(6 2 9 5 1 4 1 3))
    (= (reverse (list true false false)) (list false false true))))
