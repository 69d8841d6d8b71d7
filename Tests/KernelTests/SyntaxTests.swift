import Determinism
import Kernel
import Testing

@Suite struct SyntaxTests {
  @Test("a file that does not follow the grammar is rejected", arguments: refused)
  func refuses(example: Example) {
    let isWhole = example.text.hasPrefix("(lakatos") || example.text.hasPrefix("!")
    let text = example.text.hasPrefix("!") ? String(example.text.dropFirst()) : example.text
    #expect(outcome(of: isWhole ? text : prelude + text) == example.outcome)
  }

  static let refused: [Example] = [
    Example("an empty file", "!", "noHeader"),
    Example("another header", "!(lakatos 1)", "noHeader"),
    Example("another version", "(lakatos-certificate 2)", "noHeader"),
    Example("an item before the header", "!(var i int)", "noHeader"),
    Example("a parenthesis too many", ")", "unbalancedParenthesis"),
    Example("a parenthesis missing", "(line 0 (refl p)", "unexpectedEnd"),
    Example("a string", "(var \"s\" int)", "illegalByte(34)"),
    Example("a letter beyond ASCII", "(var é int)", "illegalByte(195)"),
    Example("a letter beyond ASCII in a comment", "; é\n", "illegalByte(195)"),
    Example("a control character", "(var \u{7} int)", "illegalByte(7)"),
    Example("a quote without a name", "(var o ' int)", "illegalByte(32)"),
    Example("a quote inside a name", "(var o'x int)", "illegalByte(39)"),
    Example("a type variable that is a number", "(var o '1)", "illegalNumber(1)"),
    Example("superfluous zeros", "(term 00 p)", "illegalNumber(00)"),
    Example("a negative zero", "(line 0 (refl (int -0)))", "illegalNumber(-0)"),
    Example(
      "nesting beyond the limit", String(repeating: "(", count: 1001), "nestedTooDeeply"),
    Example("an atom for an item", "refl", "expected(item)"),
    Example("an unknown item", "(axiom 0 p)", "expected(item)"),
    Example("an unknown rule", "(line 0 (believe p))", "expected(rule)"),
    Example("a rule without a name", "(line 0 ())", "expected(rule)"),
    Example("a part too few", "(line 0 (refl))", "expected(parts(1))"),
    Example("a part too many", "(line 0 (refl p p))", "expected(parts(1))"),
    Example("a term with the wrong number", "(term 1 p)", "wrongNumber(0, 1)"),
    Example("a line with the wrong number", "(line 7 (refl p))", "wrongNumber(0, 7)"),
    Example("a term that is not there", "(line 0 (refl 0))", "unknownTerm(0)"),
    Example("a term of negative number", "(line 0 (refl -1))", "unknownTerm(-1)"),
    Example("a line that cites itself", "(line 0 (eq-true 0))", "unknownLine(0)"),
    Example(
      "a line that cites a later one", "(line 0 (eq-true 1)) (line 1 (refl p))", "unknownLine(1)"),
    Example("an unknown variable", "(line 0 (refl missing))", "unknownName(missing)"),
    Example("an unknown function", "(line 0 (refl (missing p)))", "unknownName(missing)"),
    Example("a variable twice", "(var i int)", "nameTaken(i)"),
    Example("a variable with a name of the language", "(var any int)", "nameTaken(any)"),
    Example("a variable with a built-in name", "(var true bool)", "nameTaken(true)"),
    Example("a data type that is a number", "(data (5 (make)))", "expected(name)"),
    Example("a type in parentheses without types", "(var o (nat))", "expected(type)"),
    Example("bool in parentheses", "(var o (bool))", "expected(type)"),
    Example(
      "a type with too few types", "(var o (pair nat))",
      "term(wrongTypeArgumentCount(pair, 2, 1))"),
    Example("a function type without arguments", "(var o (-> nat))", "expected(type)"),
    Example("a constructor for a type", "(var o zero)", "term(notADataType(zero))"),
    Example("a type for a term", "(line 0 (refl (nat)))", "term(notATermHead(nat))"),
    Example("an empty term", "(line 0 (refl ()))", "expected(term)"),
    Example("a constructor without parentheses", "(line 0 (refl zero))", "unknownName(zero)"),
    Example(
      "a head without its types", "(line 0 (refl (nil)))",
      "term(wrongTypeArgumentCount(nil, 1, 0))"),
    Example("a head in empty parentheses", "(line 0 (refl ((zero))))", "expected(head)"),
    Example(
      "a wrong arity", "(line 0 (refl (add n)))", "term(wrongArgumentCount(2, 1))"),
    Example(
      "a wrong type", "(line 0 (refl (add n p)))", "term(wrongArgumentType(1, nat, bool))"),
    Example(
      "an equation of two types", "(line 0 (refl ((= nat) n p)))",
      "term(wrongArgumentType(1, nat, bool))"),
    Example(
      "a function value with all arguments", "(line 0 (refl (fn succ n)))",
      "term(nothingAwaited(succ))"),
    Example("a call of no function", "(line 0 (refl (@ n n)))", "term(notAFunction(n))"),
    Example("a call without arguments", "(line 0 (refl (@ f)))", "expected(term)"),
    Example(
      "a literal beyond 64 bits", "(line 0 (refl (int 9223372036854775808)))",
      "numberOutOfRange(9223372036854775808)"),
    Example("a literal that is none", "(line 0 (refl (int x)))", "expected(number)"),
    Example(
      "a coefficient beyond 128 bits",
      "(line 0 (linear 170141183460469231731687303715884105728 () (false)))",
      "numberOutOfRange(170141183460469231731687303715884105728)"),
    Example(
      "a variable put twice", "(line 0 (refl n)) (line 1 (inst 0 () ((n m) (n k))))",
      "repeatedName(n)"),
    Example(
      "a type put twice", "(line 0 (refl n)) (line 1 (inst 0 (('a nat) ('a bool)) ()))",
      "repeatedName(a)"),
    Example(
      "a theorem that the line does not say", "(line 0 (refl p)) (theorem t ((= bool) q q) 0)",
      "wrongConclusion"),
    Example(
      "a theorem with hypotheses left", "(line 0 (assume p)) (theorem t p 0)", "hypothesesLeft"),
    Example("a theorem without line", "(theorem t p 0)", "unknownLine(0)"),
    Example(
      "unknown evidence", "(define ((f1 () (n) nat n)) obvious)", "expected(evidence)"),
  ]

