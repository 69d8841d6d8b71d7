import Foundation
import Testing

@testable import Lisp

/// What people are told about wrong files, kept as text; `LAKATOS_RECORD=1` writes it anew.
struct DiagnosticTests {
  private static let target = "(target (f (x nat)) nat)"

  static let faults: [(name: String, text: String)] = [
    // Reading
    ("open parenthesis", "(define (f x)\n  (succ x)\n"),
    ("closing parenthesis", "(define (f x) x))\n(define (g x) x)"),
    ("open string", "(problem p (doc \"abc\n"),
    ("quote at the end", "(define (f x) '"),
    ("quote before a parenthesis", "(define (f x) (g '))"),
    ("number", "(define (f) 9223372036854775808)"),
    ("control character", "(define (f x)\u{1} x)"),
    // Forms
    ("top-level symbol", "abc"),
    ("misspelt form", "(defin (f x) x)"),
    ("define without body", "(define (f x))"),
    ("define without head", "(define f 3)"),
    ("define with a parameter that is none", "(define (f (x nat nat)) 3)"),
    ("include without string", "(include lists)"),
    ("include of what is not there", "(include \"no-such-file.lisp\")"),
    ("prelude", "(prelude some)"),
    ("theorem without formula", "(theorem t)"),
    ("forall", "(theorem t (forall (x) (y) (= x y)))"),
    ("if", "(define (f x) (if x 1))"),
    ("let", "(define (f x) (let (y x) y))"),
    ("let binding", "(define (f x) (let ((y)) x))"),
    ("let twice", "(define (f x) (let ((y 1) (y 2)) x))"),
    ("lambda", "(define (f) (lambda x x))"),
    ("lambda twice", "(define (f) (lambda (x x) x))"),
    ("match without cases", "(define (f x) (match x))"),
    ("case", "(define (f x) (match x (zero)))"),
    ("literal in a pattern", "(define (f x) (match x (0 1) (_ 2)))"),
    ("empty list", "(define (f x) ())"),
    ("string in an expression", "(define (f x) \"abc\")"),
    ("underscore as value", "(define (f x) _)"),
    ("quoted symbol", "(define (f x) 'abc)"),
    ("quoted function", "(define (f x) '(1 length))"),
    ("type", "(define (f (x 3)) x)"),
    // Names
    ("unknown name", "(define (f xs) (lenght xs))"),
    ("unknown variable", "(define (f number) (succ numbr))"),
    ("unknown constructor", "(define (f x) (match x ((succ y) y) ((zeros z) z)))"),
    ("unknown type", "(define (f (x natt)) x)"),
    ("unknown type without prelude", "(prelude none)\n(define (f (x nat)) x)"),
    ("unknown name without prelude", "(prelude none)\n(define (f x) (append x x))"),
    ("built-in function", "(define (if x) x)"),
    ("built-in type", "(data int (a))"),
    ("built-in variable", "(define (f not) not)"),
    ("keyword as value", "(define (f) match)"),
    ("declared twice", "(define (f x) x)\n(define (f y) y)"),
    ("constructor declared twice", "(data a1 (c))\n(data b1 (c))"),
    ("theorem declared twice", "(theorem t true)\n(theorem t true)"),
    ("parameter twice", "(define (f x x) x)"),
    ("pattern variable twice", "(define (f x) (match x ((cons y y) y) (_ nil)))"),
    // Types
    ("types differ", "(define (f (x nat)) bool (succ x))"),
    ("argument", "(define (f x) (append x true))"),
    ("rigid variable", "(define (f (x a)) a (succ x))"),
    ("two rigid variables", "(define (f (x a) (y b)) a (if true x y))"),
    ("infinite type", "(define (f x) (x x))"),
    ("number of arguments", "(define (f x) (append x))"),
    ("too many arguments", "(define (f x) (not x x))"),
    ("implication without arguments", "(theorem t (=>))"),
    ("application of what is no function", "(define (f (x nat)) (x 1))"),
    ("application without arguments", "(define (f x) (x))"),
    ("number of fields", "(define (f x) (match x ((cons y) y) (_ 1)))"),
    ("type arguments", "(define (f (x (list nat nat))) x)"),
    ("type without arguments", "(define (f (x list)) x)"),
    ("negative natural number", "(define (f) (succ -1))"),
    ("formula of another type", "(theorem t (plus 1 2))"),
    ("mixed list", "(define (f) (list 1 true))"),
    // Cases
    ("missing case", "(define (f x) (match x ((succ (succ y)) y) (zero 1)))"),
    ("unreachable case", "(define (f x) (match x (zero 1) (y 2) ((succ z) 3)))"),
    // Data types
    ("field with an arrow", "(data t (c (-> nat nat)))"),
    ("type parameter", "(data (t abc) (c))"),
    ("unbound type variable", "(data (t a) (c b))"),
    ("no constructors", "(data t)"),
    ("no values", "(data t (c t))"),
    // Formulas
    ("misspelt function in a formula", "(theorem t (= (appendd xs nil) xs))"),
    // Problems
    ("problem without target", "(problem p (require true))"),
    ("problem without require", "(problem p \(target))"),
    ("unknown item", "(problem p \(target) (requires true))"),
    ("item twice", "(problem p \(target) (require true) (components) (components))"),
    ("unknown component", "(problem p \(target) (components pluss) (require true))"),
    ("target without type", "(problem p (target (f x) nat) (require true))"),
    ("doc", "(problem p (doc abc) \(target) (require true))"),
    ("setting", "(problem p \(target) (settings (a)) (require true))"),
    ("start program", "(problem p \(target) (require true) (start (succ true)))"),
    ("law that is no formula", "(problem p \(target) (require (f 1)))"),
    ("two problems", "(problem p \(target) (require true)) (problem q)"),
    // Several at once
    (
      "several",
      "(define (f x) (lenght x))\n(define (g (y natt)) y)\n(theorem t (succ true))\n(dat t)"
    ),
    (
      "long line",
      "(define (f x) \(String(repeating: "(succ ", count: 60))y"
        + String(repeating: ")", count: 61)
    ),
  ]

  @Test func messagesAreAsRecorded() throws {
    let sections = Self.faults.map { name, text in
      "=== \(name)\n" + messages(of: text).joined(separator: "\n\n") + "\n"
    }
    let found = sections.joined(separator: "\n")
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/diagnostics.txt")
    if ProcessInfo.processInfo.environment["LAKATOS_RECORD"] == "1" {
      try found.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let wanted = try String(contentsOf: file, encoding: .utf8)
    for (section, expected) in zip(sections, wanted.components(separatedBy: "\n=== ")) {
      let expected = expected.hasPrefix("===") ? expected : "=== " + expected
      #expect(
        section.trimmingCharacters(in: .newlines) == expected.trimmingCharacters(in: .newlines))
    }
    #expect(found == wanted)
  }

  @Test(arguments: faults.map(\.name))
  func everyFaultIsReported(name: String) throws {
    let text = try #require(Self.faults.first { $0.name == name }).text
    let found = messages(of: text)
    #expect(!found.isEmpty)
    for message in found {
      #expect(message.contains("\n"), "it shows the line")
      #expect(message.contains("^"), "it has a caret")
    }
  }

  @Test func aMissingFileIsToldFromAWrongOne() {
    do throws(Diagnostics) {
      _ = try loadModule(path: "/no/such/file.lisp")
      Issue.record("it was read")
    } catch {
      #expect(error.isMissingFile)
      #expect(error.list.count == 1)
    }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    let (_, faults) = Reader.read(SourceText(file: "x", bytes: [40, 10, 0xFF, 41]))
    #expect(faults.map(\.message) == ["the file is not valid UTF-8"])
    #expect(faults[0].location.line == 2 && faults[0].location.column == 1)
  }
}
