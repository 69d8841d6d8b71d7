import Determinism
import Lisp

/// The operators of program evolution.
public enum ProgramOperator: String, CaseIterable, Sendable, Codable {
  /// A new random program.
  case immigrant
  /// A part of another program of the same type, with its variables mapped into the scope.
  case crossover
  /// A new random part of about the old size.
  case subtree
  /// Another head over the same children, or another variable.
  case point
  /// A part of a node takes the node's place.
  case hoist
  /// A leaf in the place of a node.
  case shrink
  /// A new node around an old one.
  case insert
  /// A child in the place of its parent.
  case delete
}

/// Makes programs from programs. What it returns is well typed and descends structurally.
struct ProgramBreeder {
  let grammar: Grammar
  let weights: GenerationWeights
  /// Nodes of the largest program that is returned.
  let sizeLimit: Int

  private var canonical: CanonicalForm {
    CanonicalForm(reader: grammar.reader, target: grammar.environment[grammar.target])
  }

  /// A random program of about the given size, or nil where the types admit none.
  func immigrant(size: Int, using generator: inout SeededGenerator) -> Function? {
    var terms = TermGenerator(
      grammar: grammar, weights: weights, order: randomOrder(using: &generator),
      firstSlot: grammar.parameters.count)
    return terms.body(size: size, using: &generator).map { finished($0, &terms, &generator) } ?? nil
  }

  /// A program made from `parent` by a mutation, or nil where it does not apply.
  func mutant(
    of parent: Function, by operation: ProgramOperator, using generator: inout SeededGenerator
  ) -> Function? {
    guard let body = parent.body else { return nil }
    let sites = sites(of: body)
    let site = generator.element(of: sites)
    var terms = termGenerator(for: body, sites, using: &generator)
    guard let part = Mutation(grammar: grammar).part(operation, at: site, &terms, &generator)
    else { return nil }
    let changed = body.replacingNode(at: site.index, with: part)
    return finished(changed, &terms, &generator)
  }

  /// A program made from `receiver` by putting a part of `donor` for one of its own, or nil where
  /// the two have no parts of equal type.
  func offspring(
    of receiver: Function, and donor: Function, using generator: inout SeededGenerator
  ) -> Function? {
    guard let body = receiver.body, let donorBody = donor.body else { return nil }
    let sites = sites(of: body)
    let site = generator.element(of: sites)
    let parts = self.sites(of: donorBody).filter {
      $0.type == site.type && body.size - site.size + $0.size <= sizeLimit
    }
    guard !parts.isEmpty else { return nil }
    let part = generator.element(of: parts)
    var terms = termGenerator(for: body, sites, using: &generator)
    guard
      let moved = Transplant(grammar: grammar).moved(
        part.expression, from: part.scope, to: site.scope, &terms, &generator)
    else { return nil }
    return finished(body.replacingNode(at: site.index, with: moved), &terms, &generator)
  }

  /// The program with a random part in the place of each `undefined`; nil where one cannot be filled.
  func filled(_ program: Function, using generator: inout SeededGenerator) -> Function? {
    guard var body = program.body else { return nil }
    while let hole = sites(of: body).first(where: { $0.expression.isHole }) {
      var terms = termGenerator(for: body, sites(of: body), using: &generator)
      guard let type = grammar.index(of: hole.type),
        let part = terms.expression(
          of: type, size: 1 + generator.index(below: 8), in: hole.scope, using: &generator)
      else { return nil }
      body = canonical.function(body: body.replacingNode(at: hole.index, with: part)).body ?? body
    }
    var terms = termGenerator(for: body, sites(of: body), using: &generator)
    return finished(body, &terms, &generator)
  }

  /// Every place of a body of the target.
  func sites(of body: Expression) -> [Site] {
    grammar.reader.sites(
      of: body, type: grammar.types[grammar.result], in: Scope(parameters: grammar.parameters))
  }

  private func termGenerator(
    for body: Expression, _ sites: [Site], using generator: inout SeededGenerator
  ) -> TermGenerator {
    let order = descent(of: sites) ?? DescentOrder(positions: [])
    return TermGenerator(
      grammar: grammar, weights: weights,
      order: order.positions.isEmpty ? randomOrder(using: &generator) : order,
      firstSlot: max(grammar.parameters.count, 1 + (body.boundSlots.max() ?? 0)))
  }

  /// The order along which a program's self-calls descend; nil if there is none.
  func descent(of sites: [Site]) -> DescentOrder? {
    let calls = grammar.reader.selfCalls(
      of: grammar.target, sites: sites, positionCount: grammar.parameters.count)
    return DescentOrder(
      admitting: calls.map(\.arcs), positionCount: grammar.parameters.count)
  }

  /// Mostly one parameter of a data type, sometimes two in lexicographic order.
  private func randomOrder(using generator: inout SeededGenerator) -> DescentOrder {
    var positions = grammar.parameters.indices.filter { position in
      let type = grammar.parameterTypes[position]
      return type != grammar.boolIndex && grammar.splits[type] != nil
    }
    guard !positions.isEmpty else { return DescentOrder(positions: []) }
    generator.shuffle(&positions)
    return DescentOrder(positions: Array(positions.prefix(generator.chance(1, in: 6) ? 2 : 1)))
  }

  /// The canonical program with this body, its self-calls repaired; nil if it is too large.
  private func finished(
    _ body: Expression, _ terms: inout TermGenerator, _ generator: inout SeededGenerator
  ) -> Function? {
    guard let descending = repaired(body.reducingApplications, &terms, &generator),
      descending.size <= sizeLimit
    else { return nil }
    return canonical.function(body: descending)
  }

  /// Puts new parts for the self-calls that keep the program from descending.
  private func repaired(
    _ body: Expression, _ terms: inout TermGenerator, _ generator: inout SeededGenerator
  ) -> Expression? {
    var body = body
    var sites = sites(of: body)
    while descent(of: sites) == nil {
      let calls = grammar.reader.selfCalls(
        of: grammar.target, sites: sites, positionCount: grammar.parameters.count)
      guard let wrong = calls.last(where: { !terms.order.admits($0.arcs) }) else { return nil }
      let site = sites[wrong.index]
      guard let type = grammar.index(of: site.type),
        let part = terms.expression(of: type, size: site.size, in: site.scope, using: &generator)
      else { return nil }
      body = body.replacingNode(at: wrong.index, with: part)
      sites = self.sites(of: body)
    }
    return body
  }

  /// Puts the function's body into canonical form.
  func canonicalized(_ function: Function) -> Function {
    function.body.map { canonical.function(body: $0) } ?? function
  }
}

extension Expression {
  /// Whether the node is a `?` of a start program.
  var isHole: Bool {
    if case .undefined = self { return true }
    return false
  }
}
