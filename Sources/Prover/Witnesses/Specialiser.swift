import Kernel
import Terms

/// Why no workers can be made of a group.
enum SpecialisationFailure: Error {
  case term(TermFailure)
  /// More versions, or larger bodies, than are worth the while.
  case tooLarge
  /// A function of the group stays hidden in a function value.
  case functionValue
}

/// Bounds on the workers of one group.
enum SpecialisationLimits {
  static let versions = 24
  /// Constructors inside one another in an argument that a version is made for.
  static let depth = 4
  /// Leaves of the bodies of all workers.
  static let leaves = 400
}

/// Makes *workers* of a group: functions that compute the same and whose recursion is plainer.
///
/// A call of the group with a constructor term that is no part of the caller's patterns, and a call
/// of any function with a function value that hides the group, become calls of a version of the
/// callee for such arguments: `(flat (cons ys yss))` becomes `(flat-1 ys yss)`, `(map (fn f) ts)`
/// becomes `(map-1 ts)`. So a descent that a constructor or a function value hid is seen.
///
/// Peyton Jones 2007, "Call-pattern Specialisation for Haskell Programs"; Chin and Darlington 1996,
/// "A Higher-Order Removal Method".
struct Specialiser {
  /// A function for the calls of another with arguments of one form.
  struct Version {
    var symbol: SymbolID
    /// The call that it stands for, in terms of workers; its variables are the parameters.
    var call: TermID
    var parameters: [TermID]
  }

  let group: [FunctionDefinition]
  /// For each function of the group its worker.
  private(set) var workers: [SymbolID: SymbolID] = [:]
  private(set) var versions: [Version] = []
  private(set) var definitions: [FunctionDefinition] = []
  private var versionOfCall: [TermID: Int] = [:]
  private var definitionOfWorker: [SymbolID: FunctionDefinition] = [:]
  /// The parameters on which recursion through the group may depend.
  private var examined = ExaminedParameters()
  private var leaves = 0

  init(_ group: [FunctionDefinition]) { self.group = group }
}

// MARK: - Workers

extension Specialiser {
  /// Makes the definitions of workers and of the versions that they need.
  ///
  /// - Parameter declare: declares a function like one with this name.
  mutating func run(
    in theory: inout Theory,
    declare: (FunctionDefinition, String, inout Theory) throws(SpecialisationFailure) -> SymbolID
  ) throws(SpecialisationFailure) {
    for definition in group {
      let name = theory.bank.name(of: definition.symbol)
      let worker = try declare(definition, "\(name)-worker", &theory)
      workers[definition.symbol] = worker
      definitionOfWorker[worker] = definition
    }
    examined = ExaminedParameters(of: group, in: theory.bank)
    for (function, worker) in workers { examined.copy(from: function, to: worker) }
    for definition in group {
      guard let worker = workers[definition.symbol] else { continue }
      var scope = Scope(patterns: definition.parameters)
      for parameter in definition.parameters {
        scope.names.insert(theory.bank.variableName(of: parameter))
        scope.substitution.terms[parameter] = parameter
      }
      var made = definition
      made.symbol = worker
      made.body = try drive(definition.body, scope: &scope, &theory, declare)
      definitions.append(made)
    }
    var next = 0
    while next < versions.count {
      definitions.append(try define(versions[next], &theory, declare))
      next += 1
    }
  }

  private mutating func define(
    _ version: Version, _ theory: inout Theory,
    _ declare: (FunctionDefinition, String, inout Theory) throws(SpecialisationFailure) -> SymbolID
  ) throws(SpecialisationFailure) -> FunctionDefinition {
    let head = theory.bank.head(of: version.call)
    guard let source = definitionOfWorker[head] ?? theory.definition(of: head) else {
      throw .tooLarge
    }
    var scope = Scope(patterns: version.parameters)
    for parameter in version.parameters {
      scope.names.insert(theory.bank.variableName(of: parameter))
    }
    let types = theory.bank.typeArguments(of: version.call)
    for (name, type) in zip(source.typeParameters, types) { scope.substitution.types[name] = type }
    let arguments = theory.bank.arguments(of: version.call)
    for (parameter, argument) in zip(source.parameters, arguments) {
      scope.substitution.terms[parameter] = argument
    }
    let body = try drive(source.body, scope: &scope, &theory, declare)
    return FunctionDefinition(
      symbol: version.symbol, typeParameters: theory.bank.typeParameters(of: version.symbol),
      parameters: version.parameters, result: theory.bank.type(of: version.call), body: body)
  }
}

// MARK: - Driving

extension Specialiser {
  /// What is known on the way from the root of a body to a leaf.
  struct Scope {
    var substitution = Substitution()
    /// What the parameters of the function that is made have become.
    var patterns: [TermID]
    /// Names of variables in use.
    var names: Set<String> = []
  }

