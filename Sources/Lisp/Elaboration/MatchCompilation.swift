/// Turns nested patterns into matches that are one level deep.
///
/// Backtracking-free decision trees, columns from left to right: Maranget 2008, "Compiling pattern
/// matching to good decision trees". A body that is reached in several ways is lowered for each.
extension Lowering {
  struct Row {
    var patterns: [TypedPattern]
    /// The variables that are bound so far and their slots.
    var bound: [(variable: Int, slot: Int)] = []
    /// Its place among the cases.
    var index: Int
  }

  /// One `match` that is being turned.
  struct Matching {
    var cases: [TypedCase]
    var root: Int?
    var rootType: Type
    var reached: Set<Int> = []
    /// What is known of slots on the way to where we are.
    var known: [Int: (ConstructorID, [Int])] = [:]
    var missing: String?
  }

  mutating func match(
    _ subject: Typed, _ type: InferredType, _ cases: [TypedCase], at location: SourceLocation
  ) -> Expression {
    let subject = expression(subject)
    let subjectType = self.type(type)
    let rows = cases.enumerated().map { Row(patterns: [$1.pattern], index: $0) }
    var matching = Matching(cases: cases, root: nil, rootType: subjectType)
    defer { report(matching, at: location) }
    if let name = irrefutableName(cases[0].pattern) {
      let slot = addLocal(name, subjectType)
      matching.root = slot
      let body = compile(rows, columns: [slot], types: [subjectType], &matching)
      return .bind([Binding(slot: slot, expression: subject)], body)
    }
    if case .local(let slot) = subject {
      matching.root = slot
      return compile(rows, columns: [slot], types: [subjectType], &matching)
    }
    let wholeName = firstName(in: cases.map(\.pattern))
    guard let wholeName else {
      return branches(rows, 0, subject, [], [subjectType], &matching)
    }
    let slot = addLocal(wholeName, subjectType)
    matching.root = slot
    let body = compile(rows, columns: [slot], types: [subjectType], &matching)
    return .bind([Binding(slot: slot, expression: subject)], body)
  }

  private func irrefutableName(_ pattern: TypedPattern) -> String? {
    switch pattern {
    case .wildcard: "_"
    case .variable(let variable): inference.variables[variable].name
    case .constructor: nil
    }
  }

  /// The name of the first pattern that is a variable.
  private func firstName(in patterns: [TypedPattern]) -> String? {
    for pattern in patterns {
      if case .variable(let variable) = pattern { return inference.variables[variable].name }
    }
    return nil
  }

  private mutating func compile(
    _ rows: [Row], columns: [Int], types: [Type], _ matching: inout Matching
  ) -> Expression {
    guard let first = rows.first else {
      if matching.missing == nil { matching.missing = witness(matching.root, matching, 8) }
      return .undefined(.bool)
    }
    let refutable = first.patterns.firstIndex { pattern in
      if case .constructor = pattern { return true }
      return false
    }
    guard let column = refutable else {
      if !matching.reached.insert(first.index).inserted { hasRepetition = true }
      return leaf(first, columns, matching)
    }
    return branches(rows, column, .local(columns[column]), columns, types, &matching)
  }

  private mutating func leaf(_ row: Row, _ columns: [Int], _ matching: Matching) -> Expression {
    for (pattern, slot) in zip(row.patterns, columns) {
      if case .variable(let variable) = pattern { slots[variable] = slot }
    }
    for (variable, slot) in row.bound { slots[variable] = slot }
    return expression(matching.cases[row.index].body)
  }

  /// A match on one column; `columns` is empty where the subject has no slot.
  private mutating func branches(
    _ rows: [Row], _ column: Int, _ subject: Expression, _ columns: [Int], _ types: [Type],
    _ matching: inout Matching
  ) -> Expression {
    guard let dataType = environment.dataType(of: types[column]) else { return .undefined(.bool) }
    var branches: [Branch] = []
    for constructor in environment[dataType].constructors {
      let fieldTypes = environment.fields(of: constructor, in: types[column])
      let selected = rows.compactMap { row in
        specialise(row, column, constructor, fieldTypes.count, columns)
      }
      var fields: [Int] = []
      for (index, type) in fieldTypes.enumerated() {
        let named = firstName(in: selected.map { $0.patterns[column + index] })
        fields.append(addLocal(named ?? "_", type))
      }
      let outer = columns.isEmpty ? nil : columns[column]
      let before = outer.flatMap { matching.known[$0] }
      if let outer { matching.known[outer] = (constructor, fields) }
      if outer == nil { matching.known[-1] = (constructor, fields) }
      var inner = columns
      inner.replaceSubrange(column..<min(column + 1, columns.count), with: fields)
      var innerTypes = types
      innerTypes.replaceSubrange(column...column, with: fieldTypes)
      let body = compile(selected, columns: inner, types: innerTypes, &matching)
      if let outer { matching.known[outer] = before }
      branches.append(Branch(constructor: constructor, slots: fields, body: body))
    }
    return .match(subject, branches)
  }

  /// The row where a column is known to hold a constructor; nil if it cannot match.
  private func specialise(
    _ row: Row, _ column: Int, _ constructor: ConstructorID, _ fieldCount: Int, _ columns: [Int]
  ) -> Row? {
    var row = row
    let fields: [TypedPattern]
    switch row.patterns[column] {
    case .constructor(let own, let inner):
      guard own == constructor else { return nil }
      fields = inner
    case .variable(let variable):
      if !columns.isEmpty { row.bound.append((variable, columns[column])) }
      fields = Array(repeating: .wildcard, count: fieldCount)
    case .wildcard: fields = Array(repeating: .wildcard, count: fieldCount)
    }
    row.patterns.replaceSubrange(column...column, with: fields)
    return row
  }

  // MARK: - Faults

  private mutating func report(_ matching: Matching, at location: SourceLocation) {
    if let missing = matching.missing {
      report(
        "the cases of `match` are not exhaustive", at: location, found: "no case for \(missing)",
        expected: "a case for every value of type \(Printer.text(of: matching.rootType))")
      return
    }
    for (index, item) in matching.cases.enumerated() where !matching.reached.contains(index) {
      if resolution.unreachable.insert(item.location).inserted {
        report("this case is never reached", at: item.location, severity: .warning)
      }
    }
  }

  /// A pattern for the values that no case matches.
  private func witness(_ slot: Int?, _ matching: Matching, _ depth: Int) -> String {
    guard depth > 0, let (constructor, fields) = matching.known[slot ?? -1] else { return "_" }
    let name = environment[constructor].name
    if fields.isEmpty { return name }
    let parts = fields.map { witness($0, matching, depth - 1) }
    return "(" + ([name] + parts).joined(separator: " ") + ")"
  }
}
