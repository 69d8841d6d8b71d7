(problem search
  (doc "Put a number into a search tree, smaller ones to the left. A number that is there already
        changes nothing.")
  (include "vocabulary.lisp")
  (target (enter (n nat) (t (tree nat))) (tree nat))
  (components lt)
  (vocabulary inorder member nodes leq)
  (require
    (= (enter 1 leaf) (node leaf 1 leaf))
    (= (enter 1 (node leaf 1 leaf)) (node leaf 1 leaf))
    (= (enter 0 (node leaf 1 leaf)) (node (node leaf 0 leaf) 1 leaf))
    (= (enter 2 (node leaf 1 leaf)) (node leaf 1 (node leaf 2 leaf)))
    (= (enter 3 (node leaf 1 (node leaf 2 leaf))) (node leaf 1 (node leaf 2 (node leaf 3 leaf))))
    (= (enter 0 (node (node leaf 1 leaf) 2 leaf)) (node (node (node leaf 0 leaf) 1 leaf) 2 leaf))
    (= (enter 1 (node (node leaf 1 leaf) 2 leaf)) (node (node leaf 1 leaf) 2 leaf))
    (member n (inorder (enter n t))))
  (holdout
    (= (enter 4 (node leaf 4 (node leaf 5 leaf))) (node leaf 4 (node leaf 5 leaf)))
    (= (enter 3 (node (node leaf 1 leaf) 2 (node leaf 4 leaf)))
       (node (node leaf 1 leaf) 2 (node (node leaf 3 leaf) 4 leaf)))
    (= (enter 1 (node (node leaf 0 leaf) 2 (node leaf 3 leaf)))
       (node (node leaf 0 (node leaf 1 leaf)) 2 (node leaf 3 leaf)))))
