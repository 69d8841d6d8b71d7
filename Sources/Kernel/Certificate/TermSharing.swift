import Terms

/// Which terms of a certificate get numbers: those that are used twice, and pieces of deep ones.
struct TermSharing {
  private var uses = IDMap()
  private var counted: [TermID] = []
  private var pieces: Set<TermID> = []
  private(set) var variables: [TermID] = []
  private(set) var typeVariables: [String] = []
  private var seenTypes: Set<TypeID> = []
  private var seenTypeVariables: Set<String> = []

  /// Counts one use of a term, and if it is the first, one of each of its arguments.
  mutating func count(_ root: TermID, _ bank: borrowing TermBank) {
    var stack = [root]
    while let term = stack.popLast() {
      let earlier = uses[term.index] ?? 0
      uses[term.index] = earlier + 1
      guard earlier == 0 else { continue }
      counted.append(term)
      switch bank.shape(of: term) {
      case .variable:
        variables.append(term)
        mention(bank.type(of: term), bank)
      case .application, .functionValue:
        for type in bank.typeArguments(of: term) { mention(type, bank) }
      case .integer, .call: break
      }
      for position in 0..<bank.argumentCount(of: term) {
        stack.append(bank.argument(position, of: term))
      }
    }
  }

  /// Takes note of the type variables of a type.
  mutating func mention(_ type: TypeID, _ bank: borrowing TermBank) {
    guard bank.hasTypeVariables(type), seenTypes.insert(type).inserted else { return }
    for name in bank.typeVariables(of: type) { mention(name) }
  }

  mutating func mention(_ typeVariable: String) {
    if seenTypeVariables.insert(typeVariable).inserted { typeVariables.append(typeVariable) }
  }

  /// Cuts what would nest too deeply, once everything is counted.
  mutating func cut(_ bank: borrowing TermBank) {
    var depths = IDMap()
    // Arguments have smaller ids than what they stand in.
    for term in counted.sorted() {
      var depth = 0
      for position in 0..<bank.argumentCount(of: term) {
        let argument = bank.argument(position, of: term)
        if !isNumbered(argument, bank) { depth = max(depth, 1 + (depths[argument.index] ?? 0)) }
      }
      depths[term.index] = depth
      if depth >= CertificateLimits.inlineDepth { pieces.insert(term) }
    }
  }

  /// True if the term is an item of its own.
  func isNumbered(_ term: TermID, _ bank: borrowing TermBank) -> Bool {
    switch bank.shape(of: term) {
    case .variable, .integer: return false
    case .application, .functionValue, .call: break
    }
    if !pieces.isEmpty && pieces.contains(term) { return true }
    let isShort = bank.argumentCount(of: term) == 0 && bank.typeArguments(of: term).isEmpty
    return !isShort && (uses[term.index] ?? 0) > 1
  }
}
