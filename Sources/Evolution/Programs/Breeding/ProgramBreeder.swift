import Determinism
import Lisp

/// Makes programs from programs, one at a time and with readable names. What it returns is well
/// typed and descends structurally. ``GenomeBreeder`` does the work.
struct ProgramBreeder {
  let table: HeadTable
  let weights: GenerationWeights
  let uniform: UniformGenerator?
  /// Nodes of the largest program that is returned.
  let sizeLimit: Int

  private var canonical: CanonicalForm {
    let grammar = table.grammar
    return CanonicalForm(reader: grammar.reader, target: grammar.environment[grammar.target])
  }

  /// A breeder for many programs.
  var genomes: GenomeBreeder {
    GenomeBreeder(table: table, weights: weights, uniform: uniform, sizeLimit: sizeLimit)
  }

  /// A random program of about the given size, or nil where the types admit none.
  func immigrant(size: Int, using generator: inout SeededGenerator) -> Function? {
    var breeder = genomes
    return breeder.immigrant(size: size, using: &generator).map { function(of: $0) }
  }

  /// A program made from `parent` by a mutation, or nil where it does not apply.
  func mutant(
    of parent: Function, by operation: ProgramOperator, using generator: inout SeededGenerator
  ) -> Function? {
    guard let genome = self.genome(of: parent) else { return nil }
    var breeder = genomes
    return breeder.mutant(of: genome, by: operation, using: &generator).map { function(of: $0) }
  }

  /// A program made from `receiver` by putting a part of `donor` for one of its own, or nil where
  /// the two have no parts of equal type.
  func offspring(
    of receiver: Function, and donor: Function, by operation: ProgramOperator = .crossover,
    using generator: inout SeededGenerator
  ) -> Function? {
    guard let genome = self.genome(of: receiver), let other = self.genome(of: donor) else {
      return nil
    }
    var breeder = genomes
    return breeder.offspring(of: genome, and: other, by: operation, using: &generator)
      .map { function(of: $0) }
  }

  /// The program with a random part in the place of each `undefined`; nil where one cannot be filled.
  func filled(_ program: Function, using generator: inout SeededGenerator) -> Function? {
    guard let genome = self.genome(of: program) else { return nil }
    var breeder = genomes
    return breeder.filled(genome, using: &generator).map { function(of: $0) }
  }

  /// The program as a genome; nil where it has a part that the table lacks.
  func genome(of program: Function) -> Genome? { program.body.flatMap { table.genome(of: $0) } }

  /// The program of a genome in canonical form.
  func function(of genome: Genome) -> Function {
    canonical.function(body: table.expression(of: genome))
  }

  /// Puts the function's body into canonical form.
  func canonicalized(_ function: Function) -> Function {
    function.body.map { canonical.function(body: $0) } ?? function
  }
}
