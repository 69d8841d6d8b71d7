(problem level
  (doc "An agent that keeps a level within bounds: one valve position for each reading. It fills
        below the lower bound, drains above the upper one, and keeps the valve shut between.")
  (include "vocabulary.lisp")
  (target (regulate (low nat) (high nat) (readings (list nat))) (list valve))
  (components lt)
  (vocabulary lt leq length append)
  (require
    (= (regulate 2 4 nil) nil)
    (= (regulate 2 4 '(1)) (list fill))
    (= (regulate 2 4 '(2)) (list shut))
    (= (regulate 2 4 '(3)) (list shut))
    (= (regulate 2 4 '(4)) (list shut))
    (= (regulate 2 4 '(5)) (list drain))
    (= (regulate 0 1 '(0 1 2)) (list shut shut drain))
    (= (regulate 3 3 '(2 3 4 0)) (list fill shut drain fill))
    (= (length (regulate low high readings)) (length readings)))
  (holdout
    (= (regulate 1 2 '(0 1 2 3)) (list fill shut shut drain))
    (= (regulate 5 6 '(4 6 7)) (list fill shut drain))
    (= (regulate 0 0 '(0 1)) (list shut drain))))
