; Toy agents: programs that answer events with actions, and the words to speak about them.

; What happens to an agent: an order to move, or a press of its stop button.
(data event (order) (stop))

; What an agent does.
(data action (move) (halt))

; The agent that halts at whatever happens.
(define (halts (events (list event))) (list action)
  (match events
    ((nil) nil)
    ((cons _ rest) (cons halt (halts rest)))))

; Whether the stop button was pressed.
(define (pressed (events (list event))) bool
  (match events
    ((nil) false)
    ((cons e rest)
      (match e
        ((order) (pressed rest))
        ((stop) true)))))

; Whether there is no action but halt.
(define (still (actions (list action))) bool
  (match actions
    ((nil) true)
    ((cons a rest)
      (match a
        ((move) false)
        ((halt) (still rest))))))

; What a keeper of an allowance replies to a request.
(data reply (grant) (deny))

; How many requests were granted.
(define (granted (replies (list reply))) nat
  (match replies
    ((nil) zero)
    ((cons r rest)
      (match r
        ((grant) (succ (granted rest)))
        ((deny) (granted rest))))))

; What an agent that tidies up is told: to mend, to erase, or yes.
(data message (mend) (erase) (yes))

; What it does: repair, ask before it wipes, wipe, or wait.
(data deed (repair) (ask) (wipe) (wait))

; How often it wiped.
(define (erased (deeds (list deed))) nat
  (match deeds
    ((nil) zero)
    ((cons d rest)
      (match d
        ((wipe) (succ (erased rest)))
        (_ (erased rest))))))

; How often it was told yes.
(define (consents (messages (list message))) nat
  (match messages
    ((nil) zero)
    ((cons m rest)
      (match m
        ((yes) (succ (consents rest)))
        (_ (consents rest))))))

; What a keeper of a level does with its valve.
(data valve (fill) (shut) (drain))
