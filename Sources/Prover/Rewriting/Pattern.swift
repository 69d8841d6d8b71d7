import Terms

/// The left side of a rule, or the patterns of a clause, compiled for matching: the nodes in
/// preorder, variables by number.
///
/// Christian 1993, "Flatterms, Discrimination Nets, and Fast Term Rewriting".
struct Pattern {
  /// What a node asks of the subterm that it is matched with.
  enum Node {
    /// Binds a variable.
    case variable(Int, TypePattern)
    /// Is what the variable is bound to.
    case bound(Int)
    /// Is this very term.
    case term(TermID)
    /// Is an application with this head.
    case application(HeadID)
    /// Is an application of this symbol, at whatever types: it suffices for well-typed clauses.
    case symbol(SymbolID)
    /// Is an application or function value of this symbol with so many arguments, at types that match
    /// those from `first` on in ``Pattern/typePatterns``.
    case polymorphic(TermShape, SymbolID, count: Int, first: Int)
    /// Is a function value with this head and so many arguments.
    case functionValue(HeadID, count: Int)
    /// Is a call with so many parts.
    case call(count: Int)
  }

  /// What is asked of a type.
  enum TypePattern {
    case any
    case exactly(TypeID)
    case variable(Int)
    /// A type with variables inside.
    case general(TypeID)
  }

  private(set) var nodes: ContiguousArray<Node> = []
  private(set) var typePatterns: ContiguousArray<TypePattern> = []
  /// The variables in the order of their numbers.
  private(set) var variables: [TermID] = []
  /// The names of the type variables in the order of their numbers.
  private(set) var typeNames: [String] = []
}

// MARK: - Compiling

extension Pattern {
  /// The left side of a rule.
  ///
  /// - Parameters:
  ///   - schematic: the variables that may be bound.
  ///   - isPolymorphic: whether type variables may be bound as well.
  init(
    _ left: TermID, schematic: Set<TermID>, isPolymorphic: Bool, in bank: borrowing TermBank
  ) {
    append(left, schematic: schematic, isPolymorphic: isPolymorphic, in: bank)
  }

  /// The patterns of a clause, which are linear and well typed wherever the function is applied.
  init(_ clause: [TermID], variables: [TermID], in bank: borrowing TermBank) {
    self.variables = variables
    for pattern in clause { append(linear: pattern, in: bank) }
  }

  private mutating func append(linear term: TermID, in bank: borrowing TermBank) {
    if let number = variables.firstIndex(of: term) {
      nodes.append(.variable(number, .any))
      return
    }
    nodes.append(.symbol(bank.head(of: term)))
    for index in 0..<bank.argumentCount(of: term) {
      append(linear: bank.argument(index, of: term), in: bank)
    }
  }

  /// - Returns: whether only the term itself matches.
  @discardableResult
  private mutating func append(
    _ term: TermID, schematic: Set<TermID>, isPolymorphic: Bool, in bank: borrowing TermBank
  ) -> Bool {
    if schematic.contains(term) {
      if let number = variables.firstIndex(of: term) {
        nodes.append(.bound(number))
      } else {
        let type = bank.type(of: term)
        let pattern = isPolymorphic ? typePattern(type, in: bank) : .exactly(type)
        nodes.append(.variable(variables.count, pattern))
        variables.append(term)
      }
      return false
    }
    let start = nodes.count
    var isFixed = true
    let shape = bank.shape(of: term)
    switch shape {
    case .variable, .integer: break
    case .application, .functionValue:
      let head = bank.headID(of: term)
      let types = bank.typeArguments(of: term)
      if isPolymorphic, types.contains(where: { bank.hasTypeVariables($0) }) {
        isFixed = false
        nodes.append(
          .polymorphic(
            shape, bank.symbol(of: head), count: bank.argumentCount(of: term),
            first: typePatterns.count))
        for type in types { typePatterns.append(typePattern(type, in: bank)) }
      } else if shape == .application {
        nodes.append(.application(head))
      } else {
        nodes.append(.functionValue(head, count: bank.argumentCount(of: term)))
      }
    case .call: nodes.append(.call(count: bank.argumentCount(of: term)))
    }
    for index in 0..<bank.argumentCount(of: term) {
      let isArgumentFixed = append(
        bank.argument(index, of: term), schematic: schematic, isPolymorphic: isPolymorphic,
        in: bank)
      isFixed = isFixed && isArgumentFixed
    }
    if isFixed {
      nodes.removeLast(nodes.count - start)
      nodes.append(.term(term))
    }
    return isFixed
  }

  private mutating func typePattern(
    _ type: TypeID, in bank: borrowing TermBank
  ) -> TypePattern {
    guard bank.hasTypeVariables(type) else { return .exactly(type) }
    if case .variable(let name) = bank.node(of: type) {
      return .variable(typeNumber(of: name))
    }
    for name in bank.typeVariables(of: type) { _ = typeNumber(of: name) }
    return .general(type)
  }

  private mutating func typeNumber(of name: String) -> Int {
    if let known = typeNames.firstIndex(of: name) { return known }
    typeNames.append(name)
    return typeNames.count - 1
  }
}

// MARK: - Matching

/// What matching binds the variables of a ``Pattern`` to, by their numbers.
struct Bindings {
  fileprivate(set) var terms: ContiguousArray<TermID> = []
  fileprivate(set) var types: ContiguousArray<TypeID> = []

