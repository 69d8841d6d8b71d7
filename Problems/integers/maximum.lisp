(problem maximum
  (doc "The greater of two integers.")
  (include "vocabulary.lisp")
  (target (maximum (i int) (j int)) int)
  (components <= <)
  (vocabulary + <= magnitude)
  (require
    (= (maximum 0 0) 0)
    (= (maximum 1 2) 2)
    (= (maximum 5 3) 5)
    (= (maximum -1 -4) -1)
    (= (maximum -3 2) 2)
    (<= i (maximum i j))
    (<= j (maximum i j)))
  (holdout
    (= (maximum 7 7) 7)
    (= (maximum -8 -6) -6)
    (= (maximum 9 -9) 9)))
