import Lisp

extension Expression {
  /// Whether it is a `?`, a place of a start program to be filled.
  var isHole: Bool {
    if case .undefined = self { true } else { false }
  }
}
