import Kernel
import Terms

/// The functions that a goal rests on, and variables to speak of them.
struct OrderUniverse {
  /// Functions that lemmas may speak of, those of the goal first.
  var functions: [Signature.Operation] = []
  /// Applications of such functions to function values, as definitions have them: their other
  /// arguments, and what is captured, are variables.
  var composites: [TermID] = []
  /// The functions of whose results clauses distinguish cases.
  private(set) var takenApart: Set<SymbolID> = []
  /// Whether integers are compared.
  var comparesIntegers = false
  /// Which variable of its type each one is, from 0.
  private(set) var numbers: [TermID: Int] = [:]
  private var variables: [TypeID: [TermID]] = [:]
  private var names: [String: Int] = [:]

  fileprivate enum Bound {
    static let functions = 40
    static let composites = 12
  }
}

extension OrderUniverse {
  init(of goal: TermID, in theory: inout Theory, isUsable: (SymbolID) -> Bool) {
    var visited: Set<Signature.Operation.Head> = []
    var frontier = theory.bank.subterms(of: goal)
    var found: [TermID] = []
    while !frontier.isEmpty, functions.count < Bound.functions {
      var next: [TermID] = []
      for term in frontier {
        let shape = theory.bank.shape(of: term)
        guard shape == .application || shape == .functionValue else { continue }
        let symbol = theory.bank.head(of: term)
        switch theory.bank.kind(of: symbol) {
        case .dataType, .constructor: continue
        case .builtin(let builtin):
          if builtin == .less || builtin == .lessOrEqual { comparesIntegers = true }
          continue
        case .function: break
        }
        if shape == .application, takesFunctionValue(term, in: theory), isUsable(symbol),
          !found.contains(term)
        {
          found.append(term)
        }
        let types = theory.bank.typeArguments(of: term)
        let head = Signature.Operation.Head.application(symbol, types)
        guard visited.insert(head).inserted else { continue }
        next += theory.definingTerms(of: symbol, at: types)
        for condition in theory.clauses(of: symbol).flatMap(\.conditions) {
          guard let (left, _) = theory.bank.equationSides(condition),
            theory.bank.shape(of: left) == .application
          else { continue }
          takenApart.insert(theory.bank.head(of: left))
        }
        guard isUsable(symbol), let signature = try? theory.bank.signature(of: symbol, at: types)
        else {
          continue
        }
        functions.append(
          Signature.Operation(
            head: head, parameters: signature.parameters, result: signature.result, weight: 1))
      }
      frontier = next
    }
    for term in found {
      guard composites.count < Bound.composites else { break }
      let general = generalised(term, in: &theory)
      if !composites.contains(general) { composites.append(general) }
    }
  }

  /// Whether some clause distinguishes cases of such a term.
  func isTakenApart(_ term: TermID, in bank: borrowing TermBank) -> Bool {
    takenApart.contains(bank.head(of: term))
  }

  private func takesFunctionValue(_ term: TermID, in theory: borrowing Theory) -> Bool {
    theory.bank.arguments(of: term).contains { theory.bank.shape(of: $0) == .functionValue }
  }

  private mutating func generalised(_ term: TermID, in theory: inout Theory) -> TermID {
    var used: [TypeID: Int] = [:]
    var taken: [TermID: TermID] = [:]
    func variable(_ original: TermID, _ universe: inout OrderUniverse, _ bank: inout TermBank)
      -> TermID
    {
      if let known = taken[original] { return known }
      let type = bank.type(of: original)
      let position = used[type, default: 0]
      used[type] = position + 1
      let variable = universe.variable(position, of: type, in: &bank)
      taken[original] = variable
      return variable
    }
    var arguments: [TermID] = []
    for argument in theory.bank.arguments(of: term) {
      guard theory.bank.shape(of: argument) == .functionValue else {
        arguments.append(variable(argument, &self, &theory.bank))
        continue
      }
      var captured: [TermID] = []
      for inner in theory.bank.arguments(of: argument) {
        captured.append(variable(inner, &self, &theory.bank))
      }
      arguments.append(theory.bank.rebuilding(argument, arguments: captured))
    }
    return theory.bank.rebuilding(term, arguments: arguments)
  }

  /// The nth variable of a type.
  mutating func variable(_ position: Int, of type: TypeID, in bank: inout TermBank) -> TermID {
    while variables[type, default: []].count <= position {
      let stem: String
      switch bank.node(of: type) {
      case .bool: stem = "b"
      case .int: stem = "i"
      case .variable: stem = "x"
      case .function: stem = "f"
      case .data(let symbol, let arguments):
        let initial = bank.name(of: symbol).prefix(1).lowercased()
        stem = arguments.isEmpty ? initial : initial + "s"
      }
      names[stem, default: 0] += 1
      let variable = bank.variable("\(stem)\(names[stem] ?? 0)", type)
      numbers[variable] = variables[type]?.count ?? 0
      variables[type, default: []].append(variable)
    }
    return variables[type]?[position] ?? bank.variable("x", type)
  }

  /// Distinct variables of some types.
  mutating func variables(_ types: [TypeID], in bank: inout TermBank) -> [TermID] {
    var used: [TypeID: Int] = [:]
    var result: [TermID] = []
    for type in types {
      let position = used[type, default: 0]
      used[type] = position + 1
      result.append(variable(position, of: type, in: &bank))
    }
    return result
  }

  /// A variable of a type that does not occur among others.
  mutating func variable(
    of type: TypeID, besides others: [TermID], in bank: inout TermBank
  ) -> TermID {
    var position = 0
    while true {
      let candidate = variable(position, of: type, in: &bank)
      if !others.contains(candidate) { return candidate }
      position += 1
    }
  }
}
