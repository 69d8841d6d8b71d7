(problem rotate
  (doc "Put the first element at the end. Nothing that appends is given: a program needs a helper that
        calls itself, though it does not.")
  (include "vocabulary.lisp")
  (target (rotate (xs (list a))) (list a))
  (components)
  (vocabulary append length rev)
  (require
    (= (rotate nil) nil)
    (= (rotate '(1)) '(1))
    (= (rotate '(1 2)) '(2 1))
    (= (rotate '(1 2 3)) '(2 3 1))
    (= (rotate '(4 2 1 3)) '(2 1 3 4))
    (= (length (rotate xs)) (length xs)))
  (holdout
    (= (rotate '(1 2 3 4 5)) '(2 3 4 5 1))
    (= (rotate '(7 7 8)) '(7 8 7))
    (= (rotate (list true false)) (list false true))))
