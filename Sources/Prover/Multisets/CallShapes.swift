import Kernel
import Terms

/// A call of a function as laws speak of it: distinct variables for its arguments, but for the
/// function values that a program passes, of which only the captured arguments are variables.
struct CallShape: Equatable {
  var term: TermID
  var function: SymbolID
  /// In the order of their first occurrence.
  var variables: [TermID]
}

/// Bounds on the calls that are looked at.
private enum Bound {
  static let functions = 40
  static let patterns = 60
}

extension ProofSearch {
  /// The calls that occur in a goal and, step by step, in the definitions of what it mentions, those
  /// of functions that were declared earlier first.
  mutating func callShapes(
    below goal: TermID, _ discovery: inout BoundDiscovery
  ) -> [CallShape] {
    struct Instance: Hashable {
      var function: SymbolID
      var types: [TypeID]
    }
    var seen: Set<Instance> = []
    var result: [CallShape] = []
    var pending = theory.bank.subterms(of: goal)
    var next = 0
    while next < pending.count, result.count < Bound.patterns {
      let term = pending[next]
      next += 1
      switch theory.bank.shape(of: term) {
      case .variable, .integer, .call: continue
      case .application, .functionValue: break
      }
      let function = theory.bank.head(of: term)
      guard case .function = theory.bank.kind(of: function) else { continue }
      let instance = Instance(function: function, types: theory.bank.typeArguments(of: term))
      if seen.count < Bound.functions, seen.insert(instance).inserted {
        pending += theory.definingTerms(of: function, at: instance.types)
        if let pattern = pattern(function, instance.types, nil, &discovery) {
          result.append(pattern)
        }
      }
      if theory.bank.shape(of: term) == .application,
        let pattern = pattern(
          function, instance.types, theory.bank.arguments(of: term), &discovery),
        !result.contains(pattern)
      {
        result.append(pattern)
      }
    }
    return result.enumerated()
      .sorted { ($0.element.function, $0.offset) < ($1.element.function, $1.offset) }
      .map(\.element)
  }

  /// - Parameter arguments: those of a call, of which function values are kept; nil if none are.
  private mutating func pattern(
    _ function: SymbolID, _ types: [TypeID], _ arguments: [TermID]?,
    _ discovery: inout BoundDiscovery
  ) -> CallShape? {
    var substitution = Substitution()
    for (name, type) in zip(theory.bank.typeParameters(of: function), types) {
      substitution.types[name] = type
    }
    var wanted: [TypeID] = []
    let parameters = theory.bank.signature(of: function).parameters
    for (index, parameter) in parameters.enumerated() {
      if let value = arguments?[index], theory.bank.shape(of: value) == .functionValue {
        wanted += theory.bank.arguments(of: value).map { theory.bank.type(of: $0) }
      } else {
        wanted.append(theory.bank.typeInstance(parameter, substitution))
      }
    }
    let variables = variables(wanted, &discovery)
    var rest = variables[...]
    var list: [TermID] = []
    for index in parameters.indices {
      if let value = arguments?[index], theory.bank.shape(of: value) == .functionValue {
        let captured = Array(rest.prefix(theory.bank.argumentCount(of: value)))
        rest = rest.dropFirst(captured.count)
        list.append(theory.bank.rebuilding(value, arguments: captured))
      } else if let variable = rest.popFirst() {
        list.append(variable)
      }
    }
    guard let term = try? theory.bank.application(function, types, list) else { return nil }
    return CallShape(term: term, function: function, variables: variables)
  }
}
