import Determinism
import Terms
import Testing

@Suite struct TreeModelTests {
  @Test("equal trees have one id, and different trees two", arguments: seeds(30))
  func interningIsFaithful(seed: UInt64) throws {
    var source = try RandomTerms(seed: seed)
    var ids: [Tree: TermID] = [:]
    for _ in 0..<60 {
      let term = try source.term(source.bank.int, depth: 4)
      let tree = source.bank.tree(term)
      #expect(ids.updateValue(term, forKey: tree) ?? term == term)
      let rebuilt = try source.bank.rebuild(term, arguments: source.bank.arguments(of: term))
      #expect(rebuilt == term)
    }
    #expect(Set(ids.values).count == ids.count)
  }

  @Test("queries agree with the tree", arguments: seeds(30))
  func queries(seed: UInt64) throws {
    var source = try RandomTerms(seed: seed)
    let term = try source.term(source.a, depth: 5)
    let other = try source.term(source.bank.int, depth: 2)
    let tree = source.bank.tree(term)
    let variables = source.bank.freeVariables(of: term).map { source.bank.tree($0) }
    let expected = unique(tree.subtrees.filter { if case .variable = $0 { true } else { false } })
    #expect(variables == expected)
    #expect(source.bank.depth(of: term) == tree.depth)
    #expect(source.bank.hasVariables(term) == !expected.isEmpty)
    let isInside = tree.subtrees.contains(source.bank.tree(other))
    #expect(source.bank.isSubterm(other, of: term) == isInside)
    let names = source.bank.typeVariables(ofTerm: term)
    #expect(names == (tree.mentionsTypeVariable ? ["a"] : []))
    #expect(source.bank.hasTypeVariables(term) == tree.mentionsTypeVariable)
  }

  @Test("substitution agrees with the tree", arguments: seeds(100))
  func substitution(seed: UInt64) throws {
    var source = try RandomTerms(seed: seed)
    let term = try source.term(source.a, depth: 5)
    var substitution = Substitution()
    if source.random.chance(1, in: 2) {
      substitution.types["a"] = source.random.chance(1, in: 2) ? source.bank.int : source.unary
    }
    let target = substitution.types["a"] ?? source.a
    for name in ["x", "y", "z"] where source.random.chance(3, in: 4) {
      let variable = source.bank.variable(name, source.a)
      substitution.terms[variable] = try source.term(target, depth: 3)
      let number = source.bank.variable(name, source.bank.int)
      substitution.terms[number] = try source.term(source.bank.int, depth: 2)
    }
    let types = substitution.types.mapValues { source.bank.tree($0) }
    let terms = Dictionary(
      uniqueKeysWithValues: substitution.terms.map {
        (source.bank.tree($0.key), source.bank.tree($0.value))
      })
    let expected = source.bank.tree(term).substituted(types, terms)
    var found: TermID? = nil
    var failure: TermFailure? = nil
    do throws(TermFailure) {
      found = try source.bank.substitute(term, substitution)
    } catch {
      failure = error
    }
    #expect(found.map { source.bank.tree($0) } == expected)
    if case .typeOfVariableChanges(let variable) = failure {
      #expect(source.bank.typeVariables(ofTerm: variable) == ["a"])
    }
    guard let found else { return }
    let lists = try source.bank.substitute(
      all: [term], variables: Array(substitution.terms.keys),
      values: Array(substitution.terms.values), typeVariables: Array(substitution.types.keys),
      types: Array(substitution.types.values))
    #expect(lists == [found])
  }

  @Test("replacement agrees with the tree", arguments: seeds(100))
  func replacement(seed: UInt64) throws {
    var source = try RandomTerms(seed: seed)
    let term = try source.term(source.bank.int, depth: 5)
    let old = try source.term(source.bank.int, depth: source.random.chance(1, in: 2) ? 1 : 2)
    let new = try source.term(source.bank.int, depth: 3)
    let (before, after) = (source.bank.tree(old), source.bank.tree(new))
    let expected = source.bank.tree(term).replaced(before, with: after)
    let found = source.bank.replace(old, with: new, in: term)
    #expect(source.bank.tree(found) == expected)
  }
}

extension TypeTree {
  var mentionsVariable: Bool {
    switch self {
    case .variable: true
    case .other(_, let parts): parts.contains(where: \.mentionsVariable)
    }
  }
}

extension Tree {
  var mentionsTypeVariable: Bool {
    switch self {
    case .variable(_, let type): type.mentionsVariable
    case .node(_, let types, let arguments):
      types.contains(where: \.mentionsVariable) || arguments.contains(where: \.mentionsTypeVariable)
    }
  }
}
