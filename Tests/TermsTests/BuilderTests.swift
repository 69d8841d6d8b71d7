import Terms
import Testing

@Suite struct BuilderTests {
  @Test("built-in symbols have the signatures of the page")
  func builtins() throws {
    let bank = TermBank()
    for builtin in Builtin.allCases {
      let symbol = bank.builtin(builtin)
      #expect(bank.name(of: symbol) == builtin.rawValue)
      #expect(bank.kind(of: symbol) == .builtin(builtin))
      #expect(bank.symbol(named: builtin.rawValue) == symbol)
      let isPolymorphic = builtin == .equal || builtin == .if
      #expect(bank.typeParameters(of: symbol) == (isPolymorphic ? ["a"] : []))
    }
    let constructors = bank.constructors(of: bank.boolSymbol)
    #expect(constructors == [bank.trueSymbol, bank.falseSymbol])
    #expect(bank.description(of: bank.trueTerm) == "true")
    #expect(bank.description(of: bank.falseTerm) == "false")
    #expect(bank.signature(of: bank.builtin(.if)).parameters[0] == bank.bool)
    #expect(bank.signature(of: bank.builtin(.div)).result == bank.int)
    #expect(bank.signature(of: bank.builtin(.lessOrEqual)).result == bank.bool)
  }

