(problem interleave
  (doc "The elements of two lists in turn; what is left of the longer one comes last.")
  (include "vocabulary.lisp")
  (target (interleave (xs (list a)) (ys (list a))) (list a))
  (components)
  (vocabulary append length plus count)
  (require
    (= (interleave nil nil) nil)
    (= (interleave nil '(1)) '(1))
    (= (interleave '(1) nil) '(1))
    (= (interleave '(1) '(2)) '(1 2))
    (= (interleave '(1 2) '(3 4)) '(1 3 2 4))
    (= (interleave '(1 2 3) '(4)) '(1 4 2 3))
    (= (interleave '(1) '(4 5 6)) '(1 4 5 6)))
  (holdout
    (= (interleave nil '(3 1 2)) '(3 1 2))
    (= (interleave '(1 2 3) '(4 5 6)) '(1 4 2 5 3 6))
    (= (interleave '(1 1) '(2 2 2)) '(1 2 1 2 2))
    (= (interleave '(5 6) nil) '(5 6))))
