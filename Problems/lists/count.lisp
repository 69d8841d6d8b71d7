(problem count
  (doc "How often x occurs in a list.")
  (include "vocabulary.lisp")
  (target (occurrences (x a) (xs (list a))) nat)
  (components =)
  (vocabulary append rev length plus leq)
  (require
    (= (occurrences 1 nil) 0)
    (= (occurrences 1 '(1)) 1)
    (= (occurrences 1 '(2)) 0)
    (= (occurrences 1 '(1 1)) 2)
    (= (occurrences 2 '(1 2)) 1)
    (= (occurrences 3 '(3 1 3 2 3)) 3)
    (leq (occurrences x xs) (length xs)))
  (holdout
    (= (occurrences 4 '(4 5 6 4)) 2)
    (= (occurrences 7 '(1 2 3)) 0)
    (= (occurrences true (list true false true)) 2)
    (= (occurrences 0 '(1 0)) 1)))
