(problem double
  (doc "Twice a natural number, without addition.")
  (include "vocabulary.lisp")
  (target (double (n nat)) nat)
  (components)
  (vocabulary plus half odd)
  (require
    (= (double 0) 0)
    (= (double 1) 2)
    (= (double 2) 4)
    (= (double 3) 6)
    (= (double 5) 10))
  (holdout
    (= (double 4) 8)
    (= (double 7) 14)
    (= (double 10) 20)))
