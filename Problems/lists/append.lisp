(problem append
  (doc "The elements of one list, then those of another.")
  (target (append (xs (list a)) (ys (list a))) (list a))
  (components)
  (vocabulary length plus member)
  (require
    (= (append nil nil) nil)
    (= (append nil '(1 2)) '(1 2))
    (= (append '(3 4) nil) '(3 4))
    (= (append '(1) '(2)) '(1 2))
    (= (append '(1 2) '(3 4)) '(1 2 3 4))
    (= (append '(5 6 7) '(8)) '(5 6 7 8))
    (= (length (append xs ys)) (plus (length xs) (length ys))))
  (holdout
    (= (append '(9) '(8 7 6)) '(9 8 7 6))
    (= (append '(1 1 2) '(2 1 1)) '(1 1 2 2 1 1))
    (= (append '(4 3 2 1) '(0)) '(4 3 2 1 0))))
