import Lisp

/// Terms over one scope by type and size, one for each behaviour.
///
/// Two terms behave alike if they give the same in every model and test context of the scope; the
/// first in order of size is kept (observational equivalence: Albarghouthi, Gulwani and Kincaid
/// 2013, "Recursive Program Synthesis"; here recursive calls are answered by oracles, so it merges
/// terms only where they agree whatever the program is).
struct TermBank {
  /// Model contexts that are compared.
  static let modelLimit = 24

  let scope: SearchScope
  let heads: [TermHead]
  private let codes: [TermHead.Code]
  /// Contexts per term: first the models, then the tests.
  let width: Int
  let modelCount: Int
  /// Sizes up to this one are complete.
  private(set) var completeSize = 0
  /// Set when terms were given up because there were too many.
  private(set) var isCut = false

  private(set) var termHeads: [Int32] = []
  private(set) var childStarts: [Int32] = []
  private var childPool: [Int32] = []
  /// For each term the orders along which all its self-calls descend, as bits.
  private(set) var descents: [UInt32] = []
  private(set) var values: [ValueID] = []
  /// By type and size the terms.
  private var levels: [[[Int32]]]
  private var table: [Int32]

  init(scope: SearchScope, grammar: Grammar) {
    self.scope = scope
    heads = TermHead.all(in: scope, grammar: grammar)
    codes = heads.map(\.code)
    modelCount = min(Self.modelLimit, scope.oracles.count)
    width = modelCount + scope.tests.count
    levels = Array(repeating: [[]], count: grammar.types.count)
    table = [Int32](repeating: -1, count: 1 << 10)
  }

  var count: Int { termHeads.count }

  func terms(of type: TypeIndex, size: Int) -> [Int32] {
    size < levels[type].count ? levels[type][size] : []
  }

  func children(of term: Int32) -> ArraySlice<Int32> {
    let start = Int(childStarts[Int(term)])
    return childPool[start..<start + heads[Int(termHeads[Int(term)])].arguments.count]
  }

  @inline(__always)
  func code(of term: Int32) -> TermHead.Code { codes[Int(termHeads[Int(term)])] }

  @inline(__always)
  func child(_ index: Int, of term: Int32) -> Int32 {
    childPool[Int(childStarts[Int(term)]) + index]
  }

  func head(of term: Int32) -> TermHead { heads[Int(termHeads[Int(term)])] }

  /// The term and its parts that have children.
  func parts(of term: Int32) -> [Int32] {
    let children = children(of: term)
    guard !children.isEmpty else { return [] }
    return [term] + children.flatMap { parts(of: $0) }
  }

  /// The variable that the term is, if it is one.
  func variable(_ term: Int32) -> Int? {
    let code = code(of: term)
    return code.kind == .variable ? Int(code.operand) : nil
  }

  /// The term's value in a test context, by place in the scope's list of tests.
  @inline(__always)
  func testValue(_ term: Int32, _ place: Int) -> ValueID {
    values[Int(term) * width + modelCount + place]
  }

  func value(_ term: Int32, context: Int) -> ValueID { values[Int(term) * width + context] }

  /// Adds the terms of the next size, at most `limit` in all.
  ///
  /// - Returns: how many contexts were computed.
  mutating func grow(limit: Int, _ semantics: inout TermSemantics) -> Int {
    let size = completeSize + 1
    for type in levels.indices { levels[type].append([]) }
    var work = 0
    for head in heads.indices {
      let rest = size - heads[head].cost
      guard rest >= heads[head].arguments.count else { continue }
      if heads[head].arguments.isEmpty && rest > 0 { continue }
      var chosen: [Int32] = []
      extend(head, rest, size, limit, &chosen, &semantics, &work)
    }
    completeSize = size
    return work
  }

  /// Chooses the children from left to right in all ways that use up `rest`.
  private mutating func extend(
    _ head: Int, _ rest: Int, _ size: Int, _ limit: Int, _ chosen: inout [Int32],
    _ semantics: inout TermSemantics, _ work: inout Int
  ) {
    let arguments = heads[head].arguments
    if chosen.count == arguments.count {
      work += width
      insert(head, size, chosen, &semantics)
      return
    }
    let later = arguments.count - chosen.count - 1
    let type = arguments[chosen.count]
    let sizes = later == 0 ? rest...rest : 1...max(1, rest - later)
    for share in sizes where share < levels[type].count {
      for term in levels[type][share] {
        guard count < limit else {
          isCut = true
          return
        }
        chosen.append(term)
        extend(head, rest - share, size, limit, &chosen, &semantics, &work)
        chosen.removeLast()
      }
    }
  }

  private mutating func insert(
    _ head: Int, _ size: Int, _ children: [Int32], _ semantics: inout TermSemantics
  ) {
    let headRow = heads[head]
    let descent = semantics.descent(headRow, children, self)
    guard descent != 0 else { return }
    let start = values.count
    var isUseless = true
    for context in 0..<width {
      let value = semantics.value(headRow, children, context, self)
      if value >= 0 { isUseless = false }
      values.append(value)
    }
    let type = headRow.result
    if isUseless || !register(type, start) {
      values.removeLast(values.count - start)
      return
    }
    let term = Int32(termHeads.count)
    termHeads.append(Int32(head))
    childStarts.append(Int32(childPool.count))
    childPool += children
    descents.append(descent)
    levels[type][size].append(term)
  }

  /// Enters the values from `start` on as those of the next term, unless a term has them.
  private mutating func register(_ type: TypeIndex, _ start: Int) -> Bool {
    if 2 * termHeads.count >= table.count { rehash() }
    var slot = hash(type, start) & (table.count - 1)
    while table[slot] >= 0 {
      let other = Int(table[slot])
      if heads[Int(termHeads[other])].result == type, agrees(other * width, start) { return false }
      slot = (slot + 1) & (table.count - 1)
    }
    table[slot] = Int32(termHeads.count)
    return true
  }

  private func agrees(_ left: Int, _ right: Int) -> Bool {
    for offset in 0..<width where values[left + offset] != values[right + offset] { return false }
    return true
  }

  private func hash(_ type: TypeIndex, _ start: Int) -> Int {
    var state = UInt64(type) &+ 0x9E37_79B9_7F4A_7C15
    for offset in 0..<width {
      state =
        (state ^ UInt64(UInt32(bitPattern: values[start + offset])))
        &* 0xBF58_476D_1CE4_E5B9
      state ^= state >> 31
    }
    return Int(truncatingIfNeeded: state & 0x7FFF_FFFF_FFFF)
  }

  private mutating func rehash() {
    table = [Int32](repeating: -1, count: 4 * table.count)
    for term in termHeads.indices {
      var slot = hash(heads[Int(termHeads[term])].result, term * width) & (table.count - 1)
      while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = Int32(term)
    }
  }
}
