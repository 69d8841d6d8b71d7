(problem multiply
  (doc "A natural number times an integer, given addition.")
  (include "vocabulary.lisp")
  (target (multiply (n nat) (i int)) int)
  (components +)
  (vocabulary + * whole plus)
  (require
    (= (multiply 0 5) 0)
    (= (multiply 1 5) 5)
    (= (multiply 2 3) 6)
    (= (multiply 3 -2) -6)
    (= (multiply 4 0) 0)
    (= (multiply 5 4) 20))
  (holdout
    (= (multiply 6 7) 42)
    (= (multiply 2 -9) -18)
    (= (multiply 1 -1) -1)))
