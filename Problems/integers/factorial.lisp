(problem factorial
  (doc "The product of the integers from 1 to n.")
  (include "vocabulary.lisp")
  (target (factorial (n nat)) int)
  (components * whole)
  (vocabulary * whole <= <)
  (require
    (= (factorial 0) 1)
    (= (factorial 1) 1)
    (= (factorial 2) 2)
    (= (factorial 3) 6)
    (= (factorial 4) 24)
    (= (factorial 5) 120))
  (holdout
    (= (factorial 6) 720)
    (= (factorial 7) 5040)
    (= (factorial 8) 40320)))
