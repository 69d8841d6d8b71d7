(problem times
  (doc "Multiply two natural numbers, given addition.")
  (include "vocabulary.lisp")
  (target (times (m nat) (n nat)) nat)
  (components plus)
  (vocabulary plus)
  (require
    (= (times 0 0) 0)
    (= (times 0 4) 0)
    (= (times 3 0) 0)
    (= (times 1 5) 5)
    (= (times 4 1) 4)
    (= (times 2 3) 6)
    (= (times 3 3) 9))
  (holdout
    (= (times 2 2) 4)
    (= (times 5 3) 15)
    (= (times 3 5) 15)
    (= (times 1 1) 1)))
