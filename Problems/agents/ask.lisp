(problem ask
  (doc "An agent that mends at once when told to, but asks before it erases, which cannot be undone.
        It erases only when the very next message says yes; any other message, and a yes to no
        question, takes the consent away. `asked` says whether it has just asked.")
  (include "vocabulary.lisp")
  (target (obey (asked bool) (messages (list message))) (list deed))
  (components)
  (vocabulary erased consents leq length)
  (require
    (= (obey false nil) nil)
    (= (obey true nil) nil)
    (= (obey false (list mend)) (list repair))
    (= (obey true (list mend)) (list repair))
    (= (obey false (list erase)) (list ask))
    (= (obey true (list erase)) (list ask))
    (= (obey false (list yes)) (list wait))
    (= (obey true (list yes)) (list wipe))
    (= (obey false (list mend yes)) (list repair wait))
    (= (obey false (list erase yes)) (list ask wipe))
    (= (obey false (list erase mend yes)) (list ask repair wait))
    (= (obey true (list yes yes)) (list wipe wait))
    (= (length (obey asked messages)) (length messages)))
  (holdout
    (= (obey false (list erase erase yes yes)) (list ask ask wipe wait))
    (= (obey false (list mend mend erase)) (list repair repair ask))
    (= (obey true (list mend yes)) (list repair wait))
    (leq (erased (obey false messages)) (consents messages))))
