import Terms

extension CertificateReplayer {
  /// `(data ((T 'a ...) (C type ...) ...) ...)`
  mutating func data(
    _ group: [SExpression], in theory: inout Theory
  ) throws(ReplayCause) {
    var headers: [(name: String, parameters: [String], constructors: [[SExpression]])] = []
    var introduced: [String] = []
    for expression in group {
      let parts = try expression.list()
      guard let first = parts.first else { throw .expected(.type) }
      let (name, parameters) = try dataHeader(first)
      var constructors: [[SExpression]] = []
      for constructor in parts.dropFirst() { constructors.append(try constructor.list()) }
      introduced.append(name)
      for constructor in constructors {
        guard let name = constructor.first else { throw .expected(.name) }
        introduced.append(try name.name())
      }
      headers.append((name, parameters, constructors))
    }
    let names = try newNames(introduced, in: theory)
    var declarations: [DataDeclaration] = []
    for header in headers {
      var constructors: [ConstructorDeclaration] = []
      for constructor in header.constructors {
        var fields: [FieldType] = []
        for field in constructor.dropFirst() {
          fields.append(try self.field(field, names, theory.bank))
        }
        let name = try constructor[0].name()
        constructors.append(ConstructorDeclaration(name: names[name] ?? name, fields: fields))
      }
      declarations.append(
        DataDeclaration(
          name: names[header.name] ?? header.name, parameters: header.parameters,
          constructors: constructors))
    }
    let item = try admit(declarations, in: &theory)
    for (name, symbol) in zip(introduced, theory.symbols(of: item)) {
      scope.bind(name, to: symbol)
    }
  }

  /// `T` or `(T 'a ...)`
  private func dataHeader(
    _ expression: SExpression
  ) throws(ReplayCause) -> (name: String, parameters: [String]) {
    guard case .list(let parts) = expression else { return (try expression.name(), []) }
    guard let first = parts.first, parts.count > 1 else { throw .expected(.name) }
    return (try first.name(), try typeVariables(parts.dropFirst()))
  }

  private func typeVariables(
    _ list: some Sequence<SExpression>
  ) throws(ReplayCause) -> [String] {
    var result: [String] = []
    for expression in list { result.append(try expression.typeVariable()) }
    return result
  }

  /// Names in the theory for names that the certificate introduces.
  private func newNames(
    _ introduced: [String], in theory: borrowing Theory
  ) throws(ReplayCause) -> [String: String] {
    var result: [String: String] = [:]
    var taken: Set<String> = []
    for name in introduced {
      try scope.checkNew(name)
      guard result[name] == nil else { throw .nameTaken(name) }
      let free = theory.freeName(name, excluding: taken)
      taken.insert(free)
      result[name] = free
    }
    return result
  }

  private func field(
    _ expression: SExpression, _ group: [String: String], _ bank: borrowing TermBank
  ) throws(ReplayCause) -> FieldType {
    switch expression {
    case .number: throw .expected(.type)
    case .typeVariable(let name): return .parameter(name)
    case .name("int"): return .int
    case .name("bool"): return .bool
    case .name(let name): return .data(try dataName(name, group, bank), [])
    case .list(let parts):
      guard let first = parts.first, parts.count > 1 else { throw .expected(.type) }
      let name = try first.name()
      if name == "->" { throw .functionTypeInField }
      var arguments: [FieldType] = []
      for part in parts.dropFirst() { arguments.append(try field(part, group, bank)) }
      return .data(try dataName(name, group, bank), arguments)
    }
  }

  private func dataName(
    _ name: String, _ group: [String: String], _ bank: borrowing TermBank
  ) throws(ReplayCause) -> String {
    if let new = group[name] { return new }
    guard let symbol = scope.symbols[name] else { throw .unknownName(name) }
    return bank.name(of: symbol)
  }

  /// The theory's item for a group of data types, declared if there is none.
  private mutating func admit(
    _ group: [DataDeclaration], in theory: inout Theory
  ) throws(ReplayCause) -> Int {
    do throws(AdmissionFailure) {
      let fields = try theory.checkedShapes(of: group)
      let key = DataKey(
        parameterCounts: group.map(\.parameters.count), fields: fields,
        base: theory.dataShapes.count)
      if let item = theory.dataItems(like: key).first(where: { !used.contains($0) }) {
        used.insert(item)
        return item
      }
      try theory.declare(group)
      let item = theory.items.count - 1
      used.insert(item)
      return item
    } catch {
      throw .admission(error)
    }
  }
}

/// One function of a `define`, its body not yet read.
private struct FunctionHeader {
  let name: String
  let signature: Signature
  let parameters: [TermID]
  let body: SExpression
}

