import Terms

/// Rewrite rules by the head of their left side, each list in order of preference.
struct RuleTable {
  /// By the index of the symbol.
  private var applications: ContiguousArray<[CompiledRule]> = []
  private var calls: [CompiledRule] = []
  /// Rules that say something of integers.
  private(set) var linear: [LinearRule] = []
  /// The definitions that go with the rules.
  let definitions: DefinitionTable

  init(definitions: DefinitionTable = DefinitionTable()) {
    self.definitions = definitions
  }

  /// Adds a rule behind the others. One whose left side is no application is left out: it would
  /// apply everywhere.
  mutating func add(_ rule: RewriteRule, in bank: borrowing TermBank) {
    if let rule = LinearRule(rule, in: bank) { linear.append(rule) }
    switch bank.shape(of: rule.left) {
    case .application:
      let index = Int(bank.head(of: rule.left).index)
      while applications.count <= index { applications.append([]) }
      applications[index].append(CompiledRule(rule, in: bank))
    case .call: calls.append(CompiledRule(rule, in: bank))
    case .functionValue, .variable, .integer: return
    }
  }

  /// The rules whose left side may match a term.
  func candidates(for term: TermID, in bank: borrowing TermBank) -> [CompiledRule] {
    switch bank.shape(of: term) {
    case .application:
      let index = Int(bank.head(of: term).index)
      return index < applications.count ? applications[index] : []
    case .call: return calls
    case .functionValue, .variable, .integer: return []
    }
  }
}
