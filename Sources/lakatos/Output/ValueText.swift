import Lisp

/// Values of a counterexample as a person reads them.
enum ValueText {
  /// The value in Lisp. A function that was made up as an input is written out.
  ///
  /// - Parameters:
  ///   - tested: the environment of the test, in which made-up functions have a body.
  ///   - known: how many functions the file's own environment has.
  static func of(_ value: Value, tested: Lisp.Environment, known: Int) -> String {
    guard case .function(let id, _) = value, id.index >= known, let body = tested[id].body else {
      return Printer.text(of: value, in: tested)
    }
    let function = tested[id]
    let names = function.locals.prefix(function.parameterCount).map(\.name)
    let text = Printer.text(of: body, locals: function.locals, in: tested)
    return "(lambda (\(names.joined(separator: " "))) \(text))"
  }
}
