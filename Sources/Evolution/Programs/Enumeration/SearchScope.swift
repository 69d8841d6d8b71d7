import Lisp

/// The variables at a leaf of a sketch, with what they hold in each context.
///
/// A context is one run that comes to this place. *Model* contexts have generated inputs, and an
/// oracle answers recursive calls; *test* contexts come from the test cases, whose results are the
/// answers to recursive calls, where they are known.
struct SearchScope {
  /// Their slots are `0 ..< count`.
  var variables: [ScopeVariable]
  /// For each variable its value in every model context.
  var models: [[ValueID]]
  /// The oracle of each model context.
  var oracles: [Int]
  /// Numbers of the test cases that come here for certain.
  var tests: [Int]
  /// For each variable its value in each of ``tests``.
  var testValues: [[ValueID]]

  var scope: Scope { Scope(variables) }

  /// The scope in one branch of a match, given the subject's values in the model and test contexts.
  func branch(
    on subject: Expression, values: [ValueID], testValues subjects: [ValueID], case place: Int,
    fields: [Type], interpreter: Interpreter
  ) -> SearchScope {
    func comesHere(_ value: ValueID) -> Bool {
      value > 0 && interpreter.place(ofConstructorOf: value) == place
    }
    let kept = values.indices.filter { comesHere(values[$0]) }
    let keptTests = subjects.indices.filter { comesHere(subjects[$0]) }
    let slots = Array(variables.count..<variables.count + fields.count)
    let new = scope.fieldVariables(slots: slots, types: fields, of: subject)
    var inner = SearchScope(
      variables: scope.matching(subject, adding: new).variables,
      models: models.map { vector in kept.map { vector[$0] } },
      oracles: kept.map { oracles[$0] }, tests: keptTests.map { tests[$0] },
      testValues: testValues.map { vector in keptTests.map { vector[$0] } })
    for field in fields.indices {
      inner.models.append(kept.map { interpreter.bank.argument(field, of: values[$0]) })
      inner.testValues.append(
        keptTests.map { interpreter.bank.argument(field, of: subjects[$0]) })
    }
    return inner
  }
}
