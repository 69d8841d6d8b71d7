(problem take
  (doc "The first n elements of a list, or all if there are fewer.")
  (include "vocabulary.lisp")
  (target (take (n nat) (xs (list a))) (list a))
  (components)
  (vocabulary append drop length)
  (require
    (= (take 0 nil) nil)
    (= (take 2 nil) nil)
    (= (take 0 '(1 2)) nil)
    (= (take 1 '(1 2)) '(1))
    (= (take 2 '(4 5 6)) '(4 5))
    (= (take 3 '(4 5 6)) '(4 5 6))
    (= (take 4 '(7 8)) '(7 8)))
  (holdout
    (= (take 1 '(9)) '(9))
    (= (take 5 '(1 2 3 4 5 6)) '(1 2 3 4 5))
    (= (take 3 '(3 3 1 2)) '(3 3 1))
    (= (take 6 '(2)) '(2))))
