import Lisp

/// Takes out of a program what makes no difference to what it gives: matches and conditions that
/// are decided, branches that are all the same, variables that are bound for nothing.
///
/// As functions are total, neither the order nor the number of evaluations matters, but for fuel.
struct GenomeSimplification {
  let table: HeadTable

  /// What is known of a variable that a match around the place has taken apart.
  private struct Shape {
    var branch: Int
    var firstSlot: Int
  }

  private struct Surroundings {
    var shapes: [Int: Shape] = [:]
    /// By slot, what stands for the variable.
    var values: [Int: [GenomeNode]] = [:]
  }

  /// Repeats its rules until none applies.
  func simplified(_ nodes: [GenomeNode]) -> [GenomeNode] {
    var nodes = nodes
    for _ in 0..<8 {
      var index = 0
      let next = table.reducingApplications(reduced(nodes, &index, Surroundings()))
      if next == nodes { break }
      nodes = next
    }
    return nodes
  }

  private func reduced(
    _ nodes: [GenomeNode], _ index: inout Int, _ around: Surroundings
  ) -> [GenomeNode] {
    let node = nodes[index]
    let head = Int(node.head)
    switch table.kinds[head] {
    case .local:
      index += 1
      return around.values[Int(node.slot)] ?? [node]
    case .match: return match(nodes, &index, around)
    case .bind: return bind(nodes, &index, around)
    default:
      index += 1
      var parts: [[GenomeNode]] = []
      for _ in 0..<table.arity(head) { parts.append(reduced(nodes, &index, around)) }
      return primitive(head, parts) ?? parts.reduce(into: [node]) { $0 += $1 }
    }
  }

  private func end(_ index: Int, _ nodes: [GenomeNode]) -> Int {
    var open = 1
    var place = index
    while open > 0 {
      open += table.arity(Int(nodes[place].head)) - 1
      place += 1
    }
    return place
  }

  private func occurrences(_ slot: Int, in nodes: ArraySlice<GenomeNode>) -> Int {
    nodes.count { Int($0.head) == HeadTable.local && Int($0.slot) == slot }
  }
}

// MARK: - Matches

extension GenomeSimplification {
  private func match(
    _ nodes: [GenomeNode], _ index: inout Int, _ around: Surroundings
  ) -> [GenomeNode] {
    let node = nodes[index]
    let head = Int(node.head)
    let finish = end(index, nodes)
    index += 1
    let subject = reduced(nodes, &index, around)
    defer { index = finish }
    if let decided = decided(head, node, subject, nodes, index, around) { return decided }
    var result = [node] + subject
    var branches: [[GenomeNode]] = []
    var slot = Int(node.slot)
    for (place, fields) in table.scopes[head].enumerated() {
      var inner = around
      if let variable = variable(subject) {
        inner.shapes[variable] = Shape(branch: place, firstSlot: slot)
      }
      slot += fields.count
      branches.append(reduced(nodes, &index, inner))
    }
    if let same = same(branches, head, node) { return same }
    if isIdentity(branches, head, node) { return subject }
    for branch in branches { result += branch }
    return result
  }

  private func variable(_ part: [GenomeNode]) -> Int? {
    part.count == 1 && Int(part[0].head) == HeadTable.local ? Int(part[0].slot) : nil
  }

  /// The branch that a match takes whose subject's constructor is known.
  private func decided(
    _ head: Int, _ node: GenomeNode, _ subject: [GenomeNode], _ nodes: [GenomeNode],
    _ first: Int, _ around: Surroundings
  ) -> [GenomeNode]? {
    var taken: Int?
    var values: [[GenomeNode]] = []
    if let variable = variable(subject), let shape = around.shapes[variable] {
      taken = shape.branch
      values = table.scopes[head][shape.branch].indices.map {
        [GenomeNode(HeadTable.local, slot: shape.firstSlot + $0)]
      }
    } else if let branch = branch(of: Int(subject[0].head), head) {
      taken = branch
      var place = 1
      while place < subject.count {
        let next = end(place, subject)
        values.append(Array(subject[place..<next]))
        place = next
      }
    }
    guard let taken, values.count == table.scopes[head][taken].count else { return nil }
    var start = first
    for _ in 0..<taken { start = end(start, nodes) }
    let body = nodes[start..<end(start, nodes)]
    var inner = around
    var slot = Int(node.slot)
    for branch in 0..<taken { slot += table.scopes[head][branch].count }
    for (offset, value) in values.enumerated() {
      let uses = occurrences(slot + offset, in: body)
      guard value.count == 1 || uses <= 1 else { return nil }
      inner.values[slot + offset] = value
    }
    return reduced(nodes, &start, inner)
  }

