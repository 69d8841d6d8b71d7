(problem allowance
  (doc "A keeper that grants requests while its allowance lasts, one unit each, and then denies all
        that follow. One reply for each request; what is asked for does not matter.")
  (include "vocabulary.lisp")
  (target (keep (allowance nat) (requests (list a))) (list reply))
  (components)
  (vocabulary granted leq length append)
  (require
    (= (keep 0 nil) nil)
    (= (keep 2 nil) nil)
    (= (keep 0 '(5)) (list deny))
    (= (keep 1 '(5)) (list grant))
    (= (keep 0 '(5 6)) (list deny deny))
    (= (keep 1 '(5 6)) (list grant deny))
    (= (keep 3 '(5 6)) (list grant grant))
    (= (keep 2 '(1 2 3 4)) (list grant grant deny deny)))
  (holdout
    (= (keep 4 '(7)) (list grant))
    (= (keep 1 '(1 1 1)) (list grant deny deny))
    (= (keep 3 '(4 3 2 1 0)) (list grant grant grant deny deny))
    (leq (granted (keep 2 '(1 2 3 4 5 6))) 2)))