  @Test("ill-typed terms are refused")
  func refusals() throws {
    var bank = TermBank()
    let x = bank.variable("x", bank.int)
    let p = bank.variable("p", bank.bool)
    let plus = bank.builtin(.plus)
    let (int, bool) = (bank.int, bank.bool)
    #expect(throws: TermFailure.wrongArgumentCount(expected: 2, found: 1)) {
      try bank.application(plus, [], [x])
    }
    #expect(throws: TermFailure.wrongArgumentType(position: 1, expected: int, found: bool)) {
      try bank.application(plus, [], [x, p])
    }
    #expect(throws: TermFailure.wrongTypeArgumentCount(plus, expected: 0, found: 1)) {
      try bank.application(plus, [int], [x, x])
    }
    #expect(throws: TermFailure.sidesDiffer(int, bool)) { try bank.equation(x, p) }
    #expect(throws: TermFailure.nothingAwaited(plus)) { try bank.functionValue(plus, [], [x, x]) }
    #expect(throws: TermFailure.wrongArgumentType(position: 0, expected: int, found: bool)) {
      try bank.functionValue(plus, [], [p])
    }
    #expect(throws: TermFailure.notAFunction(x)) { try bank.call(x, [x]) }
    let successor = try bank.functionValue(plus, [], [x])
    #expect(throws: TermFailure.wrongArgumentCount(expected: 1, found: 2)) {
      try bank.call(successor, [x, x])
    }
    #expect(throws: TermFailure.wrongArgumentCount(expected: 1, found: 0)) {
      try bank.call(successor, [])
    }
    #expect(throws: TermFailure.wrongArgumentType(position: 0, expected: int, found: bool)) {
      try bank.call(successor, [p])
    }
    #expect(throws: TermFailure.wrongArgumentCount(expected: 1, found: 0)) {
      try bank.rebuild(successor, arguments: [])
    }
    #expect(throws: TermFailure.wrongArgumentCount(expected: 0, found: 1)) {
      try bank.rebuild(x, arguments: [x])
    }
  }

  @Test("a data type is no head, and a function no type")
  func kinds() throws {
    var bank = TermBank()
    let (boolSymbol, plus) = (bank.boolSymbol, bank.builtin(.plus))
    #expect(throws: TermFailure.notATermHead(boolSymbol)) {
      try bank.application(boolSymbol, [], [])
    }
    #expect(throws: TermFailure.notADataType(plus)) { try bank.type(.data(plus, [])) }
    let int = bank.int
    #expect(throws: TermFailure.wrongTypeArgumentCount(boolSymbol, expected: 0, found: 1)) {
      try bank.type(.data(boolSymbol, [int]))
    }
    #expect(try bank.type(.data(boolSymbol, [])) == bank.bool)
    #expect(throws: TermFailure.functionTypeWithoutArguments) { try bank.type(.function([], int)) }
    #expect(throws: TermFailure.tooManyArguments(65)) {
      try bank.type(.function(Array(repeating: int, count: 65), int))
    }
  }

  @Test("function types are equal as written")
  func curried() throws {
    var bank = TermBank()
    let inner = try bank.type(.function([bank.int], bank.int))
    let curried = try bank.type(.function([bank.int], inner))
    let flat = try bank.type(.function([bank.int, bank.int], bank.int))
    #expect(curried != flat)
    #expect(bank.description(of: curried) == "(-> int (-> int int))")
    let plus = try bank.functionValue(bank.builtin(.plus), [], [])
    #expect(bank.type(of: plus) == flat)
  }

  @Test("types grow no deeper than the limit")
  func typeDepth() throws {
    var bank = TermBank()
    var type = bank.int
    for _ in 1..<TermLimits.typeDepth { type = try bank.type(.function([type], bank.int)) }
    let (deep, int) = (type, bank.int)
    #expect(throws: TermFailure.typeTooDeep) { try bank.type(.function([deep], int)) }
    let a = try bank.type(.variable("a"))
    let x = bank.variable("x", try bank.type(.function([a], a)))
    #expect(throws: TermFailure.typeTooDeep) {
      try bank.substitute(x, Substitution(types: ["a": deep]))
    }
  }

  @Test("declarations check names, parameters and type variables")
  func declarations() throws {
    var bank = TermBank()
    let a = try bank.type(.variable("a"))
    let int = bank.int
    _ = try bank.declareFunction("f", typeParameters: [], parameters: [], result: int)
    for name in ["f", "=", "if", "true", "bool", "fn", "@", "->", "case", "any", "int", "=>"] {
      #expect(throws: TermFailure.nameTaken(name)) {
        try bank.declareFunction(name, typeParameters: [], parameters: [], result: int)
      }
    }
    #expect(throws: TermFailure.unboundTypeVariable("a")) {
      try bank.declareFunction("g", typeParameters: ["b"], parameters: [a], result: int)
    }
    #expect(throws: TermFailure.repeatedTypeParameter("b")) {
      try bank.declareFunction("g", typeParameters: ["b", "b"], parameters: [], result: int)
    }
    #expect(throws: TermFailure.tooManyTypeParameters(9)) {
      try bank.declareFunction(
        "g", typeParameters: (0..<9).map { "t\($0)" }, parameters: [], result: int)
    }
    #expect(throws: TermFailure.tooManyArguments(65)) {
      try bank.declareFunction(
        "g", typeParameters: [], parameters: Array(repeating: int, count: 65), result: int)
    }
    #expect(bank.symbol(named: "g") == nil)
  }

  @Test("substitutions are checked before they are made")
  func substitutionRefusals() throws {
    var bank = TermBank()
    let a = try bank.type(.variable("a"))
    let (x, n) = (bank.variable("x", a), bank.variable("x", bank.int))
    let (one, int) = (bank.integer(1), bank.int)
    #expect(x != n)
    #expect(throws: TermFailure.notAVariable(one)) {
      try bank.substitute(x, Substitution(terms: [one: one]))
    }
    #expect(throws: TermFailure.wrongReplacement(of: x, expected: a, found: int)) {
      try bank.substitute(x, Substitution(terms: [x: one]))
    }
    #expect(throws: TermFailure.typeOfVariableChanges(x)) {
      try bank.substitute(x, Substitution(types: ["a": int]))
    }
    let both = try bank.substitute(x, Substitution(types: ["a": int], terms: [x: n]))
    #expect(both == n)
  }

  @Test("a substitution is made all at once")
  func simultaneous() throws {
    var bank = TermBank()
    let (x, y) = (bank.variable("x", bank.int), bank.variable("y", bank.int))
    let difference = try bank.application(bank.builtin(.minus), [], [x, y])
    let swapped = try bank.substitute(difference, Substitution(terms: [x: y, y: x]))
    #expect(bank.description(of: swapped) == "(- y x)")
  }
}
