(problem flatten
  (doc "The values of a tree from left to right.")
  (include "vocabulary.lisp")
  (target (flatten (t (tree a))) (list a))
  (components append)
  (vocabulary append flip rev length nodes)
  (require
    (= (flatten leaf) nil)
    (= (flatten (node leaf 7 leaf)) '(7))
    (= (flatten (node (node leaf 1 leaf) 2 leaf)) '(1 2))
    (= (flatten (node leaf 1 (node leaf 2 leaf))) '(1 2))
    (= (flatten (node (node leaf 1 leaf) 2 (node leaf 3 leaf))) '(1 2 3))
    (= (flatten (node (node leaf 1 (node leaf 2 leaf)) 3 (node leaf 4 leaf))) '(1 2 3 4)))
  (holdout
    (= (flatten (node leaf 5 (node (node leaf 4 leaf) 3 leaf))) '(5 4 3))
    (= (flatten (node (node (node leaf 9 leaf) 8 (node leaf 7 leaf)) 6 (node leaf 5 leaf)))
       '(9 8 7 6 5))
    (= (flatten (node (node (node leaf 0 leaf) 1 leaf) 2 leaf)) '(0 1 2))))
