import Determinism
import Lisp

/// The canonical programs that were evaluated lately, so that none is evaluated twice.
///
/// Memory is bounded: when it is full the older half is forgotten.
struct SeenPrograms: Hashable, Sendable, Codable {
  static let capacity = 1 << 15

  private var older: [UInt64] = []
  private var newer: [UInt64] = []
  private var lookup: Set<UInt64> = []

  private enum CodingKeys: String, CodingKey {
    case older, newer
  }

  init() {}

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    older = try values.decode([UInt64].self, forKey: .older)
    newer = try values.decode([UInt64].self, forKey: .newer)
    lookup = Set(older).union(newer)
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(older, forKey: .older)
    try values.encode(newer, forKey: .newer)
  }

  func contains(_ key: UInt64) -> Bool { lookup.contains(key) }

  /// Enters a program; false if it is there already.
  mutating func insert(_ key: UInt64) -> Bool {
    guard lookup.insert(key).inserted else { return false }
    newer.append(key)
    if newer.count >= Self.capacity / 2 {
      older = newer
      newer = []
      lookup = Set(older)
    }
    return true
  }
}

extension Expression {
  /// A hash that does not change between runs.
  var stableHash: UInt64 {
    var hasher = StableHasher()
    combine(into: &hasher)
    return hasher.finalize()
  }

  private func combine(into hasher: inout StableHasher) {
    switch self {
    case .local(let slot): hasher.combine(1 + 16 * slot)
    case .integer(let number):
      hasher.combine(2)
      hasher.combine(UInt64(bitPattern: number))
    case .call(let function, let types, _): hasher.combine(3, function.index, types)
    case .construct(let constructor, let types, _): hasher.combine(4, constructor.index, types)
    case .primitive(let primitive, let types, _): hasher.combine(5, primitive.place, types)
    case .match: hasher.combine(6)
    case .bind: hasher.combine(7)
    case .lambda(let slots, _): hasher.combine(8 + 16 * slots.count)
    case .apply: hasher.combine(9)
    case .undefined: hasher.combine(10)
    case .reference(let callable, let types):
      switch callable {
      case .function(let function): hasher.combine(11, function.index, types)
      case .constructor(let constructor): hasher.combine(12, constructor.index, types)
      case .primitive(let primitive): hasher.combine(13, primitive.place, types)
      }
    }
    let children = self.children
    hasher.combine(children.count)
    for child in children { child.combine(into: &hasher) }
  }
}

extension StableHasher {
  fileprivate mutating func combine(_ kind: Int, _ row: Int, _ types: [Type]) {
    combine(kind + 16 * row)
    for type in types { combine("\(type)") }
  }
}
