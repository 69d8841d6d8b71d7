/// A variable of a function or formula.
public struct Local: Hashable, Sendable {
  /// What people wrote; need not be unique.
  public var name: String
  public var type: Type

  public init(name: String, type: Type) {
    self.name = name
    self.type = type
  }
}

/// An algebraic data type.
public struct DataType: Sendable {
  /// Unique among the data types of its environment.
  public var name: String
  public var typeParameters: [String]
  /// In the order of declaration.
  public var constructors: [ConstructorID]
  public var location: SourceLocation

  public init(
    name: String, typeParameters: [String], constructors: [ConstructorID],
    location: SourceLocation = .none
  ) {
    self.name = name
    self.typeParameters = typeParameters
    self.constructors = constructors
    self.location = location
  }
}

/// A constructor of a data type.
public struct Constructor: Sendable {
  /// Unique among the functions and constructors of its environment.
  public var name: String
  public var dataType: DataTypeID
  /// Its place among the constructors of its type.
  public var index: Int
  /// Over the type parameters of the data type.
  public var fields: [Type]
  /// The name of each field's selector, where it has one.
  public var selectors: [String?]
  public var location: SourceLocation

  public init(
    name: String, dataType: DataTypeID, index: Int, fields: [Type], selectors: [String?],
    location: SourceLocation = .none
  ) {
    self.name = name
    self.dataType = dataType
    self.index = index
    self.fields = fields
    self.selectors = selectors
    self.location = location
  }
}

/// A function: a selector, a definition, or the declared target of a problem.
public struct Function: Sendable {
  /// Unique among the functions and constructors of its environment.
  public var name: String
  /// The type variables of parameters, result and body.
  public var typeParameters: [String]
  /// By slot: first the parameters, then the binders of the body.
  public var locals: [Local]
  public var parameterCount: Int
  public var result: Type
  /// Nil for a function that is declared only, such as a problem's target.
  public var body: Expression?
  /// The functions of its strongly connected component, itself included, in order.
  public var group: [FunctionID]
  public var isSelector: Bool
  public var location: SourceLocation

  public init(
    name: String, typeParameters: [String], locals: [Local], parameterCount: Int, result: Type,
    body: Expression?, group: [FunctionID] = [], isSelector: Bool = false,
    location: SourceLocation = .none
  ) {
    self.name = name
    self.typeParameters = typeParameters
    self.locals = locals
    self.parameterCount = parameterCount
    self.result = result
    self.body = body
    self.group = group
    self.isSelector = isSelector
    self.location = location
  }
}

extension Function {
  public var parameters: [Local] { Array(locals.prefix(parameterCount)) }

  public var type: Type { .function(parameters.map(\.type), result) }

  /// Whether both have the same signature and body; names of variables and places do not count.
  public func isSame(as other: Function) -> Bool {
    typeParameters == other.typeParameters && parameterCount == other.parameterCount
      && result == other.result && body == other.body
      && locals.map(\.type) == other.locals.map(\.type)
  }
}
