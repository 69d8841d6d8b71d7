// The Lisp target.
