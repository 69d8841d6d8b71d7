(problem size
  (doc "How many nodes a tree has.")
  (include "vocabulary.lisp")
  (target (size (t (tree a))) nat)
  (components plus)
  (vocabulary plus flip inorder length)
  (require
    (= (size leaf) 0)
    (= (size (node leaf 7 leaf)) 1)
    (= (size (node (node leaf 1 leaf) 2 leaf)) 2)
    (= (size (node leaf 1 (node leaf 2 leaf))) 2)
    (= (size (node (node leaf 1 leaf) 2 (node leaf 3 leaf))) 3)
    (= (size (node (node leaf 1 (node leaf 2 leaf)) 3 (node leaf 4 leaf))) 4))
  (holdout
    (= (size (node leaf 1 (node leaf 2 (node leaf 3 leaf)))) 3)
    (= (size (node (node (node leaf 1 leaf) 2 (node leaf 3 leaf)) 4 (node leaf 5 leaf))) 5)
    (= (size (node (node (node leaf 0 leaf) 0 leaf) 0 leaf)) 3)))
