(problem half
  (doc "Half of an integer, rounded down.")
  (include "vocabulary.lisp")
  (target (half (i int)) int)
  (components + - div mod)
  (vocabulary + * <=)
  (require
    (= (half 0) 0)
    (= (half 1) 0)
    (= (half 2) 1)
    (= (half 7) 3)
    (= (half -2) -1)
    (= (half -3) -2)
    (= (half (+ i i)) i))
  (holdout
    (= (half 9) 4)
    (= (half -7) -4)
    (= (half 100) 50)))
