(problem length
  (doc "How many elements a list has.")
  (include "vocabulary.lisp")
  (target (length (xs (list a))) nat)
  (components)
  (vocabulary append plus rev)
  (require
    (= (length nil) 0)
    (= (length '(7)) 1)
    (= (length '(0 0)) 2)
    (= (length '(3 1 2)) 3)
    (= (length '(5 5 5 5)) 4))
  (holdout
    (= (length '(9 8)) 2)
    (= (length (list true false true)) 3)
    (= (length '(1 2 3 4 5 6 7)) 7)))
