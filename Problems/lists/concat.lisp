(problem concat
  (doc "Flatten a list of lists into one, from left to right.")
  (include "vocabulary.lisp")
  (target (concat (xss (list (list a)))) (list a))
  (components append)
  (vocabulary append map rev length)
  (require
    (= (concat nil) nil)
    (= (concat '(())) nil)
    (= (concat '((1))) '(1))
    (= (concat '((1 2) (3))) '(1 2 3))
    (= (concat '((1) () (2 3))) '(1 2 3))
    (= (concat (append xss yss)) (append (concat xss) (concat yss))))
  (holdout
    (= (concat '((1) (2) (3))) '(1 2 3))
    (= (concat '(() ())) nil)
    (= (concat '((4 5) (6 7 8) ())) '(4 5 6 7 8))))
