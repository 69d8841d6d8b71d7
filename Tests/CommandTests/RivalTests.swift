import Foundation
import Testing

@Suite("rivals and programs to start from")
struct RivalTests {
  /// Addition, multiplication and others pass.
  private static let vague = """
    (problem vague
      (target (vague (m nat) (n nat)) nat)
      (components plus times)
      (require (= (vague 2 2) 4) (= (vague 0 0) 0))
      (holdout (= (vague 1 2) 3)))
    """

  @Test("other solutions are shown with the first input on which they differ")
  func rivals() throws {
    let place = try Workplace()
    try place.write("vague.lisp", Self.vague)
    let evolved = try place.lakatos(
      "evolve", "vague.lisp", "--programs-only", "--run", "run", "--no-color")
    #expect(evolved.status == 0)
    #expect(evolved.output.contains("lakatos show --rivals run"))
    #expect(evolved.output.contains("A test case decides which is meant:\n  (= (vague "))
    #expect(evolved.output.contains("  this program\n  (= (vague "))
    let rivals = try place.lakatos("show", "--rivals", "run", "--json").objects()
    let first = try #require(rivals.first)
    #expect((first["call"] as? String)?.hasPrefix("(vague ") == true)
    #expect(first["returned"] as? String != first["given"] as? String)
    #expect(Set(rivals.compactMap { $0["id"] as? String }).count == rivals.count)
    let text = try place.lakatos("show", "--rivals", "run", "--no-color")
    #expect(text.output.contains("rival "))
    #expect(try place.lakatos("show", "--rivals", "run", "abcd").status == 64)
    #expect(try place.lakatos("show", "run").status == 64)
  }

  @Test("the holes of a program to start from are filled, and nothing else is changed")
  func holes() throws {
    let place = try Workplace()
    try place.write(
      "turned.lisp",
      """
      (problem turned
        (target (turned (xs (list a))) (list a))
        (components append)
        (start (match xs ((nil) ?) ((cons x r) (append ? (cons x ?)))))
        (require (= (turned nil) nil) (= (turned '(1)) '(1)) (= (turned '(1 2 3)) '(3 2 1)))
        (holdout (= (turned '(4 5)) '(5 4))))
      """)
    try place.write(
      "entered.lisp",
      """
      (problem entered
        (target (entered (n nat) (xs (list nat))) (list nat))
        (components leq)
        (start (match xs ((nil) ?) ((cons x r) (if (leq n x) ? (cons ? ?)))))
        (require
          (= (entered 1 nil) '(1)) (= (entered 1 '(2)) '(1 2)) (= (entered 3 '(2)) '(2 3))
          (= (entered 3 '(1 2 4)) '(1 2 3 4)))
        (holdout (= (entered 5 '(1 5 6)) '(1 5 5 6))))
      """)
    let result = try place.lakatos("bench", "synthesis", ".", "--json", "-q", "--for", "30s")
    let rows = try result.objects().filter { $0["verdict"] != nil }
    #expect(rows.map { $0["verdict"] as? String } == ["right", "right"])
    #expect((rows.last?["source"] as? String)?.contains("(append (turned") == true)
  }

  @Test("holes of a program whose calls of itself do not descend are refused with the place")
  func ascendingStart() throws {
    let place = try Workplace()
    func evolve(_ start: String) throws -> Invocation {
      try place.write(
        "start.lisp",
        """
        (problem start
          (target (f (n nat) (xs (list nat))) nat)
          (start \(start))
          (require (= (f 0 nil) 0)))
        """)
      return try place.lakatos("evolve", "start.lisp", "--programs-only", "--generations", "1")
    }
    for start in [
      "(match xs ((nil) ?) ((cons x r) (f n xs)))",
      "(match xs ((nil) ?) ((cons x r) (f x (cons n r))))",
      "(match xs ((nil) ?) ((cons x r) (plus (f ? r) (f n xs))))",
    ] {
      let result = try evolve(start)
      #expect(result.status == 65)
      #expect(result.errors.contains("start.lisp:3:10"), "\(result.errors)")
      #expect(result.errors.contains("do not descend"))
    }
    for start in [
      "(match xs ((nil) ?) ((cons x r) (f x r)))", "(match xs ((nil) ?) ((cons x r) (f ? ?)))",
      "(match xs ((nil) 0) ((cons x r) (f n xs)))",
    ] {
      #expect(try [0, 3].contains(evolve(start).status))
    }
  }

  @Test("a wrong program to start from is refused with its place")
  func wrongStart() throws {
    let place = try Workplace()
    try place.write(
      "wrong.lisp",
      """
      (problem wrong
        (target (wrong (xs (list nat))) nat)
        (start (match xs ((nil) ?) ((cons x r) (cons x ?))))
        (require (= (wrong nil) 0)))
      """)
    let result = try place.lakatos("evolve", "wrong.lisp")
    #expect(result.status == 65)
    #expect(result.errors.contains("wrong.lisp:3:42"))
  }
}
