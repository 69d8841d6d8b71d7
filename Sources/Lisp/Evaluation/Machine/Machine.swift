/// Runs functions and formulas fast, under a budget.
///
/// Values are 64-bit words without tags: an `int` is itself; data is the place of its fields in the
/// arena and, in the low 16 bits, the number of its constructor (`true` is 0); a function value is
/// odd for an instance and even for a closure in the arena. Types decide how a word is compared,
/// hashed and decoded, and functions are translated for each closed type at which they are called,
/// when they are called first. Inputs are encoded once below a mark in the arena; each run begins at
/// the mark, so nothing is ever freed.
public struct Machine: ~Copyable {
  public private(set) var environment: Environment
  var instances = Instances()
  /// Address 0 is no code.
  var code: [UInt64] = [Instruction.word(.tooLarge)]
  var stack: [UInt64]
  var arena: [UInt64]
  /// Where the arena is free for runs; inputs lie below.
  var mark = 0
  /// Tells blocks of inputs that are no longer there.
  var inputGeneration = 0
  var state = MachineState()
  /// Pairs of words that are still to be compared, with their types.
  var pairs: [(UInt64, UInt64, Int)] = []
  /// Words that are still to be hashed, with their types.
  var unhashed: [(UInt64, Int)] = []
  /// The instance whose code stands last, and where that begins; none if negative.
  var lastTranslated = (instance: -1, start: 1)

  /// Words of code beyond which everything is translated again, so that replaced code is dropped.
  private static let codeBound = 1 << 20

  public init(environment: Environment) {
    self.environment = environment
    stack = Array(repeating: 0, count: 1 << 12)
    arena = Array(repeating: 0, count: 1 << 14)
  }

  // MARK: - Programs

  /// Replaces a function, or adds the next one; what calls it stays valid.
  ///
  /// - Precondition: `function` is a row of the environment, or the first free one. Code that was
  ///   prepared for other types of parameters may not be run afterwards.
  public mutating func setBody(of id: FunctionID, to function: Function) {
    if id.index == environment.functions.count {
      _ = environment.add(function)
      return
    }
    precondition(id.index < environment.functions.count, "helpers are added one after the other")
    let old = environment[id]
    environment.replace(id, with: function)
    if old.hasSignature(of: function) {
      forgetCode(of: id)
    } else {
      instances.invalidateAll()
      lastTranslated.instance = -1
    }
    collectCode()
  }

  /// Replaces the body of a function by one over the same parameters; what calls it stays valid.
  public mutating func setBody(of id: FunctionID, to body: Expression) {
    environment.replaceBody(of: id, with: body)
    forgetCode(of: id)
    collectCode()
  }

  /// Forgets the code of a function; where it stands last, its room is used again.
  private mutating func forgetCode(of id: FunctionID) {
    instances.invalidate(id)
    if lastTranslated.instance >= 0, instances.code[lastTranslated.instance] == 0 {
      code.removeLast(code.count - lastTranslated.start)
      lastTranslated.instance = -1
    }
  }

  private mutating func collectCode() {
    guard code.count > Machine.codeBound else { return }
    code.removeSubrange(1...)
    instances.invalidateAll()
    lastTranslated.instance = -1
  }

  /// A function at closed types, ready to be run.
  public mutating func prepare(_ function: FunctionID, types: [Type]) -> CompiledFunction {
    let closed = instances.types.intern(types, [:], in: environment)
    let row = environment[function]
    var variables: [String: Int] = [:]
    for (name, type) in zip(row.typeParameters, closed) { variables[name] = type }
    return CompiledFunction(
      instance: instances.instance(of: function, closed, in: environment), isCall: true,
      parameters: instances.types.intern(
        row.parameters.map(\.type), variables, in: environment),
      result: instances.types.intern(row.result, variables, in: environment))
  }

  /// A formula at closed types for its type variables (`bool` for those that are not given), as a
  /// function of its free variables.
  public mutating func compile(
    _ formula: Formula, types: [String: Type] = [:]
  ) -> CompiledFormula {
    collectCode()
    let function = Function(
      name: "", typeParameters: [], locals: formula.locals,
      parameterCount: formula.variableCount, result: .bool, body: formula.body)
    var variables: [String: Int] = [:]
    for (name, type) in types {
      variables[name] = instances.types.intern(type, [:], in: environment)
    }
    return CompiledFunction(
      instance: instances.instance(ofFormula: function, types: variables), isCall: false,
      parameters: instances.types.intern(
        formula.variables.map(\.type), variables, in: environment),
      result: instances.types.intern(.bool, [:], in: environment))
  }

  /// Gives up a formula, which may not be run afterwards.
  public mutating func release(_ formula: CompiledFormula) {
    instances.release(formula: formula.instance)
  }
}

extension Function {
  /// Whether both have the same type parameters, parameters and result.
  fileprivate func hasSignature(of other: Function) -> Bool {
    guard parameterCount == other.parameterCount, result == other.result,
      typeParameters == other.typeParameters
    else { return false }
    return (0..<parameterCount).allSatisfy { locals[$0].type == other.locals[$0].type }
  }
}

/// A function or formula that a ``Machine`` is ready to run; it is good for that machine alone.
public struct CompiledFunction: Hashable, Sendable {
  let instance: Int
  /// Whether running it is a call, which a formula is not.
  let isCall: Bool
  /// Closed types, as the machine numbers them.
  let parameters: [Int]
  let result: Int

  public var parameterCount: Int { parameters.count }
}

public typealias CompiledFormula = CompiledFunction

/// How a run ended, without its value.
public enum AnswerKind: UInt8, Hashable, Sendable {
  case value, outOfFuel, outOfCells, tooDeep, overflow, undefined
}

/// What a run gives: a word that means a value until the next run.
public struct Answer: Hashable, Sendable {
  public var kind: AnswerKind
  public var word: UInt64
  /// Units used.
  public var fuel: Int

  /// Whether a formula holds.
  public var isTrue: Bool { kind == .value && word == 0 }

  /// Whether a formula has the value `false`.
  public var isFalse: Bool { kind == .value && word == 1 }
}

/// Where a run stands.
struct MachineState {
  /// The address of the next instruction.
  var address = 0
  /// The place of the frame's first register.
  var frame = 1
  /// The next free place in the arena.
  var top = 0
  var fuel = 0
  var depth = 0
  /// Where the arena ends for this run.
  var limit = 0
  var depthLimit = 0
  var result: UInt64 = 0
}