  typealias Declaration = (FunctionDefinition, String, inout Theory) throws(SpecialisationFailure)
    -> SymbolID

  private mutating func drive(
    _ body: Body, scope: inout Scope, _ theory: inout Theory, _ declare: Declaration
  ) throws(SpecialisationFailure) -> Body {
    switch body {
    case .any:
      return .any
    case .term(let term):
      leaves += 1
      guard leaves <= SpecialisationLimits.leaves else { throw .tooLarge }
      return .term(try convert(instance(term, scope, &theory), scope, &theory, declare))
    case .case(let term, let branches):
      let subject = try instance(term, scope, &theory)
      if theory.bank.isConstructed(subject) {
        let head = theory.bank.head(of: subject)
        guard let branch = branches.first(where: { $0.constructor == head }) else {
          throw .tooLarge
        }
        for (variable, field) in zip(branch.variables, theory.bank.arguments(of: subject)) {
          scope.substitution.terms[variable] = field
        }
        return try drive(branch.body, scope: &scope, &theory, declare)
      }
      let converted = try convert(subject, scope, &theory, declare)
      let outer = scope
      var cases: [Branch] = []
      for branch in branches {
        scope.substitution = outer.substitution
        scope.patterns = outer.patterns
        let variables = try enter(branch, of: subject, scope: &scope, &theory)
        let inner = try drive(branch.body, scope: &scope, &theory, declare)
        cases.append(Branch(constructor: branch.constructor, variables: variables, body: inner))
      }
      return .case(converted, cases)
    }
  }

  /// New variables for a branch; a variable that is distinguished becomes its pattern.
  private func enter(
    _ branch: Branch, of subject: TermID, scope: inout Scope, _ theory: inout Theory
  ) throws(SpecialisationFailure) -> [TermID] {
    var variables: [TermID] = []
    for variable in branch.variables {
      let type = theory.bank.typeInstance(theory.bank.type(of: variable), scope.substitution)
      let fresh = theory.bank.variable(
        scope.newName(like: theory.bank.variableName(of: variable)), type)
      variables.append(fresh)
      scope.substitution.terms[variable] = fresh
    }
    guard theory.bank.shape(of: subject) == .variable else { return variables }
    do throws(TermFailure) {
      let types = theory.bank.dataType(of: theory.bank.type(of: subject))?.arguments ?? []
      let pattern = try theory.bank.application(branch.constructor, types, variables)
      let step = Substitution(terms: [subject: pattern])
      // In a fixed order, so that new terms are numbered the same in each run.
      for (variable, value) in scope.substitution.terms.sorted(by: { $0.key < $1.key }) {
        scope.substitution.terms[variable] = try theory.bank.substitute(value, step)
      }
      scope.patterns = try theory.bank.substitute(all: scope.patterns, step)
    } catch {
      throw .term(error)
    }
    return variables
  }

  private func instance(
    _ term: TermID, _ scope: Scope, _ theory: inout Theory
  ) throws(SpecialisationFailure) -> TermID {
    do {
      return try theory.bank.substitute(term, scope.substitution)
    } catch {
      throw .term(error)
    }
  }
}

extension Specialiser.Scope {
  mutating func newName(like name: String) -> String {
    var candidate = name
    var number = 1
    while !names.insert(candidate).inserted {
      number += 1
      candidate = "\(name)_\(number)"
    }
    return candidate
  }
}

// MARK: - Calls

extension Specialiser {
  /// The term with workers for the functions of the group, and with versions where they help.
  private mutating func convert(
    _ root: TermID, _ scope: Scope, _ theory: inout Theory, _ declare: Declaration
  ) throws(SpecialisationFailure) -> TermID {
    var known: [TermID: TermID] = [:]
    for term in theory.bank.subterms(of: root) {
      let arguments = theory.bank.arguments(of: term).map { known[$0] ?? $0 }
      known[term] = try converted(term, arguments, scope, &theory, declare)
    }
    return known[root] ?? root
  }

  private mutating func converted(
    _ term: TermID, _ arguments: [TermID], _ scope: Scope, _ theory: inout Theory,
    _ declare: Declaration
  ) throws(SpecialisationFailure) -> TermID {
    do throws(TermFailure) {
      switch theory.bank.shape(of: term) {
      case .variable, .integer: return term
      case .functionValue:
        let head = theory.bank.head(of: term)
        return try theory.bank.functionValue(
          workers[head] ?? head, theory.bank.typeArguments(of: term), arguments)
      case .call where theory.bank.shape(of: arguments[0]) != .functionValue:
        return try theory.bank.rebuild(term, arguments: arguments)
      case .call, .application: break
      }
    } catch {
      throw .term(error)
    }
    if theory.bank.shape(of: term) == .call {
      return try call(
        theory.bank.head(of: arguments[0]), theory.bank.typeArguments(of: arguments[0]),
        theory.bank.arguments(of: arguments[0]) + arguments.dropFirst(), scope, &theory, declare)
    }
    let head = theory.bank.head(of: term)
    return try call(
      workers[head] ?? head, theory.bank.typeArguments(of: term), arguments, scope, &theory,
      declare)
  }

