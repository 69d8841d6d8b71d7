(problem zip
  (doc "The pairs of the elements at equal places of two lists, as long as both have any.")
  (include "vocabulary.lisp")
  (target (zip (xs (list a)) (ys (list b))) (list (pair a b)))
  (components)
  (vocabulary append length map fst snd)
  (require
    (= (zip nil nil) nil)
    (= (zip '(1) nil) nil)
    (= (zip nil '(1)) nil)
    (= (zip '(1) '(2)) (list (pair 1 2)))
    (= (zip '(1 2) '(3 4)) (list (pair 1 3) (pair 2 4)))
    (= (zip '(1 2) '(3)) (list (pair 1 3))))
  (holdout
    (= (zip '(1 2 3) '(4 5 6)) (list (pair 1 4) (pair 2 5) (pair 3 6)))
    (= (zip '(7) '(8 9)) (list (pair 7 8)))
    (= (zip '(1 2) (list true false)) (list (pair 1 true) (pair 2 false)))))
