import Kernel
import Terms
import Testing

/// The worked certificate of the logic's page.
let workedExample = """
  ; A worked certificate: (append xs nil) = xs, by induction on the recursion of append.
  (lakatos-certificate 1)
  (data ((list 'a) (nil) (cons 'a (list 'a))))
  (var x 'a)                                    ; each variable of the file, once, with its type
  (var xs (list 'a))
  (var zs (list 'a))
  (var ys (list 'a))
  (define ((append ('a) (xs ys) (list 'a)       ; name, type parameters, parameters, result type, body
    (case xs ((nil) ys)                                           ; clause 0: (append nil ys) = ys
             ((cons x zs) ((cons 'a) x ((append 'a) zs ys)))))    ; clause 1: variables x zs ys
  ) structural)
  (var w 'a)
  (var ws (list 'a))
  (term 0 ((nil 'a)))                           ; terms are shared by number
  (term 1 ((append 'a) xs 0))
  (term 2 ((= (list 'a)) 1 xs))                 ; P: (append xs nil) = xs
  (line 0 (unfold append 0 ('a) (0)))           ; |- (append nil nil) = nil
  (term 3 ((= (list 'a)) ((append 'a) ws 0) ws))
  (line 1 (unfold append 1 ('a) (w ws 0)))      ; |- (append (cons w ws) nil) = (cons w (append ws nil))
  (line 2 (assume 3))                           ; (append ws nil) = ws |- the same
  (line 3 (rewrite 1 2 ((= (list 'a)) ((append 'a) ((cons 'a) w ws) 0) ((cons 'a) w ws))))
                                                ; line 1 rewritten by line 2: hypothesis |- (append (cons w ws) nil) = (cons w ws)
  (line 4 (induct (append ('a) (xs ys) 2 ((0 ()) (3 (w ws) (append () ((xs ws))))))))
                                                ; clause 0 by line 0; clause 1 by line 3, its hypothesis being P at the call (xs := ws)
  (theorem append-nil ((= (list 'a)) ((append 'a) xs ((nil 'a))) xs) 4)
  """

@Suite struct CertificateTests {
  @Test("the worked example replays, and is what the writer writes but for layout")
  func workedExampleReplays() throws {
    var theory = Theory()
    let theorems = try replay(workedExample, in: &theory)
    #expect(theorems.map(\.name) == ["append-nil"])
    let text = theory.bank.description(of: theorems[0].theorem.conclusion)
    #expect(text == "(= (append xs nil) xs)")
  }

  @Test("writing, replaying and writing again gives the same bytes")
  func fixedPoint() throws {
    var theory = try listTheory()
    let theorem = try theory.proveAppendNil()
    let first = try certificate(of: [("append-nil", theorem)], in: theory)
    var fresh = Theory()
    let replayed = try replay(first, in: &fresh)
    let second = try certificate(of: replayed, in: fresh)
    #expect(first == second)
  }
}
