import Terms

/// A data type to be declared, together with others of its group.
public struct DataDeclaration: Hashable, Sendable {
  public var name: String
  /// Names of type variables without the quote.
  public var parameters: [String]
  public var constructors: [ConstructorDeclaration]

  public init(name: String, parameters: [String], constructors: [ConstructorDeclaration]) {
    self.name = name
    self.parameters = parameters
    self.constructors = constructors
  }
}

/// A constructor to be declared with its data type.
public struct ConstructorDeclaration: Hashable, Sendable {
  public var name: String
  public var fields: [FieldType]

  public init(name: String, fields: [FieldType]) {
    self.name = name
    self.fields = fields
  }
}

/// The type of a field; it may name the data types that are declared together with its own.
///
/// Function types have no case here, because no field has one.
public indirect enum FieldType: Hashable, Sendable {
  case bool
  case int
  case parameter(String)
  case data(String, [FieldType])
}

/// A function to be defined; its symbol has its signature already.
public struct FunctionDefinition: Hashable, Sendable {
  public var symbol: SymbolID
  public var typeParameters: [String]
  /// Distinct variables.
  public var parameters: [TermID]
  public var result: TypeID
  public var body: Body

  public init(
    symbol: SymbolID, typeParameters: [String], parameters: [TermID], result: TypeID, body: Body
  ) {
    self.symbol = symbol
    self.typeParameters = typeParameters
    self.parameters = parameters
    self.result = result
    self.body = body
  }
}

/// What a function does: a term, any value at all, or a distinction by constructor.
public indirect enum Body: Hashable, Sendable {
  case term(TermID)
  case any
  case `case`(TermID, [Branch])
}

/// The part of a distinction for one constructor.
public struct Branch: Hashable, Sendable {
  public var constructor: SymbolID
  public var variables: [TermID]
  public var body: Body

  public init(constructor: SymbolID, variables: [TermID], body: Body) {
    self.constructor = constructor
    self.variables = variables
    self.body = body
  }
}

/// Why the recursion of a group has a meaning.
public enum Evidence: Hashable, Sendable {
  /// The size-change graphs of the calls show it.
  case structural
  /// A tuple of integer terms for each function, and theorems by which it decreases.
  case measured([[TermID]], [Theorem])
  /// An earlier function for each function, and a theorem for each clause with a result.
  case witnessed([Witness])
}

/// An earlier function that satisfies the clauses of a new one.
public struct Witness: Hashable, Sendable {
  public var function: SymbolID
  /// One for each clause that has a result, in order.
  public var theorems: [Theorem]

  public init(function: SymbolID, theorems: [Theorem]) {
    self.function = function
    self.theorems = theorems
  }
}

/// One leaf of a function's body: `conditions ⊢ f(patterns) = result`.
public struct Clause: Hashable, Sendable {
  public let patterns: [TermID]
  /// Formulas `t = C(y ...)`.
  public let conditions: [TermID]
  /// nil for a leaf `any`.
  public let result: TermID?
  /// In order of first occurrence in the patterns and then the conditions.
  public let variables: [TermID]
  /// The subterms of conditions and result that call a function of the group.
  public let calls: [TermID]
}

extension Evidence {
  /// True if the clauses determine an order along which induction is sound.
  var isInductive: Bool {
    switch self {
    case .structural, .measured: true
    case .witnessed: false
    }
  }
}
