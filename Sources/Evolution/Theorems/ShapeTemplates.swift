import Lisp

/// Conjectures of the shapes that textbooks have, about every function that fits.
///
/// Einarsdóttir, Smallbone and Johansson 2020, "Template-based theory exploration" (RoughSpec).
struct ShapeTemplates {
  let signature: StatementSignature

  /// A function with one argument singled out; the others are variables that stay.
  private struct Section {
    var production: StatementProduction
    var place: Int
    var from: Int { production.parameters[place] }
    var to: Int { production.result }
  }

  /// All instances, without duplicates removed; most are false.
  func conjectures() -> [Formula] {
    sections.flatMap { section in
      ownShapes(of: section) + sections.flatMap { shapes(of: section, with: $0) }
        + binaryOperations.flatMap { operation in homomorphisms(of: section, over: operation) }
    } + binaryOperations.flatMap { operationShapes(of: $0) }
  }

  private var functions: [StatementProduction] {
    signature.productions.filter { production in
      guard case .function = production.callable else { return false }
      return !production.isReference
    }
  }

  private var sections: [Section] {
    functions.flatMap { production in
      production.parameters.indices.map { Section(production: production, place: $0) }
    }
  }

  /// Functions and constructors of two arguments.
  private var binaryOperations: [StatementProduction] {
    signature.productions.filter { $0.parameters.count == 2 && $0.callable != nil }
  }

  /// Involution, idempotence, fixed points, injectivity.
  private func ownShapes(of section: Section) -> [Formula] {
    var shapes: [Formula] = []
    var scope = TemplateScope(signature)
    let x = scope.variable(section.from)
    let side = scope.sideArguments(section.production, section.place)
    func apply(_ term: Expression) -> Expression {
      Self.apply(section, side, to: term)
    }
    if section.from == section.to {
      shapes.append(scope.equation(apply(apply(x)), x, section.to))
      shapes.append(scope.equation(apply(apply(x)), apply(x), section.to))
      shapes.append(scope.equation(apply(x), x, section.to))
    }
    for production in signature.productionsOf[section.from] where production.parameters.isEmpty {
      let unit = production.term([])
      shapes.append(scope.equation(apply(unit), unit, section.from, if: section.from == section.to))
      if side.count == 1, section.production.parameters.count == 2 {
        let other = side[0]
        let sort = section.production.parameters[1 - section.place]
        shapes.append(scope.equation(apply(unit), other, sort, if: sort == section.to))
      }
    }
    let y = scope.variable(section.from)
    shapes.append(
      scope.implication(
        scope.equality(apply(x), apply(y), section.to), scope.equality(x, y, section.from)))
    return shapes.filter { $0.body != .true }
  }

  /// Invariance `m (f x) = m x`, and commuting `f (g x) = g (f x)`.
  private func shapes(of inner: Section, with outer: Section) -> [Formula] {
    guard inner.from == inner.to, outer.from == inner.to else { return [] }
    var scope = TemplateScope(signature)
    let x = scope.variable(inner.from)
    let innerSide = scope.sideArguments(inner.production, inner.place)
    let outerSide = scope.sideArguments(outer.production, outer.place)
    func f(_ term: Expression) -> Expression { Self.apply(inner, innerSide, to: term) }
    func g(_ term: Expression) -> Expression { Self.apply(outer, outerSide, to: term) }
    let invariance = scope.equation(g(f(x)), g(x), outer.to)
    guard outer.from == outer.to else { return [invariance] }
    return [invariance, scope.equation(g(f(x)), f(g(x)), outer.to)]
  }

  /// `f (g x y) = h (f x) (f y)`, straight and turned round.
  private func homomorphisms(of section: Section, over operation: StatementProduction) -> [Formula]
  {
    guard operation.parameters == [section.from, section.from], operation.result == section.from
    else { return [] }
    var scope = TemplateScope(signature)
    let x = scope.variable(section.from)
    let y = scope.variable(section.from)
    let side = scope.sideArguments(section.production, section.place)
    let fx = Self.apply(section, side, to: x)
    let fy = Self.apply(section, side, to: y)
    let whole = Self.apply(section, side, to: operation.term([x, y]))
    let swapped = Self.apply(section, side, to: operation.term([y, x]))
    let images = signature.productions.filter {
      $0.callable != nil && $0.parameters == [section.to, section.to] && $0.result == section.to
    }
    return [scope.equation(whole, swapped, section.to)]
      + images.flatMap { image in
        [
          scope.equation(whole, image.term([fx, fy]), section.to),
          scope.equation(whole, image.term([fy, fx]), section.to),
        ]
      }
  }

  /// Commutativity, associativity, idempotence.
  private func operationShapes(of operation: StatementProduction) -> [Formula] {
    guard operation.parameters[0] == operation.parameters[1] else { return [] }
    let sort = operation.parameters[0]
    var scope = TemplateScope(signature)
    let x = scope.variable(sort)
    let y = scope.variable(sort)
    let z = scope.variable(sort)
    func apply(_ a: Expression, _ b: Expression) -> Expression { operation.term([a, b]) }
    var shapes = [scope.equation(apply(x, y), apply(y, x), operation.result)]
    guard operation.result == sort else { return shapes }
    shapes.append(scope.equation(apply(apply(x, y), z), apply(x, apply(y, z)), sort))
    shapes.append(scope.equation(apply(x, x), x, sort))
    return shapes
  }

  private static func apply(
    _ section: Section, _ side: [Expression], to term: Expression
  ) -> Expression {
    var arguments = side
    arguments.insert(term, at: section.place)
    return section.production.term(arguments)
  }
}

/// The variables of one template instance.
private struct TemplateScope {
  let signature: StatementSignature
  private var locals: [Local] = []

  init(_ signature: StatementSignature) { self.signature = signature }

  mutating func variable(_ sort: Int) -> Expression {
    locals.append(Local(name: "v", type: signature.sorts[sort]))
    return .local(locals.count - 1)
  }

  /// Variables for all arguments but the one at a place.
  mutating func sideArguments(_ production: StatementProduction, _ place: Int) -> [Expression] {
    var arguments: [Expression] = []
    for (index, sort) in production.parameters.enumerated() where index != place {
      arguments.append(variable(sort))
    }
    return arguments
  }

  func equality(_ left: Expression, _ right: Expression, _ sort: Int) -> Expression {
    .primitive(.equal, [signature.sorts[sort]], [left, right])
  }

  /// The equation; the formula `true`, which is no conjecture, unless the condition holds.
  func equation(
    _ left: Expression, _ right: Expression, _ sort: Int, if condition: Bool = true
  ) -> Formula {
    formula(condition ? equality(left, right, sort) : .true)
  }

  func implication(_ left: Expression, _ right: Expression) -> Formula {
    formula(.primitive(.implies, [], [left, right]))
  }

  private func formula(_ body: Expression) -> Formula {
    Formula(locals: locals, variableCount: locals.count, body: body)
  }
}
