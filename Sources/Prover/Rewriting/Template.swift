import Terms

/// A term compiled for instantiation: the applications to build, in the order in which
/// ``TermBank/substitute(_:_:)-(TermID,_)`` builds them, so that new terms are numbered alike.
struct Template {
  enum Operand {
    case variable(Int)
    case term(TermID)
    /// What an earlier operation has built.
    case result(Int)
  }

  enum Head {
    case application(HeadID)
    case functionValue(HeadID)
    case call
    /// A head with type variables that the binding replaces, by its number in ``PolymorphicHeads``.
    case polymorphic(TermShape, Int)
  }

  struct Operation {
    var head: Head
    /// Where the operands stand.
    var start: Int
    var count: Int
  }

  private(set) var operations: ContiguousArray<Operation> = []
  private(set) var operands: ContiguousArray<Operand> = []
  private(set) var root: Operand = .result(0)
}

/// The heads of templates whose types depend on the binding, and what they were at some types.
struct PolymorphicHeads {
  fileprivate var heads: [(symbol: SymbolID, types: [TypeID])] = []
  fileprivate var names: [String]
  /// For types met, each head, or the greatest number where it was not needed yet.
  private var instances: [(types: ContiguousArray<TypeID>, heads: ContiguousArray<UInt32>)] = []

  /// - Parameter names: those of the type variables, by number.
  init(names: [String]) { self.names = names }
}

// MARK: - Compiling

extension Template {
  /// - Parameters:
  ///   - variables: those that a binding has values for, by number; the term has no others that the
  ///     binding would change.
  ///   - heads: nil if types stand for themselves.
  init(
    _ term: TermID, variables: [TermID], heads: inout PolymorphicHeads?,
    in bank: borrowing TermBank
  ) {
    var known: [TermID: Operand] = [:]
    for (number, variable) in variables.enumerated() { known[variable] = .variable(number) }
    var stack = [term]
    while let next = stack.last {
      if known[next] != nil {
        stack.removeLast()
        continue
      }
      let arguments = bank.arguments(of: next)
      let isFixed =
        !bank.hasVariables(next) && (heads == nil || !bank.hasTypeVariables(next))
      if isFixed || arguments.isEmpty && bank.shape(of: next) == .variable {
        known[next] = .term(next)
        continue
      }
      let missing = arguments.filter {
        known[$0] == nil && (bank.hasVariables($0) || heads != nil && bank.hasTypeVariables($0))
      }
      if !missing.isEmpty {
        stack += missing
        continue
      }
      stack.removeLast()
      known[next] = .result(operations.count)
      operations.append(
        Operation(
          head: Template.head(of: next, &heads, in: bank), start: operands.count,
          count: arguments.count))
      for argument in arguments { operands.append(known[argument] ?? .term(argument)) }
    }
    root = known[term] ?? .term(term)
  }

  private static func head(
    of term: TermID, _ heads: inout PolymorphicHeads?, in bank: borrowing TermBank
  ) -> Head {
    let shape = bank.shape(of: term)
    guard shape == .application || shape == .functionValue else { return .call }
    let head = bank.headID(of: term)
    let types = bank.typeArguments(of: term)
    if types.contains(where: { bank.hasTypeVariables($0) }),
      let number = heads?.number(of: bank.symbol(of: head), types)
    {
      return .polymorphic(shape, number)
    }
    return shape == .application ? .application(head) : .functionValue(head)
  }
}

extension PolymorphicHeads {
  fileprivate mutating func number(of symbol: SymbolID, _ types: [TypeID]) -> Int {
    if let known = heads.firstIndex(where: { $0.symbol == symbol && $0.types == types }) {
      return known
    }
    heads.append((symbol, types))
    return heads.count - 1
  }

  /// The head with the types of a binding in it.
  fileprivate mutating func head(
    _ number: Int, at types: ContiguousArray<TypeID>, in bank: inout TermBank
  ) throws(TermFailure) -> HeadID {
    var place = 0
    while place < instances.count, instances[place].types != types { place += 1 }
    if place == instances.count {
      instances.append((types, ContiguousArray(repeating: .max, count: heads.count)))
    }
    let known = instances[place].heads[number]
    if known != .max { return HeadID(index: known) }
    var replacements: [String: TypeID] = [:]
    for (name, type) in zip(names, types) { replacements[name] = type }
    var arguments: [TypeID] = []
    for type in heads[number].types {
      arguments.append(try bank.substitute(type, replacements))
    }
    let head = try bank.head(heads[number].symbol, arguments)
    instances[place].heads[number] = head.index
    return head
  }
}

// MARK: - Instantiating

/// Room for the terms that a template builds.
struct TemplateRoom {
  fileprivate var results: ContiguousArray<TermID> = []
  fileprivate var arguments: ContiguousArray<TermID> = []
}

extension Template {
  /// The instance at a binding of all its variables, or nil if there is no such term.
  func instance(
    at bindings: Bindings, _ heads: inout PolymorphicHeads?, _ room: inout TemplateRoom,
    in bank: inout TermBank
  ) -> TermID? {
    room.results.removeAll(keepingCapacity: true)
    for operation in operations {
      room.arguments.removeAll(keepingCapacity: true)
      for place in operation.start..<operation.start + operation.count {
        room.arguments.append(value(of: operands[place], at: bindings, room))
      }
      do throws(TermFailure) {
        room.results.append(
          try build(operation.head, room.arguments.span, at: bindings, &heads, in: &bank))
      } catch {
        return nil
      }
    }
    return value(of: root, at: bindings, room)
  }

  @inline(__always)
  private func value(
    of operand: Operand, at bindings: borrowing Bindings, _ room: borrowing TemplateRoom
  ) -> TermID {
    switch operand {
    case .variable(let number): bindings.terms[number]
    case .term(let term): term
    case .result(let number): room.results[number]
    }
  }

  @inline(__always)
  private func build(
    _ head: Head, _ arguments: Span<TermID>, at bindings: borrowing Bindings,
    _ heads: inout PolymorphicHeads?, in bank: inout TermBank
  ) throws(TermFailure) -> TermID {
    switch head {
    case .application(let head): return try bank.application(head, arguments)
    case .functionValue(let head): return try bank.functionValue(head, arguments)
    case .call: return try bank.call(arguments)
    case .polymorphic(let shape, let number):
      guard let head = try heads?.head(number, at: bindings.types, in: &bank) else {
        preconditionFailure("a template with polymorphic heads comes with them")
      }
      return shape == .application
        ? try bank.application(head, arguments) : try bank.functionValue(head, arguments)
    }
  }
}
