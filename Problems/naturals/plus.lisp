(problem plus
  (doc "Add two natural numbers.")
  (include "vocabulary.lisp")
  (target (plus (m nat) (n nat)) nat)
  (components)
  (vocabulary minus leq)
  (require
    (= (plus 0 0) 0)
    (= (plus 0 3) 3)
    (= (plus 2 0) 2)
    (= (plus 1 1) 2)
    (= (plus 2 1) 3)
    (= (plus 3 4) 7))
  (holdout
    (= (plus 5 2) 7)
    (= (plus 0 1) 1)
    (= (plus 4 4) 8)
    (= (plus 1 6) 7)))
