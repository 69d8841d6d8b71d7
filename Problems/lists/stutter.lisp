(problem stutter
  (doc "Every element twice.")
  (include "vocabulary.lisp")
  (target (stutter (xs (list a))) (list a))
  (components)
  (vocabulary append rev length plus member)
  (require
    (= (stutter nil) nil)
    (= (stutter '(3)) '(3 3))
    (= (stutter '(1 2)) '(1 1 2 2))
    (= (stutter '(2 2)) '(2 2 2 2))
    (= (stutter '(5 4 3)) '(5 5 4 4 3 3)))
  (holdout
    (= (stutter '(0)) '(0 0))
    (= (stutter '(9 1)) '(9 9 1 1))
    (= (stutter '(1 2 3 4)) '(1 1 2 2 3 3 4 4))))
