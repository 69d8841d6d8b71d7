(problem sum
  (doc "The sum of a list of integers.")
  (include "vocabulary.lisp")
  (target (sum (is (list int))) int)
  (components +)
  (vocabulary + append)
  (require
    (= (sum nil) 0)
    (= (sum (list 3)) 3)
    (= (sum (list 1 2)) 3)
    (= (sum (list 5 -2 1)) 4)
    (= (sum (list -1 -1)) -2)
    (= (sum (append is js)) (+ (sum is) (sum js))))
  (holdout
    (= (sum (list 1 2 3 4)) 10)
    (= (sum (list -7)) -7)
    (= (sum (list 10 -10 10)) 10)))
