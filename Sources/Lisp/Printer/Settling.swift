extension Environment {
  /// A function as it is once it is printed and read back; nil if it cannot be read.
  ///
  /// The same function, except where something leaves a type open, as `nil` in `(length nil)`: such
  /// types become `bool`, whatever they are in what is given. Settling a second time changes nothing.
  public func settled(_ function: Function, at id: FunctionID) -> Function? {
    guard function.body != nil else { return function }
    let before = replacing(id, with: function)
    return Printer.onSufficientStack(function.body) {
      var elaborator = Elaborator(environment: before)
      let syntax = Printer.definition(function, in: before, .exact)
      _ = elaborator.define([syntax], replacing: true)
      var read = elaborator.environment[id]
      guard elaborator.faults.isEmpty, read.body != nil else { return nil }
      read.group = before[id].group
      read.location = function.location
      return read
    }
  }

  /// A formula as it is once it is printed and read back; nil if it cannot be read.
  ///
  /// Types that something leaves open become type variables, each its own.
  public func settled(_ formula: Formula) -> Formula? {
    Printer.onSufficientStack(formula.body) {
      var elaborator = Elaborator(environment: self)
      let syntax = Printer.formula(formula, in: self, .exact, annotated: true)
      let read = elaborator.formula(syntax)
      return elaborator.faults.isEmpty ? read : nil
    }
  }
}
