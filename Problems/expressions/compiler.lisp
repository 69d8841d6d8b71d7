(problem compiler
  (doc "Compile arithmetic expressions for a stack machine: running the code puts the value of the
        expression on the stack, whatever is there before.")
  (include "vocabulary.lisp")
  (target (compile (e expression)) (list instruction))
  (components append)
  (vocabulary run value append length)
  (require
    (= (compile (number 3)) (list (push 3)))
    (= (compile (sum (number 1) (number 2))) (list (push 1) (push 2) add))
    (= (compile (product (number 1) (number 2))) (list (push 1) (push 2) multiply))
    (= (compile (sum (number 1) (product (number 2) (number 3))))
       (list (push 1) (push 2) (push 3) multiply add))
    (= (compile (product (sum (number 1) (number 2)) (number 3)))
       (list (push 1) (push 2) add (push 3) multiply))
    (= (run (compile e) stack) (cons (value e) stack)))
  (holdout
    (= (run (compile (sum (number 4) (number 5))) nil) (list 9))
    (= (compile (sum (sum (number 1) (number 2)) (number 3)))
       (list (push 1) (push 2) add (push 3) add))
    (= (compile (product (number 0) (product (number 5) (number 6))))
       (list (push 0) (push 5) (push 6) multiply multiply))))
