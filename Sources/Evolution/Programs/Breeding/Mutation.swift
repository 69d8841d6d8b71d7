import Determinism
import Lisp

/// What a mutation puts in the place of one node.
struct Mutation {
  let grammar: Grammar

  /// The new part, with slots for binders that nothing else uses, or nil where the operator does not
  /// apply at the site.
  func part(
    _ operation: ProgramOperator, at site: Site, _ terms: inout TermGenerator,
    _ generator: inout SeededGenerator
  ) -> Expression? {
    guard let type = grammar.index(of: site.type) else { return nil }
    switch operation {
    case .immigrant, .crossover: return nil
    case .subtree:
      let size = max(1, site.size - 2 + generator.index(below: 6))
      return terms.expression(of: type, size: size, in: site.scope, using: &generator)
    case .shrink:
      return terms.expression(of: type, size: 1, in: site.scope, using: &generator)
    case .point: return point(site, type, &terms, &generator)
    case .hoist: return hoist(site, depth: site.size, &terms, &generator)
    case .delete: return hoist(site, depth: 1, &terms, &generator)
    case .insert: return insert(site, type, &terms, &generator)
    }
  }

  private func point(
    _ site: Site, _ type: TypeIndex, _ terms: inout TermGenerator,
    _ generator: inout SeededGenerator
  ) -> Expression? {
    let old = site.expression
    let children = old.children
    if children.isEmpty {
      return terms.expression(of: type, size: 1, in: site.scope, using: &generator)
    }
    if case .match = old { return rematched(site, &generator) }
    let places = grammar.reader.childScopes(of: old, type: site.type, in: site.scope)
    let arguments = places.map { grammar.index(of: $0.type) }
    let rivals = grammar.productions[type].filter { production in
      production.arguments.map { Optional($0) } == arguments
        && production.expression(children) != old
    }
    if rivals.isEmpty { return permuted(old, arguments, &generator) }
    return generator.element(of: rivals).expression(children)
  }

  /// The same match on another variable of the type.
  private func rematched(_ site: Site, _ generator: inout SeededGenerator) -> Expression? {
    guard case .match(let scrutinee, let branches) = site.expression,
      let type = grammar.reader.type(of: scrutinee, in: site.scope)
    else { return nil }
    let others = site.scope.variables.filter {
      $0.type == type && !$0.isMatched && .local($0.slot) != scrutinee
    }
    guard !others.isEmpty else { return nil }
    return .match(.local(generator.element(of: others).slot), branches)
  }

  /// Two arguments of equal type change places.
  private func permuted(
    _ old: Expression, _ arguments: [TypeIndex?], _ generator: inout SeededGenerator
  ) -> Expression? {
    switch old {
    case .call, .construct, .primitive: break
    default: return nil
    }
    var pairs: [(Int, Int)] = []
    for first in arguments.indices {
      for second in arguments.indices.dropFirst(first + 1)
      where arguments[first] == arguments[second] {
        pairs.append((first, second))
      }
    }
    guard !pairs.isEmpty else { return nil }
    let pair = generator.element(of: pairs)
    var children = old.children
    children.swapAt(pair.0, pair.1)
    return old.withChildren(children)
  }

  /// A part of the node of the same type, at most so deep, moved to the node's place.
  private func hoist(
    _ site: Site, depth: Int, _ terms: inout TermGenerator, _ generator: inout SeededGenerator
  ) -> Expression? {
    var inner = grammar.reader.sites(of: site.expression, type: site.type, in: site.scope)
      .dropFirst().filter { $0.type == site.type }
    if depth == 1 {
      var starts: Set<Int> = []
      var next = 1
      for child in site.expression.children {
        starts.insert(next)
        next += child.size
      }
      inner.removeAll { !starts.contains($0.index) }
    }
    guard !inner.isEmpty else { return nil }
    let part = generator.element(of: inner)
    return Transplant(grammar: grammar).moved(
      part.expression, from: part.scope, to: site.scope, &terms, &generator)
  }

  /// The node becomes an argument of a new one, or a branch of a new condition.
  private func insert(
    _ site: Site, _ type: TypeIndex, _ terms: inout TermGenerator,
    _ generator: inout SeededGenerator
  ) -> Expression? {
    var heads = grammar.productions[type].filter { $0.arguments.contains(type) }
    let condition = Production(
      head: .primitive(.if, [site.type]),
      arguments: [grammar.boolIndex ?? type, type, type], result: type)
    if grammar.lambdas[type] == nil { heads.append(condition) }
    guard !heads.isEmpty else { return nil }
    let head = generator.element(of: heads)
    let places = head.arguments.indices.filter { head.arguments[$0] == type }
    let place = generator.element(of: places)
    var children: [Expression] = []
    for (position, argument) in head.arguments.enumerated() {
      if position == place {
        children.append(site.expression)
        continue
      }
      let size = 1 + generator.index(below: 4)
      guard
        let child = terms.expression(
          of: argument, size: size, in: site.scope, using: &generator)
      else { return nil }
      children.append(child)
    }
    return head.expression(children)
  }
}
