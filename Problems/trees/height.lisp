(problem height
  (doc "How many nodes the longest way down a tree meets.")
  (include "vocabulary.lisp")
  (target (height (t (tree a))) nat)
  (components max)
  (vocabulary max flip swap nodes leq)
  (require
    (= (height leaf) 0)
    (= (height (node leaf 7 leaf)) 1)
    (= (height (node (node leaf 1 leaf) 2 leaf)) 2)
    (= (height (node leaf 1 (node leaf 2 leaf))) 2)
    (= (height (node (node leaf 1 leaf) 2 (node leaf 3 leaf))) 2)
    (= (height (node (node leaf 1 (node leaf 2 leaf)) 3 (node leaf 4 leaf))) 3)
    (= (height (node (node leaf 4 leaf) 3 (node leaf 1 (node leaf 2 leaf)))) 3))
  (holdout
    (= (height (node leaf 1 (node leaf 2 (node leaf 3 leaf)))) 3)
    (= (height (node (node (node leaf 1 leaf) 2 (node leaf 3 leaf)) 4 (node leaf 5 leaf))) 3)
    (= (height (node (node (node (node leaf 0 leaf) 0 leaf) 0 leaf) 0 leaf)) 4)))
