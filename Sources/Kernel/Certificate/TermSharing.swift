import Terms

/// Which terms of a certificate get numbers: those that are used twice, and pieces of deep ones.
struct TermSharing {
  private var uses: [TermID: Int] = [:]
  private var pieces: Set<TermID> = []
  private(set) var variables: [TermID] = []
  private(set) var typeVariables: [String] = []
  private var seenTypes: Set<TypeID> = []
  private var seenTypeVariables: Set<String> = []

  /// Counts one use of a term, and if it is the first, one of each of its arguments.
  mutating func count(_ root: TermID, _ bank: borrowing TermBank) {
    var stack = [root]
    while let term = stack.popLast() {
      uses[term, default: 0] += 1
      guard uses[term] == 1 else { continue }
      switch bank.shape(of: term) {
      case .variable:
        variables.append(term)
        mention(bank.type(of: term), bank)
      case .application, .functionValue:
        for type in bank.typeArguments(of: term) { mention(type, bank) }
      case .integer, .call: break
      }
      stack.append(contentsOf: bank.arguments(of: term))
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
    var depths: [TermID: Int] = [:]
    // Arguments have smaller ids than what they stand in.
    for term in uses.keys.sorted() {
      var depth = 0
      for argument in bank.arguments(of: term) where !isNumbered(argument, bank) {
        depth = max(depth, 1 + (depths[argument] ?? 0))
      }
      depths[term] = depth
      if depth >= CertificateLimits.inlineDepth { pieces.insert(term) }
    }
  }

  /// True if the term is an item of its own.
  func isNumbered(_ term: TermID, _ bank: borrowing TermBank) -> Bool {
    switch bank.shape(of: term) {
    case .variable, .integer: return false
    case .application, .functionValue, .call: break
    }
    if pieces.contains(term) { return true }
    let isShort = bank.argumentCount(of: term) == 0 && bank.typeArguments(of: term).isEmpty
    return !isShort && uses[term, default: 0] > 1
  }
}