  /// An application, or what a version makes of it.
  private mutating func call(
    _ head: SymbolID, _ types: [TypeID], _ arguments: [TermID], _ scope: Scope,
    _ theory: inout Theory, _ declare: Declaration
  ) throws(SpecialisationFailure) -> TermID {
    let isWorker = definitionOfWorker[head] != nil
    let positions = arguments.indices.filter { position in
      let argument = arguments[position]
      if hidesGroup(argument, theory.bank) { return true }
      return isWorker && examined[head]?.contains(position) == true
        && theory.bank.isConstructed(argument) && !isPart(argument, of: scope, theory.bank)
    }
    var pattern = CallPattern()
    do throws(TermFailure) {
      let plain = try theory.bank.application(head, types, arguments)
      let isFunction = if case .function = theory.bank.kind(of: head) { true } else { false }
      guard !positions.isEmpty, isWorker || isFunction else { return plain }
      var skeleton = arguments
      for (position, argument) in arguments.enumerated() {
        skeleton[position] = try outline(
          argument, depth: positions.contains(position) ? SpecialisationLimits.depth : 0,
          &pattern, scope, &theory.bank)
      }
      let key = try theory.bank.application(head, types, skeleton)
      if versionOfCall[key] == nil {
        guard versions.count < SpecialisationLimits.versions else { throw TermFailure.typeTooDeep }
      }
      pattern.key = key
    } catch {
      throw .term(error)
    }
    return try version(of: pattern, &theory, declare)
  }

  private func isPart(_ term: TermID, of scope: Scope, _ bank: borrowing TermBank) -> Bool {
    scope.patterns.contains { bank.isSubterm(term, of: $0) }
  }

  /// Whether a term is a function value with a function of the group in it.
  private func hidesGroup(_ term: TermID, _ bank: borrowing TermBank) -> Bool {
    guard bank.shape(of: term) == .functionValue else { return false }
    return bank.subterms(of: term).contains {
      bank.shape(of: $0) == .functionValue && definitionOfWorker[bank.head(of: $0)] != nil
    }
  }

  /// The form of an argument: parameters in the place of what the version does not depend on.
  private func outline(
    _ term: TermID, depth: Int, _ pattern: inout CallPattern, _ scope: Scope,
    _ bank: inout TermBank
  ) throws(TermFailure) -> TermID {
    let isForm =
      hidesGroup(term, bank)
      || depth > 0 && bank.isConstructed(term) && !isPart(term, of: scope, bank)
    guard isForm else {
      let parameter = bank.variable("v\(pattern.parameters.count)", bank.type(of: term))
      pattern.parameters.append(parameter)
      pattern.arguments.append(term)
      return parameter
    }
    var arguments: [TermID] = []
    for argument in bank.arguments(of: term) {
      arguments.append(try outline(argument, depth: depth - 1, &pattern, scope, &bank))
    }
    return try bank.rebuild(term, arguments: arguments)
  }

  /// The call of the version for a pattern, which is made unless it is there.
  private mutating func version(
    of pattern: CallPattern, _ theory: inout Theory, _ declare: Declaration
  ) throws(SpecialisationFailure) -> TermID {
    guard let key = pattern.key else { throw .tooLarge }
    let names = theory.bank.typeVariables(ofTerm: key)
    let index: Int
    if let known = versionOfCall[key] {
      index = known
    } else {
      let name = theory.bank.name(of: theory.bank.head(of: key))
      let symbol = try declare(
        FunctionDefinition(
          symbol: theory.bank.head(of: key), typeParameters: names,
          parameters: pattern.parameters, result: theory.bank.type(of: key), body: .any),
        "\(name)-version", &theory)
      index = versions.count
      versionOfCall[key] = index
      versions.append(Version(symbol: symbol, call: key, parameters: pattern.parameters))
    }
    do throws(TermFailure) {
      var types: [TypeID] = []
      for name in names { types.append(try theory.bank.type(.variable(name))) }
      return try theory.bank.application(versions[index].symbol, types, pattern.arguments)
    } catch {
      throw .term(error)
    }
  }
}

/// A call with its arguments' forms, and what stands at the places that the forms leave open.
private struct CallPattern {
  var key: TermID?
  var parameters: [TermID] = []
  var arguments: [TermID] = []
}
