(problem double
  (doc "Twice an integer.")
  (include "vocabulary.lisp")
  (target (double (i int)) int)
  (components + -)
  (vocabulary + - * <=)
  (require
    (= (double 0) 0)
    (= (double 1) 2)
    (= (double 3) 6)
    (= (double -2) -4)
    (= (double 10) 20))
  (holdout
    (= (double 7) 14)
    (= (double -9) -18)
    (= (double 100) 200)))
