/// An S-expression of the certificate's grammar.
indirect enum CertificateForm: Equatable {
  case atom(Substring)
  case list([CertificateForm])

  /// The forms of a text; nil if parentheses do not match.
  static func read(_ text: String) -> [CertificateForm]? {
    var open: [[CertificateForm]] = [[]]
    var rest = text[...]
    while let character = rest.first {
      switch character {
      case " ", "\n":
        rest.removeFirst()
      case "(":
        rest.removeFirst()
        open.append([])
      case ")":
        rest.removeFirst()
        guard open.count > 1, let done = open.popLast() else { return nil }
        open[open.count - 1].append(.list(done))
      default:
        let atom = rest.prefix { !" \n()".contains($0) }
        rest = rest[atom.endIndex...]
        open[open.count - 1].append(.atom(atom))
      }
    }
    return open.count == 1 ? open[0] : nil
  }
}
