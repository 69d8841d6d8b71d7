import Kernel
import Lisp
import Terms

// MARK: - Bodies

extension Translation {
  /// The body of an expression in tail position.
  mutating func body(
    _ expression: Expression, _ lifting: inout Lifting, in theory: inout Theory
  ) throws(TranslationFailure) -> Body {
    switch expression {
    case .undefined:
      return .any
    case .bind(let bindings, let inner):
      for binding in bindings {
        // What is only a result goes where it is the result: it keeps what is known there.
        if !lifting.splits, binding.expression.hasTailMatch,
          inner.usesOnlyAsResult(binding.slot),
          bindings.allSatisfy({ !$0.expression.freeSlots.contains(binding.slot) })
        {
          lifting.deferred[binding.slot] = binding.expression
        } else {
          try bind([binding], &lifting, in: &theory)
        }
      }
      return try body(inner, &lifting, in: &theory)
    case .local(let slot) where lifting.deferred[slot] != nil:
      return try body(lifting.deferred[slot] ?? expression, &lifting, in: &theory)
    case .match(let subject, let branches):
      let term = try term(subject, &lifting, in: &theory)
      if let (branch, fields) = chosen(of: branches, for: term, lifting, in: theory) {
        for (slot, field) in zip(branch.slots, fields) { lifting.scope[slot] = field }
        return try body(branch.body, &lifting, in: &theory)
      }
      if lifting.splits, lifting.depth > 0 {
        return .term(try takeOutOnce(expression, &lifting, in: &theory))
      }
      return try matchBody(term, branches, &lifting, in: &theory)
    case .primitive(.if, _, let arguments)
    where arguments.dropFirst().contains(where: \.hasTailMatch):
      let condition = try term(arguments[0], &lifting, in: &theory)
      let branches = [
        Lisp.Branch(constructor: .true, slots: [], body: arguments[1]),
        Lisp.Branch(constructor: .false, slots: [], body: arguments[2]),
      ]
      return try matchBody(condition, branches, &lifting, in: &theory)
    default:
      lifting.leaves += 1
      if !lifting.splits, lifting.leaves > Lifting.leafLimit { throw .tooLarge }
      return .term(try term(expression, &lifting, in: &theory))
    }
  }

  private mutating func bind(
    _ bindings: [Lisp.Binding], _ lifting: inout Lifting, in theory: inout Theory
  ) throws(TranslationFailure) {
    for binding in bindings {
      lifting.scope[binding.slot] = try term(binding.expression, &lifting, in: &theory)
    }
  }

  /// The branch that a term goes to, with its fields, where the term is a constructor term or an
  /// enclosing match has told which constructor it is.
  private func chosen(
    of branches: [Lisp.Branch], for subject: TermID, _ lifting: Lifting,
    in theory: borrowing Theory
  ) -> (Lisp.Branch, fields: [TermID])? {
    let term = lifting.known[subject] ?? subject
    guard theory.bank.shape(of: term) == .application else { return nil }
    let head = theory.bank.head(of: term)
    for branch in branches where symbol(of: branch.constructor, in: theory.bank) == head {
      return (branch, theory.bank.arguments(of: term))
    }
    return nil
  }

  private mutating func matchBody(
    _ subject: TermID, _ branches: [Lisp.Branch], _ lifting: inout Lifting,
    in theory: inout Theory
  ) throws(TranslationFailure) -> Body {
    if theory.bank.type(of: subject) == theory.bank.bool,
      theory.bank.shape(of: subject) != .variable,
      !branches.contains(where: { $0.body.hasTailMatch })
    {
      let yes = try term(branches[0].body, &lifting, in: &theory)
      let no = try term(branches[1].body, &lifting, in: &theory)
      let types = [theory.bank.type(of: yes)]
      return .term(try application(.builtin(.if), types, [subject, yes, no], in: &theory))
    }
    var cases: [Kernel.Branch] = []
    let outer = lifting.known
    lifting.depth += 1
    defer {
      lifting.known = outer
      lifting.depth -= 1
    }
    let arguments = theory.bank.dataType(of: theory.bank.type(of: subject))?.arguments ?? []
    for branch in branches {
      var variables: [TermID] = []
      for slot in branch.slots {
        let local = lifting.locals[slot]
        let variable = theory.bank.variable(
          lifting.variableName(local.name), try type(local.type, in: &theory))
        lifting.scope[slot] = variable
        variables.append(variable)
      }
      let constructor = symbol(of: branch.constructor, in: theory.bank)
      lifting.known = outer
      lifting.known[subject] = try application(
        .symbol(constructor), arguments, variables, in: &theory)
      cases.append(
        Kernel.Branch(
          constructor: constructor, variables: variables,
          body: try body(branch.body, &lifting, in: &theory)))
    }
    return .case(subject, cases)
  }
}

