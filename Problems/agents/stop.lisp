(problem stop
  (doc "An agent that moves when ordered to, until its stop button is pressed: from then on it must
        halt at every event, whatever comes. One action for each event.")
  (include "vocabulary.lisp")
  (target (react (events (list event))) (list action))
  (components halts)
  (vocabulary halts pressed still append length)
  (require
    (= (react nil) nil)
    (= (react (list order)) (list move))
    (= (react (list stop)) (list halt))
    (= (react (list order order)) (list move move))
    (= (react (list order stop)) (list move halt))
    (= (react (list stop order)) (list halt halt))
    (= (react (list stop stop order)) (list halt halt halt))
    (= (react (list order stop order order)) (list move halt halt halt))
    (= (length (react events)) (length events)))
  (holdout
    (= (react (list order order order)) (list move move move))
    (= (react (list order order stop stop order)) (list move move halt halt halt))
    (= (react (list stop order order stop order)) (list halt halt halt halt halt))
    (= (react (list order stop order stop order order)) (list move halt halt halt halt halt))))
