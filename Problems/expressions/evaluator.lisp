(problem evaluator
  (doc "The value of an arithmetic expression.")
  (include "vocabulary.lisp")
  (target (evaluate (e expression)) nat)
  (components plus times)
  (vocabulary turned plus times)
  (require
    (= (evaluate (number 0)) 0)
    (= (evaluate (number 4)) 4)
    (= (evaluate (sum (number 2) (number 3))) 5)
    (= (evaluate (product (number 2) (number 3))) 6)
    (= (evaluate (product (number 4) (sum (number 1) (number 2)))) 12)
    (= (evaluate (sum (product (number 2) (number 2)) (number 1))) 5))
  (holdout
    (= (evaluate (sum (number 5) (number 0))) 5)
    (= (evaluate (product (sum (number 1) (number 1)) (sum (number 1) (number 2)))) 6)
    (= (evaluate (sum (sum (number 1) (number 2)) (number 3))) 6)))
