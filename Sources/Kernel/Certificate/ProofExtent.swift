import Terms

/// The number of lines in a theorem's proof, each counted once, not going below the excluded lines
/// and not counting them: those are the lemmas.
public func proofLineCount(
  of theorem: Theorem, excluding lemmas: Set<LineID>, in theory: borrowing Theory
) -> Int {
  precondition(theorem.theory == theory.serial, "the theorem belongs to the theory")
  var seen: Set<LineID> = []
  var stack = [theorem.line]
  while let line = stack.popLast() {
    guard !lemmas.contains(line), seen.insert(line).inserted else { continue }
    stack.append(contentsOf: theory.line(line).rule.premises)
  }
  return seen.count
}

/// The items and lines that some theorems rest on, in an order in which each uses only earlier ones.
struct ProofExtent {
  enum Entry {
    /// An index among the theory's items.
    case item(Int)
    case line(LineID)
  }

  private(set) var entries: [Entry] = []
  /// The symbols of all items.
  private(set) var symbols: [SymbolID] = []

  /// - Throws: ``CertificateFailure/undefinedSymbol(_:)``.
  init(
    of theorems: [Theorem], in theory: borrowing Theory
  ) throws(CertificateFailure) {
    let homes = theory.homes
    var lines: Set<LineID> = []
    var items: Set<Int> = []
    var use = SymbolUse()
    var agenda = theorems.map(\.line)
    var next = 0
    for theorem in theorems { use.add(theorem.conclusion, bank: theory.bank) }
    while !agenda.isEmpty || next < use.symbols.count {
      while let line = agenda.popLast() {
        guard lines.insert(line).inserted else { continue }
        let rule = theory.line(line).rule
        agenda.append(contentsOf: rule.premises)
        use.add(rule, bank: theory.bank)
      }
      while next < use.symbols.count {
        let symbol = use.symbols[next]
        next += 1
        guard theory.isKnown(symbol) else { throw .undefinedSymbol(symbol) }
        guard let item = homes[symbol], items.insert(item).inserted else { continue }
        theory.addContent(of: item, to: &use, lines: &agenda)
      }
    }
    order(lines: lines, items: items, theory)
  }

  /// Items in the order of admission, each after the lines that its evidence rests on; then lines.
  private mutating func order(lines: Set<LineID>, items: Set<Int>, _ theory: borrowing Theory) {
    var written: Set<LineID> = []
    for item in items.sorted() {
      for line in theory.evidenceLines(of: item) where written.insert(line).inserted {
        entries.append(.line(line))
      }
      entries.append(.item(item))
      symbols.append(contentsOf: theory.symbols(of: item))
    }
    for line in lines.sorted() where !written.contains(line) { entries.append(.line(line)) }
  }
}

extension SymbolUse {
  /// Adds what a rule was told.
  mutating func add(_ rule: Rule, bank: borrowing TermBank) {
    var terms: [TermID] = []
    rule.visitTerms { terms.append($0) }
    for term in terms { add(term, bank: bank) }
    switch rule {
    case .instantiate(_, let substitution): add(substitution, bank: bank)
    case .unfold(let function, _, let types, _):
      add(function)
      for type in types { add(type, bank: bank) }
    case .induct(let parts):
      for part in parts {
        add(part.function)
        for type in part.types { add(type, bank: bank) }
        for hypothesis in part.premises.flatMap(\.hypotheses) {
          add(hypothesis.substitution, bank: bank)
        }
      }
    case .refl, .rewrite, .eqTrue, .trueEq, .assume, .discharge, .modusPonens, .cut, .beta,
      .extensionality, .distinct, .inject, .acyclic, .cases, .ring, .linear, .antisym, .ground,
      .divMod:
      break
    }
  }

  private mutating func add(_ substitution: Substitution, bank: borrowing TermBank) {
    for type in substitution.types.values { add(type, bank: bank) }
  }
}

extension Theory {
  /// The item that introduced each symbol.
  var homes: [SymbolID: Int] {
    var result: [SymbolID: Int] = [:]
    for index in items.indices {
      for symbol in symbols(of: index) { result[symbol] = index }
    }
    return result
  }

  /// The symbols that an item introduced, in order.
  func symbols(of item: Int) -> [SymbolID] {
    switch items[item].content {
    case .data(let group): introduced(by: group)
    case .functions(let group, _): group
    }
  }

  /// The lines that an item's evidence rests on, in order.
  func evidenceLines(of item: Int) -> [LineID] {
    guard case .functions(_, let evidence) = items[item].content else { return [] }
    return lines(under: evidence.theorems)
  }

  /// The lines that the theorems rest on, their own included, each once and in order.
  func lines(under theorems: [Theorem]) -> [LineID] {
    var seen: Set<LineID> = []
    var stack = theorems.map(\.line)
    while let next = stack.popLast() {
      guard seen.insert(next).inserted else { continue }
      stack.append(contentsOf: line(next).rule.premises)
    }
    return seen.sorted()
  }

  func addContent(of item: Int, to use: inout SymbolUse, lines: inout [LineID]) {
    for symbol in symbols(of: item) { use.add(symbol) }
    switch items[item].content {
    case .data(let group):
      for constructor in group.flatMap(\.constructors) {
        for field in bank.signature(of: constructor).parameters { use.add(field, bank: bank) }
      }
    case .functions(let group, let evidence):
      for definition in group.compactMap({ definition(of: $0) }) { use.add(definition, bank: bank) }
      for term in evidence.terms { use.add(term, bank: bank) }
      for symbol in evidence.witnesses { use.add(symbol) }
      lines.append(contentsOf: evidence.theorems.map(\.line))
    }
  }
}

extension Evidence {
  /// The theorems cited, in the order of writing.
  var theorems: [Theorem] {
    switch self {
    case .structural: []
    case .measured(_, let theorems): theorems
    case .witnessed(let witnesses): witnesses.flatMap(\.theorems)
    }
  }

  /// The terms of the measures.
  var terms: [TermID] {
    if case .measured(let tuples, _) = self { tuples.flatMap(\.self) } else { [] }
  }

  /// The earlier functions.
  var witnesses: [SymbolID] {
    if case .witnessed(let witnesses) = self { witnesses.map(\.function) } else { [] }
  }
}