extension Expression {
  /// Whether a local variable occurs only where the result of the expression is decided.
  fileprivate func usesOnlyAsResult(_ slot: Int) -> Bool {
    var uses = 0
    visit { if case .local(slot) = $0 { uses += 1 } }
    return uses == resultUses(of: slot)
  }

  private func resultUses(of slot: Int) -> Int {
    switch self {
    case .local(slot): 1
    case .match(_, let branches): branches.reduce(0) { $0 + $1.body.resultUses(of: slot) }
    case .bind(_, let body): body.resultUses(of: slot)
    default: 0
    }
  }

  /// Whether a `match` or an undefined value stands where the result of the expression is decided.
  var hasTailMatch: Bool {
    switch self {
    case .match, .undefined: true
    case .bind(_, let body): body.hasTailMatch
    case .primitive(.if, _, let arguments): arguments.dropFirst().contains { $0.hasTailMatch }
    default: false
    }
  }
}

// MARK: - Terms

extension Translation {
  /// What stands at the head of an application.
  enum Head {
    case symbol(SymbolID)
    case builtin(Builtin)
  }

  /// The term of an expression; what is no term is taken out as a function of its own.
  mutating func term(
    _ expression: Expression, _ lifting: inout Lifting, in theory: inout Theory
  ) throws(TranslationFailure) -> TermID {
    switch expression {
    case .local(let slot):
      if let deferred = lifting.deferred[slot] {
        return try term(deferred, &lifting, in: &theory)
      }
      guard let term = lifting.scope[slot] else {
        throw TranslationFailure(reason: "a variable is used outside its scope")
      }
      return term
    case .integer(let value):
      return theory.bank.integer(value)
    case .call(let id, let types, let arguments):
      let arguments = try terms(arguments, &lifting, in: &theory)
      return try application(
        .symbol(try symbol(of: id)), try self.types(types, in: &theory), arguments, in: &theory)
    case .construct(let id, let types, let arguments):
      let arguments = try terms(arguments, &lifting, in: &theory)
      return try application(
        .symbol(symbol(of: id, in: theory.bank)), try self.types(types, in: &theory), arguments,
        in: &theory)
    case .primitive(let primitive, let types, let arguments):
      let arguments = try terms(arguments, &lifting, in: &theory)
      return try application(
        .builtin(primitive.builtin), try self.types(types, in: &theory), arguments, in: &theory)
    case .bind(let bindings, let inner):
      try bind(bindings, &lifting, in: &theory)
      return try term(inner, &lifting, in: &theory)
    case .apply(let function, let arguments):
      let function = try term(function, &lifting, in: &theory)
      let arguments = try terms(arguments, &lifting, in: &theory)
      return try attempt { () throws(TermFailure) in
        try theory.bank.call(function, arguments)
      }
    case .reference(let callable, let types):
      let types = try self.types(types, in: &theory)
      let symbol = try symbol(of: callable, in: theory.bank)
      return try attempt { () throws(TermFailure) in
        try theory.bank.functionValue(symbol, types, [])
      }
    case .match, .undefined:
      return try takeOut(expression, parameters: [], &lifting, in: &theory)
    case .lambda(let slots, let body):
      return try takeOut(body, parameters: slots, &lifting, in: &theory)
    }
  }

  private mutating func terms(
    _ expressions: [Expression], _ lifting: inout Lifting, in theory: inout Theory
  ) throws(TranslationFailure) -> [TermID] {
    var result: [TermID] = []
    for expression in expressions {
      result.append(try term(expression, &lifting, in: &theory))
    }
    return result
  }

  private func symbol(of id: FunctionID) throws(TranslationFailure) -> SymbolID {
    guard let symbol = functions[id] else {
      throw TranslationFailure(reason: "the function \(environment[id].name) has no definition")
    }
    return symbol
  }

  private func symbol(
    of callable: Callable, in bank: borrowing TermBank
  ) throws(TranslationFailure) -> SymbolID {
    switch callable {
    case .function(let id): return try symbol(of: id)
    case .constructor(let id): return symbol(of: id, in: bank)
    case .primitive(let primitive): return bank.builtin(primitive.builtin)
    }
  }

