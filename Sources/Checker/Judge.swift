/// One check: all that has been read and proved so far.
///
/// Each file named for a rule or an item adds what decides it. The first refusal ends the check.
struct Judge: ~Copyable {
  let limits: CheckLimits
  var forms: Forms
  var types: TypeBank
  var heads: HeadBank
  var terms: TermBank
  var signature = Signature()
  var sets: HypothesisSets

  /// The variables, in the order of declaration, and those of the file by name.
  var variables: [DeclaredVariable] = []
  var variableNames = NameMap<Variable>()
  /// The terms `(term N ...)`.
  var numbered = ContiguousArray<TermID>()
  /// The lines `(line N ...)`.
  var lines = ContiguousArray<Sequent>()
  var items: [DeclaredItem] = []
  var theorems: [CheckedTheorem] = []

  /// How many items have been begun, without the header.
  private(set) var itemCount = 0
  var builtIn: BuiltIn
  var instantiation = TypeMap()
  var substitution = Substitution()
  var marks = TermMarks()
  /// Patterns, conditions and variables that all clauses hold, and uses that all items hold.
  var stored = 0
  /// Bytes of text that all identities are hashes of.
  var hashedBytes = 0
  /// Bytes and identities that ``theorems`` holds.
  var printedBytes = 0
  var listedIdentities = 0

  init(_ bytes: [UInt8], limits: CheckLimits) {
    self.limits = limits
    forms = Forms(bytes, nesting: limits.nesting)
    types = TypeBank(limits: limits)
    heads = HeadBank(limits: limits)
    terms = TermBank(limits: limits)
    sets = HypothesisSets(limits: limits)
    builtIn = BuiltIn()
  }

  /// Reads the whole file.
  mutating func run() throws(Cause) {
    try declareBuiltIn()
    guard try forms.readItem() else { throw .unexpectedEnd }
    try readHeader()
    while try readNext() {}
  }

  private mutating func readNext() throws(Cause) -> Bool {
    // An item that cannot be read counts as begun.
    itemCount += 1
    guard try forms.readItem() else { return false }
    try readItem()
    return true
  }

  private func readHeader() throws(Cause) {
    do throws(Cause) {
      var parts = try forms.elements(forms.item)
      guard forms.word(try forms.take(&parts)) == .certificate,
        try forms.number(forms.take(&parts)) == 1, parts.isEmpty
      else { throw .wrongHeader }
    } catch {
      throw .wrongHeader
    }
  }

  private mutating func readItem() throws(Cause) {
    var parts = try forms.elements(forms.item)
    switch forms.word(try forms.take(&parts)) {
    case .data: try readData(parts)
    case .variable: try readVariable(parts)
    case .define: try readDefinition(parts)
    case .term: try readNumberedTerm(parts)
    case .line: try readLine(parts)
    case .theorem: try readTheorem(parts)
    default: throw .unknownItem
    }
  }
}

/// A variable with its one type.
struct DeclaredVariable {
  let name: Name
  let type: TypeID
  let term: TermID
}

/// A `data` or `define` item that was accepted.
struct DeclaredItem {
  /// The names it introduces, in order.
  let names: [Name]
  /// 64 hexadecimal digits, ASCII.
  let identity: [UInt8]
  /// The items whose names it uses, each once.
  let uses: [ItemID]
}
