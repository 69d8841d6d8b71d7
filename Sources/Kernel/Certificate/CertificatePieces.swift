import Terms

/// What a certificate consists of, before names and numbers are known.
enum CertificatePiece {
  case open
  case close
  case word(String)
  case number(Int128)
  case line(LineID)
  case term(TermID)
  /// A variable where only a name may stand.
  case variable(TermID)
  case type(TypeID)
  case typeVariable(String)
  case symbol(SymbolID)
}

/// The pieces of items and lines, in the order of the format.
struct CertificatePieces: ~Copyable {
  /// For the order of substitutions; without names their order is arbitrary.
  private let names: CertificateNames?
  private(set) var pieces: [CertificatePiece] = []

  init(names: CertificateNames?) { self.names = names }

  mutating func removeAll() { pieces.removeAll(keepingCapacity: true) }

  private mutating func list(_ head: String?, _ content: (inout CertificatePieces) -> Void) {
    pieces.append(.open)
    if let head { pieces.append(.word(head)) }
    content(&self)
    pieces.append(.close)
  }

  private mutating func variables(_ list: [TermID]) {
    self.list(nil) { part in
      for variable in list { part.pieces.append(.variable(variable)) }
    }
  }

  private mutating func types(_ list: [TypeID]) {
    self.list(nil) { part in
      for type in list { part.pieces.append(.type(type)) }
    }
  }

  private mutating func terms(_ list: [TermID]) {
    self.list(nil) { part in
      for term in list { part.pieces.append(.term(term)) }
    }
  }
}

extension CertificatePieces {
  mutating func item(_ index: Int, _ theory: borrowing Theory) {
    switch theory.items[index].content {
    case .data(let group): data(group, theory.bank)
    case .functions(let group, let evidence):
      let definitions = group.compactMap { theory.definition(of: $0) }
      list("define") { item in
        item.list(nil) { functions in
          for definition in definitions { functions.function(definition) }
        }
        item.evidence(evidence)
      }
    }
  }

  private mutating func data(_ group: [DataSymbols], _ bank: borrowing TermBank) {
    pieces.append(.open)
    pieces.append(.word("data"))
    for symbols in group {
      pieces.append(.open)
      pieces.append(.type(bank.signature(of: symbols.type).result))
      for constructor in symbols.constructors {
        pieces.append(.open)
        pieces.append(.symbol(constructor))
        for field in bank.signature(of: constructor).parameters { pieces.append(.type(field)) }
        pieces.append(.close)
      }
      pieces.append(.close)
    }
    pieces.append(.close)
  }

  private mutating func function(_ definition: FunctionDefinition) {
    list(nil) { function in
      function.pieces.append(.symbol(definition.symbol))
      function.list(nil) { parameters in
        for name in definition.typeParameters { parameters.pieces.append(.typeVariable(name)) }
      }
      function.variables(definition.parameters)
      function.pieces.append(.type(definition.result))
      function.body(definition.body)
    }
  }

  private mutating func body(_ body: Body) {
    switch body {
    case .any: pieces.append(.word("any"))
    case .term(let term): pieces.append(.term(term))
    case .case(let term, let branches):
      list("case") { distinction in
        distinction.pieces.append(.term(term))
        for branch in branches {
          distinction.list(nil) { part in
            part.list(nil) { pattern in
              pattern.pieces.append(.symbol(branch.constructor))
              for variable in branch.variables { pattern.pieces.append(.variable(variable)) }
            }
            part.body(branch.body)
          }
        }
      }
    }
  }

  private mutating func evidence(_ evidence: Evidence) {
    switch evidence {
    case .structural: pieces.append(.word("structural"))
    case .measured(let tuples, let theorems):
      list("measured") { measured in
        measured.list(nil) { list in
          for tuple in tuples { list.terms(tuple) }
        }
        measured.list(nil) { list in
          for theorem in theorems { list.pieces.append(.line(theorem.line)) }
        }
      }
    case .witnessed(let witnesses):
      list("witnessed") { witnessed in
        for witness in witnesses {
          witnessed.list(nil) { part in
            part.pieces.append(.symbol(witness.function))
            for theorem in witness.theorems { part.pieces.append(.line(theorem.line)) }
          }
        }
      }
    }
  }
}

