extension Elaborator {
  /// Declares data types, which may mention each other, and their selectors.
  mutating func declare(_ types: [DataSyntax]) {
    var ids: [DataTypeID] = []
    for type in types {
      ids.append(
        environment.declareDataType(
          DataType(
            name: type.name.name, typeParameters: type.parameters.map(\.name), constructors: [],
            location: type.name.location)))
    }
    for type in types {
      for parameter in type.parameters where environment.dataType(named: parameter.name) != nil {
        report(
          "`\(parameter.name)` is a data type and cannot be a type parameter",
          at: parameter.location, found: parameter.name, expected: "another letter")
      }
    }
    for (id, type) in zip(ids, types) { declareConstructors(of: type, id) }
    for id in ids { declareSelectors(of: id) }
    var search = Inhabitation(environment: environment)
    for (id, type) in zip(ids, types)
    where !environment[id].constructors.isEmpty && !search.isInhabited(id) {
      report(
        "the data type `\(type.name.name)` has no values", at: type.name.location,
        found: "every constructor needs such a value",
        expected: "a constructor that does not")
    }
  }

  private mutating func declareConstructors(of type: DataSyntax, _ id: DataTypeID) {
    if type.constructors.count > ReadingLimits.constructors {
      report(
        "the data type `\(type.name.name)` has too many constructors", at: type.name.location,
        found: "\(type.constructors.count)", expected: "at most \(ReadingLimits.constructors)")
      return
    }
    for (index, constructor) in type.constructors.enumerated() {
      var fields: [Type] = []
      var selectors: [String?] = []
      for form in constructor.fields {
        guard let (selector, field) = field(form, of: type) else { continue }
        fields.append(field)
        selectors.append(selector?.name)
      }
      environment.add(
        Constructor(
          name: constructor.name.name, dataType: id, index: index, fields: fields,
          selectors: selectors, location: constructor.name.location))
    }
  }

  /// A field and the name of its selector, if it has one.
  ///
  /// `(name type)` has a selector unless the name is that of a type with arguments.
  private mutating func field(
    _ form: SExpression, of type: DataSyntax
  ) -> (selector: SyntaxName?, type: Type)? {
    var typeForm = form
    var selector: SyntaxName?
    if let name = selectorName(form), let items = form.items {
      selector = name
      typeForm = items[1]
    }
    var parser = SyntaxParser()
    let syntax = parser.type(typeForm)
    faults += parser.faults
    guard let syntax, let field = resolve(syntax, variables: type.parameters.map(\.name)) else {
      return nil
    }
    if field.containsFunction {
      report(
        "a field contains no function type", at: typeForm.location, found: typeForm.summary,
        expected: "a type without ->")
      return nil
    }
    return (selector, field)
  }

  /// The name of a field's selector, if the field is written with one.
  func selectorName(_ form: SExpression) -> SyntaxName? {
    guard let items = form.items, items.count == 2, let name = items[0].symbol, name != "->" else {
      return nil
    }
    if let id = environment.dataType(named: name), !environment[id].typeParameters.isEmpty {
      return nil
    }
    return SyntaxName(name, at: items[0].location)
  }

  // MARK: - Selectors

  private mutating func declareSelectors(of id: DataTypeID) {
    for constructor in environment[id].constructors {
      for (field, name) in environment[constructor].selectors.enumerated() {
        guard let name else { continue }
        _ = environment.add(selector(named: name, field, of: constructor))
      }
    }
  }

  private func selector(
    named name: String, _ field: Int, of constructor: ConstructorID
  ) -> Function {
    let owner = environment[constructor].dataType
    let result = environment[constructor].fields[field]
    var locals = [Local(name: "x", type: environment.type(of: owner))]
    var branches: [Branch] = []
    for other in environment[owner].constructors {
      let fields = environment[other].fields
      let slots = Array(locals.count..<locals.count + fields.count)
      locals += fields.map { Local(name: "_", type: $0) }
      branches.append(
        Branch(
          constructor: other, slots: slots,
          body: other == constructor ? .local(slots[field]) : .undefined(result)))
    }
    return Function(
      name: name, typeParameters: environment[owner].typeParameters, locals: locals,
      parameterCount: 1, result: result, body: .match(.local(0), branches), isSelector: true,
      location: environment[constructor].location)
  }
}

/// Which data types have values, whatever has values among their arguments.
private struct Inhabitation {
  struct Question: Hashable {
    var type: DataTypeID
    var arguments: [Bool]
  }

  let environment: Environment
  private var answers: [Question: Bool] = [:]
  private var questions: [Question] = []

  init(environment: Environment) { self.environment = environment }

  mutating func isInhabited(_ id: DataTypeID) -> Bool {
    let root = Question(type: id, arguments: environment[id].typeParameters.map { _ in true })
    _ = answer(root)
    var changed = true
    while changed {
      changed = false
      var next = 0
      while next < questions.count {
        let question = questions[next]
        next += 1
        if answers[question] != true, isInhabited(question) {
          answers[question] = true
          changed = true
        }
      }
    }
    return answers[root] == true
  }

  private mutating func answer(_ question: Question) -> Bool {
    if let known = answers[question] { return known }
    answers[question] = false
    questions.append(question)
    return false
  }

  private mutating func isInhabited(_ question: Question) -> Bool {
    let type = environment[question.type]
    let arguments = Dictionary(
      zip(type.typeParameters, question.arguments), uniquingKeysWith: { first, _ in first })
    for constructor in type.constructors {
      var all = true
      for field in environment[constructor].fields where !holds(field, arguments) { all = false }
      if all { return true }
    }
    return false
  }

  private mutating func holds(_ type: Type, _ arguments: [String: Bool]) -> Bool {
    switch type {
    case .bool, .int, .function: return true
    case .variable(let name): return arguments[name] ?? true
    case .data(let name, let types):
      guard let id = environment.dataType(named: name) else { return true }
      var marks: [Bool] = []
      for type in types { marks.append(holds(type, arguments)) }
      return answer(Question(type: id, arguments: marks))
    }
  }
}