  /// Which branch of a match a constructor takes.
  private func branch(of head: Int, _ match: Int) -> Int? {
    guard case .production(.constructor(let constructor, _)) = table.forms[head],
      case .match(let type) = table.forms[match]
    else { return nil }
    return table.grammar.splits[type]?.cases.firstIndex { $0.constructor == constructor }
  }

  /// What all branches are, if that mentions no field.
  private func same(
    _ branches: [[GenomeNode]], _ head: Int, _ node: GenomeNode
  ) -> [GenomeNode]? {
    guard let first = branches.first, branches.allSatisfy({ $0 == first }) else { return nil }
    let fields = Int(node.slot)..<Int(node.slot) + table.binderCounts[head]
    return first.contains { Int($0.head) == HeadTable.local && fields.contains(Int($0.slot)) }
      ? nil : first
  }

  /// Whether each branch puts together what was taken apart.
  private func isIdentity(_ branches: [[GenomeNode]], _ head: Int, _ node: GenomeNode) -> Bool {
    guard case .match(let type) = table.forms[head] else { return false }
    var slot = Int(node.slot)
    for (place, branch) in branches.enumerated() {
      let root = Int(branch[0].head)
      let fields = table.scopes[head][place].indices.map {
        GenomeNode(HeadTable.local, slot: slot + $0)
      }
      slot += fields.count
      guard self.branch(of: root, head) == place, table.results[root] == type,
        branch.dropFirst().elementsEqual(fields)
      else { return false }
    }
    return !branches.isEmpty
  }
}

// MARK: - Bindings and primitives

extension GenomeSimplification {
  private func bind(
    _ nodes: [GenomeNode], _ index: inout Int, _ around: Surroundings
  ) -> [GenomeNode] {
    let node = nodes[index]
    let count = table.binderCounts[Int(node.head)]
    index += 1
    let values = (0..<count).map { _ in reduced(nodes, &index, around) }
    let start = index
    let finish = end(start, nodes)
    var inner = around
    var isNeeded = false
    for (offset, value) in values.enumerated() {
      let slot = Int(node.slot) + offset
      let uses = occurrences(slot, in: nodes[start..<finish])
      if value.count == 1 || uses <= 1 {
        inner.values[slot] = value
      } else {
        isNeeded = true
      }
    }
    if isNeeded { inner = around }
    let body = reduced(nodes, &index, inner)
    return isNeeded ? values.reduce(into: [node]) { $0 += $1 } + body : body
  }

  private func primitive(_ head: Int, _ parts: [[GenomeNode]]) -> [GenomeNode]? {
    guard case .production(.primitive(let primitive, _)) = table.forms[head] else { return nil }
    func isConstant(_ part: [GenomeNode], _ constructor: ConstructorID) -> Bool {
      if case .production(.constructor(constructor, _)) = table.forms[Int(part[0].head)] {
        return true
      }
      return false
    }
    switch primitive {
    case .if:
      if isConstant(parts[0], .true) || parts[1] == parts[2] { return parts[1] }
      if isConstant(parts[0], .false) { return parts[2] }
      return isConstant(parts[1], .true) && isConstant(parts[2], .false) ? parts[0] : nil
    case .and:
      if isConstant(parts[0], .true) || parts[0] == parts[1] { return parts[1] }
      return isConstant(parts[1], .true) || isConstant(parts[0], .false) ? parts[0] : nil
    case .or:
      if isConstant(parts[0], .false) || parts[0] == parts[1] { return parts[1] }
      return isConstant(parts[1], .false) || isConstant(parts[0], .true) ? parts[0] : nil
    default: return nil
    }
  }
}
