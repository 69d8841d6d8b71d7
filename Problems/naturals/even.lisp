(problem even
  (doc "Whether a natural number is even.")
  (include "vocabulary.lisp")
  (target (even (n nat)) bool)
  (components not)
  (vocabulary plus odd)
  (require
    (even 0)
    (not (even 1))
    (even 2)
    (not (even 3))
    (even 4)
    (not (even 7)))
  (holdout
    (not (even 5))
    (even 6)
    (even 10)
    (not (even 11))))
