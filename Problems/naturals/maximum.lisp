(problem maximum
  (doc "The greater of two natural numbers.")
  (include "vocabulary.lisp")
  (target (maximum (m nat) (n nat)) nat)
  (components)
  (vocabulary leq plus)
  (require
    (= (maximum 0 0) 0)
    (= (maximum 0 2) 2)
    (= (maximum 3 0) 3)
    (= (maximum 1 1) 1)
    (= (maximum 1 4) 4)
    (= (maximum 5 2) 5)
    (= (maximum 3 4) 4))
  (holdout
    (= (maximum 2 2) 2)
    (= (maximum 7 6) 7)
    (= (maximum 0 9) 9)
    (= (maximum 4 3) 4)))