extension CertificatePieces {
  mutating func rule(_ rule: Rule) {
    list(rule.name) { part in
      switch rule {
      case .refl(let t), .assume(let t), .beta(let t), .ground(let t): part.append(t)
      case .eqTrue(let line), .trueEq(let line): part.append(line)
      case .rewrite(let first, let second, let q):
        part.append(first)
        part.append(second)
        part.append(q)
      case .modusPonens(let first, let second), .cut(let first, let second),
        .antisym(let first, let second):
        part.append(first)
        part.append(second)
      case .discharge(let p, let line):
        part.append(p)
        part.append(line)
      case .distinct(let s, let t), .inject(let s, let t), .acyclic(let s, let t),
        .ring(let s, let t):
        part.append(s)
        part.append(t)
      case .instantiate(let line, let substitution):
        part.append(line)
        part.substitution(substitution)
      case .unfold(let function, let clause, let types, let terms):
        part.pieces.append(.symbol(function))
        part.pieces.append(.number(Int128(clause)))
        part.types(types)
        part.terms(terms)
      case .extensionality(let line, let variables):
        part.append(line)
        for variable in variables { part.pieces.append(.variable(variable)) }
      case .cases(let t, let branches):
        part.append(t)
        part.list(nil) { list in
          for branch in branches { list.named(branch.line, branch.variables) }
        }
      case .linear(let divisor, let summands, let p):
        part.linear(divisor, summands, p)
      case .divMod(let index, let s, let t):
        part.pieces.append(.number(Int128(index)))
        part.append(s)
        part.append(t)
      case .induct(let parts):
        for induction in parts { part.induction(induction) }
      }
    }
  }

  private mutating func append(_ term: TermID) { pieces.append(.term(term)) }
  private mutating func append(_ line: LineID) { pieces.append(.line(line)) }

  /// `(N y ...)`
  private mutating func named(_ line: LineID, _ variables: [TermID]) {
    list(nil) { part in
      part.append(line)
      for variable in variables { part.pieces.append(.variable(variable)) }
    }
  }

  private mutating func linear(_ divisor: Int128, _ summands: [LinearSummand], _ p: TermID) {
    pieces.append(.number(divisor))
    list(nil) { list in
      for summand in summands {
        list.list(nil) { part in
          part.pieces.append(.number(summand.coefficient))
          part.append(summand.line)
        }
      }
    }
    append(p)
  }

  /// `(f (type ...) (v ...) P ((N (y ...) (f S) ...) ...))`
  private mutating func induction(_ induction: InductionLines) {
    list(nil) { part in
      part.pieces.append(.symbol(induction.function))
      part.types(induction.types)
      part.variables(induction.variables)
      part.append(induction.formula)
      part.list(nil) { premises in
        for premise in induction.premises { premises.premise(premise) }
      }
    }
  }

  private mutating func premise(_ premise: InductionPremiseLine) {
    list(nil) { part in
      part.append(premise.line)
      part.variables(premise.variables)
      for hypothesis in premise.hypotheses {
        part.list(nil) { list in
          list.pieces.append(.symbol(hypothesis.function))
          list.substitution(hypothesis.substitution)
        }
      }
    }
  }

  /// `(('a type) ...) ((x term) ...)`, sorted by name.
  private mutating func substitution(_ substitution: Substitution) {
    let types = substitution.types.sorted {
      (names?.typeVariables[$0.key] ?? $0.key) < (names?.typeVariables[$1.key] ?? $1.key)
    }
    list(nil) { list in
      for (name, type) in types {
        list.list(nil) { pair in
          pair.pieces.append(.typeVariable(name))
          pair.pieces.append(.type(type))
        }
      }
    }
    let terms = substitution.terms.sorted {
      (names?.variables[$0.key] ?? "") < (names?.variables[$1.key] ?? "")
    }
    list(nil) { list in
      for (variable, term) in terms {
        list.list(nil) { pair in
          pair.pieces.append(.variable(variable))
          pair.append(term)
        }
      }
    }
  }
}

extension Rule {
  /// The rule's word in certificates.
  var name: String {
    switch self {
    case .refl: "refl"
    case .rewrite: "rewrite"
    case .eqTrue: "eq-true"
    case .trueEq: "true-eq"
    case .assume: "assume"
    case .discharge: "discharge"
    case .modusPonens: "mp"
    case .cut: "cut"
    case .instantiate: "inst"
    case .unfold: "unfold"
    case .beta: "beta"
    case .extensionality: "ext"
    case .distinct: "distinct"
    case .inject: "inject"
    case .acyclic: "acyclic"
    case .cases: "cases"
    case .ring: "ring"
    case .linear: "linear"
    case .antisym: "antisym"
    case .ground: "ground"
    case .divMod: "div-mod"
    case .induct: "induct"
    }
  }
}
