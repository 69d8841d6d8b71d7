(problem insert
  (doc "Put a number into a sorted list so that it stays sorted.")
  (include "vocabulary.lisp")
  (target (insert (n nat) (xs (list nat))) (list nat))
  (components leq)
  (vocabulary sorted member length)
  (require
    (= (insert 2 nil) '(2))
    (= (insert 1 '(2)) '(1 2))
    (= (insert 3 '(2)) '(2 3))
    (= (insert 0 '(0 1)) '(0 0 1))
    (= (insert 2 '(1 3)) '(1 2 3))
    (= (insert 4 '(1 2 3)) '(1 2 3 4))
    (= (insert 3 '(1 2 4 5)) '(1 2 3 4 5)))
  (holdout
    (= (insert 0 '(1 2 3)) '(0 1 2 3))
    (= (insert 5 '(1 5 6)) '(1 5 5 6))
    (= (insert 4 '(0 1 2 3 5)) '(0 1 2 3 4 5))
    (= (insert 1 '(0 0 2 2)) '(0 0 1 2 2))))