extension CertificateReplayer {
  /// `(define ((f ('a ...) (x ...) type body) ...) evidence)`
  mutating func define(
    _ group: [SExpression], evidence: SExpression, in theory: inout Theory
  ) throws(ReplayCause) {
    var headers: [FunctionHeader] = []
    for expression in group {
      headers.append(try header(expression.list(count: 5), &theory.bank))
    }
    let names = try newNames(headers.map(\.name), in: theory)
    let evidence = try self.evidence(evidence, &theory.bank)
    if let item = try knownItem(headers, evidence, in: &theory) {
      used.insert(item)
      for (header, symbol) in zip(headers, theory.symbols(of: item)) {
        scope.bind(header.name, to: symbol)
      }
      return
    }
    var symbols: [SymbolID] = []
    for header in headers {
      symbols.append(try declare(header, as: names[header.name] ?? header.name, &theory.bank))
    }
    let definitions = try definitions(headers, symbols, &theory.bank)
    do throws(AdmissionFailure) {
      try theory.define(definitions, evidence: evidence)
    } catch {
      throw .admission(error)
    }
    used.insert(theory.items.count - 1)
  }

  private func header(
    _ parts: [SExpression], _ bank: inout TermBank
  ) throws(ReplayCause) -> FunctionHeader {
    let parameters = try scope.variables(parts[2].list())
    let signature = Signature(
      typeParameters: try typeVariables(parts[1].list()),
      parameters: parameters.map { bank.type(of: $0) }, result: try scope.type(parts[3], &bank))
    return FunctionHeader(
      name: try parts[0].name(), signature: signature, parameters: parameters, body: parts[4])
  }

  private func declare(
    _ header: FunctionHeader, as name: String, _ bank: inout TermBank
  ) throws(ReplayCause) -> SymbolID {
    do throws(TermFailure) {
      return try bank.declareFunction(
        name, typeParameters: header.signature.typeParameters,
        parameters: header.signature.parameters, result: header.signature.result)
    } catch {
      throw .term(error)
    }
  }

  /// The theory's item that defines the same functions, if the group may be defined at all.
  private mutating func knownItem(
    _ headers: [FunctionHeader], _ evidence: Evidence, in theory: inout Theory
  ) throws(ReplayCause) -> Int? {
    let candidates = theory.functionItems(
      count: headers.count, isInductive: evidence.isInductive
    ).filter { !used.contains($0) }
    if candidates.isEmpty { return nil }
    let symbols: [SymbolID]
    do throws(TermFailure) {
      symbols = try theory.placeholders(for: headers.map(\.signature))
    } catch {
      throw .term(error)
    }
    let definitions = try definitions(headers, symbols, &theory.bank)
    for header in headers { scope.unbind(header.name) }
    do throws(AdmissionFailure) {
      _ = try theory.checked(definitions, evidence: evidence)
    } catch {
      throw .admission(error)
    }
    let text = theory.localText(of: definitions)
    for item in candidates where theory.localText(ofItem: item) == text { return item }
    return nil
  }

  /// The definitions with the given symbols, to which the names are then bound.
  private mutating func definitions(
    _ headers: [FunctionHeader], _ symbols: [SymbolID], _ bank: inout TermBank
  ) throws(ReplayCause) -> [FunctionDefinition] {
    for (header, symbol) in zip(headers, symbols) { scope.bind(header.name, to: symbol) }
    var result: [FunctionDefinition] = []
    for (header, symbol) in zip(headers, symbols) {
      result.append(
        FunctionDefinition(
          symbol: symbol, typeParameters: header.signature.typeParameters,
          parameters: header.parameters, result: header.signature.result,
          body: try body(header.body, &bank)))
    }
    return result
  }

  private func body(
    _ expression: SExpression, _ bank: inout TermBank
  ) throws(ReplayCause) -> Body {
    if case .name("any") = expression { return .any }
    guard case .list(let parts) = expression, case .name("case")? = parts.first else {
      return .term(try scope.term(expression, &bank))
    }
    guard parts.count > 1 else { throw .expected(.body) }
    let term = try scope.term(parts[1], &bank)
    var branches: [Branch] = []
    for expression in parts.dropFirst(2) {
      let branch = try expression.list(count: 2)
      let pattern = try branch[0].list()
      guard let constructor = pattern.first else { throw .expected(.name) }
      branches.append(
        Branch(
          constructor: try scope.symbol(constructor),
          variables: try scope.variables(pattern.dropFirst()), body: try body(branch[1], &bank)))
    }
    return .case(term, branches)
  }

  private func evidence(
    _ expression: SExpression, _ bank: inout TermBank
  ) throws(ReplayCause) -> Evidence {
    if case .name("structural") = expression { return .structural }
    let parts = try expression.list(.evidence)
    switch parts.first {
    case .name("measured"):
      try parts.checkCount(3)
      var tuples: [[TermID]] = []
      for tuple in try parts[1].list() { tuples.append(try scope.terms(tuple.list(), &bank)) }
      return .measured(tuples, try lines(parts[2].list()))
    case .name("witnessed"):
      var witnesses: [Witness] = []
      for expression in parts.dropFirst() {
        let witness = try expression.list()
        guard let function = witness.first else { throw .expected(.name) }
        witnesses.append(
          Witness(
            function: try scope.symbol(function), theorems: try lines(witness.dropFirst())))
      }
      return .witnessed(witnesses)
    default: throw .expected(.evidence)
    }
  }

  private func lines(_ list: some Sequence<SExpression>) throws(ReplayCause) -> [Theorem] {
    var result: [Theorem] = []
    for expression in list { result.append(try scope.line(expression)) }
    return result
  }
}
