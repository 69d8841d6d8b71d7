/// A form of a certificate, read in the plainest way: the tests do not share the checker's reader.
indirect enum Form: Equatable, Sendable {
  case atom(String)
  case list([Form])

  var atom: String? { if case .atom(let text) = self { text } else { nil } }

  var list: [Form] { if case .list(let forms) = self { forms } else { [] } }

  var text: String {
    switch self {
    case .atom(let text): text
    case .list(let forms): "(" + forms.map(\.text).joined(separator: " ") + ")"
    }
  }

  /// The name of a theorem's item; nil for other items.
  var theoremName: String? {
    list.first?.atom == "theorem" && list.count == 4 ? list[1].atom : nil
  }
}

enum SimpleReader {
  /// The items of a certificate without its header. Parentheses that match nothing are ignored.
  static func items(_ bytes: [UInt8]) -> [Form] {
    var open: [[Form]] = [[]]
    for token in tokens(bytes) {
      switch token {
      case "(": open.append([])
      case ")":
        guard open.count > 1 else { continue }
        let list = Form.list(open.removeLast())
        open[open.count - 1].append(list)
      default: open[open.count - 1].append(.atom(token))
      }
    }
    return Array(open[0].dropFirst())
  }

  static func tokens(_ bytes: [UInt8]) -> [String] {
    var tokens: [String] = []
    var atom = ""
    var inComment = false
    for byte in bytes {
      let character = Character(Unicode.Scalar(byte))
      if character == "\n" { inComment = false }
      if character == ";" { inComment = true }
      let ends = inComment || " \n\t\r()".contains(character)
      if ends {
        if !atom.isEmpty { tokens.append(atom) }
        atom = ""
        if !inComment && "()".contains(character) { tokens.append(String(character)) }
      } else {
        atom.append(character)
      }
    }
    return atom.isEmpty ? tokens : tokens + [atom]
  }
}

/// Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators".
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
