extension Machine {
  /// Calls a function with values.
  ///
  /// Types beyond those given are `bool`. The outcome is `undefined`, at no cost, for arguments
  /// that do not have the types of the parameters.
  public mutating func run(
    _ function: FunctionID, _ types: [Type], _ arguments: [Value], budget: Budget
  ) -> Evaluation {
    let prepared = prepare(function, types: types)
    return run(prepared, arguments, budget: budget)
  }

  /// Runs a function or formula on values.
  public mutating func run(
    _ function: CompiledFunction, _ arguments: [Value], budget: Budget
  ) -> Evaluation {
    let before = mark
    defer { mark = before }
    guard arguments.count == function.parameterCount,
      let words = encode(arguments, types: function.parameters)
    else { return Evaluation(outcome: .undefined, fuel: 0) }
    for (index, word) in words.enumerated() { setArgument(index, word) }
    let answer = execute(function, budget)
    return Evaluation(outcome: outcome(of: answer, function.result), fuel: answer.fuel)
  }

  /// Runs a function or formula on one case of a block of inputs. Fast: nothing is allocated.
  ///
  /// The answer's word is good until the next run.
  public mutating func run(
    _ function: CompiledFunction, _ inputs: InputBlock, case index: Int, budget: Budget
  ) -> Answer {
    guard inputs.generation == inputGeneration, inputs.types == function.parameters,
      (0..<inputs.count).contains(index)
    else { return Answer(kind: .undefined, word: 0, fuel: 0) }
    let count = inputs.types.count
    for position in 0..<count { setArgument(position, inputs.words[index * count + position]) }
    return execute(function, budget)
  }

  /// Runs a formula without variables.
  public mutating func run(_ formula: CompiledFormula, budget: Budget) -> Answer {
    guard formula.parameters.isEmpty else { return Answer(kind: .undefined, word: 0, fuel: 0) }
    return execute(formula, budget)
  }

  /// An answer with its value, if that is small enough to leave.
  public mutating func outcome(of answer: Answer, for function: CompiledFunction) -> Outcome {
    outcome(of: answer, function.result)
  }

  mutating func outcome(of answer: Answer, _ type: Int) -> Outcome {
    switch answer.kind {
    case .value: decode(answer.word, type: type)
    case .outOfFuel: .outOfFuel
    case .outOfCells: .outOfCells
    case .tooDeep: .tooDeep
    case .overflow: .overflow
    case .undefined: .undefined
    }
  }

  private mutating func setArgument(_ index: Int, _ word: UInt64) {
    if index + 1 >= stack.count { growStack(to: index + 2) }
    stack[index + 1] = word
  }

  // MARK: - Execution

  private mutating func execute(_ function: CompiledFunction, _ budget: Budget) -> Answer {
    let budget = budget.clamped
    let instance = function.instance
    guard translate(instance) else { return Answer(kind: .outOfCells, word: 0, fuel: 0) }
    let entry = instances.code[instance]
    let isCall = function.isCall
    if isCall, budget.fuel == 0 { return Answer(kind: .outOfFuel, word: 0, fuel: 0) }
    let registers = Int(truncatingIfNeeded: entry >> 32)
    if registers + 1 > stack.count, !growStack(to: registers + 1) {
      return Answer(kind: .tooDeep, word: 0, fuel: 0)
    }
    state = MachineState(
      address: Int(truncatingIfNeeded: entry & 0xFFFF_FFFF), frame: 1, top: mark,
      fuel: budget.fuel - (isCall ? 1 : 0), depth: 0, limit: mark + budget.cells,
      depthLimit: budget.depth, result: 0)
    stack[0] = finalLink
    let kind = loopToEnd()
    return Answer(kind: kind, word: state.result, fuel: budget.fuel - state.fuel)
  }

  /// Runs the loop, giving it what it needs, until it ends.
  private mutating func loopToEnd() -> AnswerKind {
    while true {
      switch runLoop(
        &state, code: &code, entries: &instances.code, stack: &stack, arena: &arena)
      {
      case .finished: return .value
      case .failed(let kind): return kind
      case .translate(let instance):
        if !translate(instance) { return .outOfCells }
      case .growStack(let count):
        if !growStack(to: count) { return .tooDeep }
      case .growArena(let count):
        if state.top + count > state.limit { return .outOfCells }
        growArena(to: state.top + count)
      case .compare:
        if let failure = compare() { return failure }
      }
    }
  }

  @discardableResult
  private mutating func growStack(to count: Int) -> Bool {
    guard count <= HardCaps.stackWords else { return false }
    let target = min(HardCaps.stackWords, max(count, stack.count * 2))
    stack += Array(repeating: 0, count: target - stack.count)
    return true
  }

  mutating func growArena(to count: Int) {
    let target = max(count, arena.count * 2)
    arena += Array(repeating: 0, count: target - arena.count)
  }
}