  private func application(
    _ head: Head, _ types: [TypeID], _ arguments: [TermID], in theory: inout Theory
  ) throws(TranslationFailure) -> TermID {
    let symbol: SymbolID
    switch head {
    case .symbol(let id): symbol = id
    case .builtin(let builtin): symbol = theory.bank.builtin(builtin)
    }
    return try attempt { () throws(TermFailure) in
      try theory.bank.application(symbol, types, arguments)
    }
  }

  private func attempt(
    _ build: () throws(TermFailure) -> TermID
  ) throws(TranslationFailure) -> TermID {
    do {
      return try build()
    } catch {
      throw TranslationFailure(reason: "a term is beyond the logic: \(error)")
    }
  }
}

// MARK: - Functions taken out

extension Translation {
  /// The same for a match that stands in several branches, since wildcards repeat what is below
  /// them: one function serves all.
  private mutating func takeOutOnce(
    _ expression: Expression, _ lifting: inout Lifting, in theory: inout Theory
  ) throws(TranslationFailure) -> TermID {
    var numbers: [Int: Int] = [:]
    for slot in expression.boundSlots { numbers[slot] = lifting.locals.count + numbers.count }
    let key = expression.renamingSlots(numbers)
    if let known = sharedParts[key] {
      var arguments: [TermID] = []
      for slot in expression.freeSlots {
        guard let term = lifting.scope[slot] else {
          throw TranslationFailure(reason: "a variable is used outside its scope")
        }
        arguments.append(term)
      }
      let types = theory.bank.typeArguments(of: known)
      return try attempt { () throws(TermFailure) in
        try theory.bank.application(theory.bank.head(of: known), types, arguments)
      }
    }
    let term = try takeOut(expression, parameters: [], &lifting, in: &theory)
    sharedParts[key] = term
    return term
  }

  /// Makes a function of an expression: first the captured variables, then the parameters.
  ///
  /// - Returns: without parameters the application to the captured variables, with them the
  ///   function value that awaits the parameters.
  private mutating func takeOut(
    _ expression: Expression, parameters: [Int], _ lifting: inout Lifting,
    in theory: inout Theory
  ) throws(TranslationFailure) -> TermID {
    let captured = expression.freeSlots.filter { !parameters.contains($0) }
    var inner = Lifting(locals: lifting.locals, owner: lifting.owner, splits: lifting.splits)
    var variables: [TermID] = []
    for slot in captured + parameters {
      let local = lifting.locals[slot]
      let variable = theory.bank.variable(
        inner.variableName(local.name), try type(local.type, in: &theory))
      inner.scope[slot] = variable
      variables.append(variable)
    }
    let resultType = environment.type(of: expression, locals: lifting.locals)
    let result = try type(resultType, in: &theory)
    var typeParameters: [String] = []
    for slot in captured + parameters {
      lifting.locals[slot].type.collectVariables(into: &typeParameters)
    }
    resultType.collectVariables(into: &typeParameters)
    expression.visit { node in
      for type in node.types { type.collectVariables(into: &typeParameters) }
    }
    let body = try body(expression, &inner, in: &theory)
    let symbol = try declare(
      "\(lifting.owner)-part", typeParameters: typeParameters,
      parameters: variables.map { theory.bank.type(of: $0) }, result: result, in: &theory)
    lifting.pending += inner.pending
    lifting.pending.append(
      FunctionDefinition(
        symbol: symbol, typeParameters: typeParameters, parameters: variables, result: result,
        body: body))
    var arguments: [TermID] = []
    for slot in captured {
      guard let term = lifting.scope[slot] else {
        throw TranslationFailure(reason: "a variable is used outside its scope")
      }
      arguments.append(term)
    }
    let types = try self.types(typeParameters.map { .variable($0) }, in: &theory)
    return try attempt { () throws(TermFailure) in
      parameters.isEmpty
        ? try theory.bank.application(symbol, types, arguments)
        : try theory.bank.functionValue(symbol, types, arguments)
    }
  }
}

extension Primitive {
  /// The built-in function of the logic.
  var builtin: Builtin {
    switch self {
    case .equal: .equal
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .div: .div
    case .mod: .mod
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .not: .not
    case .and: .and
    case .or: .or
    case .implies: .implies
    case .if: .if
    }
  }
}
