import Determinism

/// Inputs that stand in a machine's arena, below its mark: rows of words, one for each case.
public struct InputBlock: Hashable, Sendable {
  let words: [UInt64]
  let types: [Int]
  let generation: Int
  /// The number of cases.
  public let count: Int
}

extension Machine {
  // MARK: - Inputs

  /// Encodes cases for a function or formula; nil if some value does not have its parameter's type.
  ///
  /// They stay until ``discardInputs()``, and serve everything that has the same types of
  /// parameters in this machine.
  public mutating func encode(
    _ cases: [[Value]], for function: CompiledFunction
  ) -> InputBlock? {
    let before = mark
    var words: [UInt64] = []
    for values in cases {
      guard values.count == function.parameterCount,
        let row = encode(values, types: function.parameters)
      else {
        mark = before
        return nil
      }
      words += row
    }
    return InputBlock(
      words: words, types: function.parameters, generation: inputGeneration, count: cases.count)
  }

  /// Encodes values of a function's result, one for each case, to be compared with its answers; nil
  /// if some value does not have that type.
  public mutating func encodeResults(
    _ values: [Value], of function: CompiledFunction
  ) -> InputBlock? {
    let before = mark
    var words: [UInt64] = []
    for value in values {
      guard let word = encode(value, function.result) else {
        mark = before
        return nil
      }
      words.append(word)
    }
    return InputBlock(
      words: words, types: [function.result], generation: inputGeneration, count: values.count)
  }

  /// Frees all inputs; blocks that were encoded before are no longer good.
  public mutating func discardInputs() {
    mark = 0
    inputGeneration += 1
  }

  mutating func encode(_ values: [Value], types: [Int]) -> [UInt64]? {
    var words: [UInt64] = []
    for (value, type) in zip(values, types) {
      guard let word = encode(value, type) else { return nil }
      words.append(word)
    }
    return words
  }

  /// Puts a value below the mark, fields after what holds them.
  private mutating func encode(_ value: Value, _ type: Int) -> UInt64? {
    var root: UInt64 = 0
    var work: [(value: Value, type: Int, place: Int)] = [(value, type, -1)]
    while let (value, type, place) = work.popLast() {
      let word: UInt64
      switch (value, instances.types.nodes[type]) {
      case (.integer(let number), .int): word = UInt64(bitPattern: number)
      case (.construct(let id, let fields), .data(let dataType, _)):
        guard environment.constructors.indices.contains(id.index) else { return nil }
        let constructor = environment[id]
        guard constructor.dataType == dataType, constructor.fields.count == fields.count else {
          return nil
        }
        let start = mark
        mark += fields.count
        guard mark <= HardCaps.inputCells else { return nil }
        if mark > arena.count { growArena(to: mark) }
        word = UInt64(fields.isEmpty ? constructor.index : start << 16 | constructor.index)
        if fields.isEmpty { break }
        let types = instances.types.fields(of: type, in: environment)[constructor.index]
        for (index, field) in fields.enumerated() {
          work.append((field, types[index], start + index))
        }
      case (.function(let id, let types), .function):
        guard let instance = instance(of: id, types, type) else { return nil }
        word = UInt64(instance << 1 | 1)
      default: return nil
      }
      if place < 0 { root = word } else { arena[place] = word }
    }
    return root
  }

  /// The instance of a function that has some type.
  private mutating func instance(of id: FunctionID, _ types: [Type], _ type: Int) -> Int? {
    guard environment.functions.indices.contains(id.index) else { return nil }
    let closed = instances.types.intern(types, [:], in: environment)
    var variables: [String: Int] = [:]
    for (name, type) in zip(environment[id].typeParameters, closed) { variables[name] = type }
    guard instances.types.intern(environment[id].type, variables, in: environment) == type else {
      return nil
    }
    return instances.instance(of: id, closed, in: environment)
  }

  // MARK: - Results

  /// A number for a run's value that is the same in every process, and differs for different values
  /// but for accidents; nil for values that are too large. Function values are all alike.
  public mutating func hash(_ answer: Answer, of function: CompiledFunction) -> UInt64? {
    var hasher = StableHasher()
    hasher.combine(UInt64(answer.kind.rawValue))
    if answer.kind != .value { return hasher.finalize() }
    if !instances.types.isPrepared(function.result) {
      instances.types.prepareLayouts(of: function.result, in: environment)
    }
    unhashed.removeAll(keepingCapacity: true)
    unhashed.append((answer.word, function.result))
    var count = 0
    while let (word, type) = unhashed.popLast() {
      count += 1
      if count > HardCaps.valueNodes { return nil }
      guard instances.types.isData(type) else {
        hasher.combine(instances.types.isFunction(type) ? UInt64.max : word)
        continue
      }
      hasher.combine(UInt64(word.tag))
      if instances.types.isFlat(type) { continue }
      let layout = instances.types.layout(of: type, word.tag)
      for index in (0..<layout.count).reversed() {
        unhashed.append(
          (arena[word.fields + index], instances.types.fieldType(layout.lowerBound + index)))
      }
    }
    return hasher.finalize()
  }

  /// A value whose fields are still being decoded.
  private struct Pending {
    var constructor: ConstructorID
    var place: Int
    var types: [Int]
    var fields: [Value] = []
  }

  /// The value of a word, if it is small enough to leave.
  mutating func decode(_ word: UInt64, type: Int) -> Outcome {
    var pending: [Pending] = []
    var next: (UInt64, Int)? = (word, type)
    var count = 0
    while true {
      var value: Value
      if let (word, type) = next {
        count += 1
        if count > HardCaps.valueNodes { return .outOfCells }
        if pending.count >= HardCaps.valueDepth { return .tooDeep }
        switch instances.types.nodes[type] {
        case .int: value = .integer(word.signed)
        case .function: value = functionValue(word)
        case .data:
          guard let id = instances.types.constructor(word.tag, of: type, in: environment) else {
            return .undefined
          }
          let types = instances.types.fields(of: type, in: environment)[word.tag]
          if types.isEmpty {
            value = .construct(id, [])
          } else {
            pending.append(Pending(constructor: id, place: word.fields, types: types))
            next = (arena[word.fields], types[0])
            continue
          }
        }
      } else {
        return .undefined
      }
      next = nil
      while next == nil {
        guard var holder = pending.popLast() else { return .value(value) }
        holder.fields.append(value)
        if holder.fields.count == holder.types.count {
          value = .construct(holder.constructor, holder.fields)
        } else {
          next = (
            arena[holder.place + holder.fields.count], holder.types[holder.fields.count]
          )
          pending.append(holder)
        }
      }
    }
  }

  private func functionValue(_ word: UInt64) -> Value {
    guard word & 1 == 1 else { return .closure }
    let source = instances.entries[Int(truncatingIfNeeded: word >> 1)].source
    guard case .function(let id, let types) = source else { return .closure }
    let trees = types.compactMap { instances.types.type($0, in: environment) }
    return trees.count == types.count ? .function(id, trees) : .closure
  }
}