  @Test("a failure says where it stands")
  func position() {
    var theory = Theory()
    let text = "(lakatos-certificate 1)\n(var p bool)\n\n; why not\n(line 0\n (refl q))\n"
    let failure = ReplayFailure(item: 1, line: 5, cause: .unknownName("q"))
    #expect(throws: failure) { try replay(text, in: &theory) }
  }

  @Test("a name may be anything printable")
  func names() {
    let text = """
      (lakatos-certificate 1) (data (|~|+1 ([] int) ({} |~|+1)))
      (var x.1 |~|+1) (line 0 (refl ({} x.1)))
      """
    #expect(outcome(of: text) == "|- (= ({} x.1) ({} x.1))")
  }

  @Test(
    "no change of some bytes makes the reader fail otherwise than by refusing", arguments: seeds(60)
  )
  func robust(seed: UInt64) {
    var random = SeededGenerator.stream(seed: seed)
    let original = Array(workedExample.utf8)
    for _ in 0..<10 {
      var bytes = original
      for _ in 0...random.index(below: 4) {
        let place = random.index(below: bytes.count)
        switch random.index(below: 4) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = random.element(of: Array("()' 0123;axw\n".utf8))
        case 2: bytes.swapAt(place, random.index(below: bytes.count))
        default: bytes.removeSubrange(place..<min(bytes.count, place + random.index(below: 40)))
        }
      }
      var theory = Theory()
      do throws(ReplayFailure) {
        for (_, theorem) in try replay(bytes, in: &theory) {
          #expect(theorem.hypotheses.isEmpty)
        }
      } catch {
        #expect(error.line > 0 && error.item >= 0)
      }
    }
  }
}
