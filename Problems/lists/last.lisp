(problem last
  (doc "The last element of a list, if it has one.")
  (include "vocabulary.lisp")
  (target (last (xs (list a))) (maybe a))
  (components)
  (vocabulary append rev first)
  (require
    (= (last nil) none)
    (= (last '(4)) (some 4))
    (= (last '(4 7)) (some 7))
    (= (last '(7 4)) (some 4))
    (= (last '(1 2 3)) (some 3))
    (= (last '(2 2 1 5)) (some 5)))
  (holdout
    (= (last '(9)) (some 9))
    (= (last '(3 1)) (some 1))
    (= (last '(8 6 7 5 3 0)) (some 0))
    (= (last (list false true)) (some true))))
