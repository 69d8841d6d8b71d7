/// The terms that `lakatos bench rewriting` evaluates, in our language and in Maude's.
///
/// The equations are the same, except that Maude's `ite` is our `if`. Every term is a test of the
/// large one inside, so that printing costs nothing.
enum RewritingTerms {
  /// The terms in the order of both texts.
  static let names = [
    "fact-9", "fib-25", "fact-8-25", "nrev-1024", "nrev-2048", "nrev-4096", "sort-256", "sort-512",
  ]

  static let definitions = """
    (prelude none)
    (data n (z) (s n))
    (data l (empty) (put n l))

    (define (plus (x n) (y n)) n (match x ((z) y) ((s x) (s (plus x y)))))
    (define (times (x n) (y n)) n (match x ((z) x) ((s x) (plus y (times x y)))))
    (define (fact (x n)) n (match x ((z) (s z)) ((s y) (times x (fact y)))))
    (define (fib (x n)) n
      (match x ((z) z) ((s (z)) (s z)) ((s (s x)) (plus (fib (s x)) (fib x)))))
    (define (is-z (x n)) bool (match x ((z) true) ((s x) false)))
    (define (loop (x n) (y n)) n
      (match x ((z) z) ((s x) (first (loop x y) (is-z (fact y))))))
    (define (first (x n) (b bool)) n (match b ((false) x) ((true) z)))

    (define (app (a l) (b l)) l (match a ((empty) b) ((put x a) (put x (app a b)))))
    (define (rev (a l)) l (match a ((empty) empty) ((put x a) (app (rev a) (put x empty)))))
    (define (le (x n) (y n)) bool
      (match x ((z) true) ((s x) (match y ((z) false) ((s y) (le x y))))))
    (define (ins (x n) (a l)) l
      (match a ((empty) (put x empty))
        ((put y rest) (if (le x y) (put x a) (put y (ins x rest))))))
    (define (sort (a l)) l (match a ((empty) empty) ((put x a) (ins x (sort a)))))
    (define (upto (x n)) l (match x ((z) empty) ((s x) (put x (upto x)))))
    (define (dbl (x n)) n (match x ((z) z) ((s x) (s (s (dbl x))))))
    (define (is-empty (a l)) bool (match a ((empty) true) ((put x a) false)))

    (define (n8) n (s (s (s (s (s (s (s (s z)))))))))
    (define (n9) n (s (n8)))
    (define (n25) n (plus (n8) (plus (n8) (n9))))
    (define (n64) n (dbl (dbl (dbl (n8)))))
    (define (n256) n (dbl (dbl (n64))))
    (define (n512) n (dbl (n256)))
    (define (n1024) n (dbl (n512)))

    (theorem fact-9 (is-z (fact (n9))))
    (theorem fib-25 (is-z (fib (n25))))
    (theorem fact-8-25 (is-z (loop (n25) (n8))))
    (theorem nrev-1024 (is-empty (rev (upto (n1024)))))
    (theorem nrev-2048 (is-empty (rev (upto (dbl (n1024))))))
    (theorem nrev-4096 (is-empty (rev (upto (dbl (dbl (n1024)))))))
    (theorem sort-256 (is-empty (sort (upto (n256)))))
    (theorem sort-512 (is-empty (sort (upto (n512)))))
    """

  static let maude = """
    fmod TERMS is
      sorts N L .
      op z : -> N [ctor] .
      op s : N -> N [ctor] .
      op nil : -> L [ctor] .
      op cons : N L -> L [ctor] .
      ops plus times loop : N N -> N .
      ops fact fib dbl : N -> N .
      op first : N Bool -> N .
      op isz : N -> Bool .
      op app : L L -> L .
      ops rev sort : L -> L .
      op ins : N L -> L .
      op ite : Bool L L -> L [strat (1 0)] .
      op le : N N -> Bool .
      op upto : N -> L .
      op isnil : L -> Bool .
      ops n8 n9 n25 n64 n256 n512 n1024 : -> N .
      vars X Y : N . vars A B : L .
      eq plus(z, Y) = Y .
      eq plus(s(X), Y) = s(plus(X, Y)) .
      eq times(z, Y) = z .
      eq times(s(X), Y) = plus(Y, times(X, Y)) .
      eq fact(z) = s(z) .
      eq fact(s(X)) = times(s(X), fact(X)) .
      eq fib(z) = z .
      eq fib(s(z)) = s(z) .
      eq fib(s(s(X))) = plus(fib(s(X)), fib(X)) .
      eq isz(z) = true .
      eq isz(s(X)) = false .
      eq loop(z, Y) = z .
      eq loop(s(X), Y) = first(loop(X, Y), isz(fact(Y))) .
      eq first(X, false) = X .
      eq app(nil, B) = B .
      eq app(cons(X, A), B) = cons(X, app(A, B)) .
      eq rev(nil) = nil .
      eq rev(cons(X, A)) = app(rev(A), cons(X, nil)) .
      eq le(z, Y) = true .
      eq le(s(X), z) = false .
      eq le(s(X), s(Y)) = le(X, Y) .
      eq ite(true, A, B) = A .
      eq ite(false, A, B) = B .
      eq ins(X, nil) = cons(X, nil) .
      eq ins(X, cons(Y, A)) = ite(le(X, Y), cons(X, cons(Y, A)), cons(Y, ins(X, A))) .
      eq sort(nil) = nil .
      eq sort(cons(X, A)) = ins(X, sort(A)) .
      eq upto(z) = nil .
      eq upto(s(X)) = cons(X, upto(X)) .
      eq dbl(z) = z .
      eq dbl(s(X)) = s(s(dbl(X))) .
      eq isnil(nil) = true .
      eq isnil(cons(X, A)) = false .
      eq n8 = s(s(s(s(s(s(s(s(z)))))))) .
      eq n9 = s(n8) .
      eq n25 = plus(n8, plus(n8, n9)) .
      eq n64 = dbl(dbl(dbl(n8))) .
      eq n256 = dbl(dbl(n64)) .
      eq n512 = dbl(n256) .
      eq n1024 = dbl(n512) .
    endfm
    red isz(fact(n9)) .
    red isz(fib(n25)) .
    red isz(loop(n25, n8)) .
    red isnil(rev(upto(n1024))) .
    red isnil(rev(upto(dbl(n1024)))) .
    red isnil(rev(upto(dbl(dbl(n1024))))) .
    red isnil(sort(upto(n256))) .
    red isnil(sort(upto(n512))) .
    quit

    """
}