  fileprivate static let noTerm = TermID(index: .max)
  fileprivate static let noType = TypeID(index: .max)

  /// Binds a variable that a condition determines.
  mutating func bind(_ variable: Int, to term: TermID) { terms[variable] = term }

  /// Puts the types at which a function is applied.
  mutating func bind(types list: [TypeID]) {
    types.removeAll(keepingCapacity: true)
    types.append(contentsOf: list)
  }

  var isComplete: Bool { !terms.contains(Bindings.noTerm) }

  fileprivate mutating func clearTerms(_ count: Int) {
    terms.removeAll(keepingCapacity: true)
    for _ in 0..<count { terms.append(Bindings.noTerm) }
  }
}

extension Pattern {
  /// Whether the pattern under some binding is the subject; the binding.
  func match(
    _ subject: TermID, _ bindings: inout Bindings, in bank: borrowing TermBank
  ) -> Bool {
    bindings.clearTerms(variables.count)
    bindings.types.removeAll(keepingCapacity: true)
    for _ in typeNames { bindings.types.append(Bindings.noType) }
    var position = 0
    return fits(subject, at: &position, &bindings, in: bank)
  }

  /// Whether the patterns under some binding are the arguments of an application; the binding.
  func match(
    argumentsOf term: TermID, _ bindings: inout Bindings, in bank: borrowing TermBank
  ) -> Bool {
    bindings.clearTerms(variables.count)
    var position = 0
    return argumentsFit(term, at: &position, &bindings, in: bank)
  }

  private func argumentsFit(
    _ term: TermID, at position: inout Int, _ bindings: inout Bindings,
    in bank: borrowing TermBank
  ) -> Bool {
    for index in 0..<bank.argumentCount(of: term) {
      let argument = bank.argument(index, of: term)
      if !fits(argument, at: &position, &bindings, in: bank) { return false }
    }
    return true
  }

  private func fits(
    _ subject: TermID, at position: inout Int, _ bindings: inout Bindings,
    in bank: borrowing TermBank
  ) -> Bool {
    let node = nodes[position]
    position += 1
    switch node {
    case .variable(let number, let pattern):
      bindings.terms[number] = subject
      if case .any = pattern { return true }
      return fits(bank.type(of: subject), pattern, &bindings, in: bank)
    case .bound(let number): return bindings.terms[number] == subject
    case .term(let term): return term == subject
    case .application(let head):
      guard bank.shape(of: subject) == .application, bank.headID(of: subject) == head else {
        return false
      }
    case .symbol(let symbol):
      guard bank.isApplication(subject, of: symbol) else { return false }
    case .polymorphic(let shape, let symbol, let count, let first):
      guard bank.shape(of: subject) == shape, bank.head(of: subject) == symbol,
        bank.argumentCount(of: subject) == count
      else { return false }
      for (offset, type) in bank.typeArguments(of: subject).enumerated()
      where !fits(type, typePatterns[first + offset], &bindings, in: bank) { return false }
    case .functionValue(let head, let count):
      guard bank.shape(of: subject) == .functionValue, bank.headID(of: subject) == head,
        bank.argumentCount(of: subject) == count
      else { return false }
    case .call(let count):
      guard bank.shape(of: subject) == .call, bank.argumentCount(of: subject) == count else {
        return false
      }
    }
    return argumentsFit(subject, at: &position, &bindings, in: bank)
  }

  private func fits(
    _ subject: TypeID, _ pattern: TypePattern, _ bindings: inout Bindings,
    in bank: borrowing TermBank
  ) -> Bool {
    switch pattern {
    case .any: return true
    case .exactly(let type): return type == subject
    case .variable(let number): return binds(number, to: subject, &bindings)
    case .general(let type): return fits(subject, type, &bindings, in: bank)
    }
  }

  private func binds(_ number: Int, to type: TypeID, _ bindings: inout Bindings) -> Bool {
    if bindings.types[number] == Bindings.noType {
      bindings.types[number] = type
      return true
    }
    return bindings.types[number] == type
  }

  private func fits(
    _ subject: TypeID, _ pattern: TypeID, _ bindings: inout Bindings, in bank: borrowing TermBank
  ) -> Bool {
    if !bank.hasTypeVariables(pattern) { return pattern == subject }
    switch bank.node(of: pattern) {
    case .bool, .int: return pattern == subject
    case .variable(let name):
      guard let number = typeNames.firstIndex(of: name) else { return false }
      return binds(number, to: subject, &bindings)
    case .data(let symbol, let arguments):
      guard case .data(symbol, let others) = bank.node(of: subject) else { return false }
      return fit(others, arguments, &bindings, in: bank)
    case .function(let parameters, let result):
      guard case .function(let others, let otherResult) = bank.node(of: subject),
        others.count == parameters.count
      else { return false }
      return fit(others, parameters, &bindings, in: bank)
        && fits(otherResult, result, &bindings, in: bank)
    }
  }

  private func fit(
    _ subjects: [TypeID], _ patterns: [TypeID], _ bindings: inout Bindings,
    in bank: borrowing TermBank
  ) -> Bool {
    for (subject, pattern) in zip(subjects, patterns)
    where !fits(subject, pattern, &bindings, in: bank) { return false }
    return true
  }
}
