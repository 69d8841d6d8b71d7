/// The best program of each niche, beside the population: a stock of diverse parts.
struct ProgramArchive: Sendable {
  private let descriptor: ProgramDescriptor
  private var archive: EliteArchive<ProgramNiches, Candidate>

  /// Empty, as the configuration wants it.
  init(_ configuration: RunConfiguration) {
    descriptor = configuration.descriptor
    archive = EliteArchive(
      niches: ProgramNiches(
        configuration.niches, of: descriptor.bounds, seed: configuration.seed))
  }

  /// In the order of their niches.
  var elites: [Candidate] { archive.occupants.map(\.solution) }

  var count: Int { archive.count }

  var coverage: Double { archive.coverage }

  /// Enters programs, in order; of programs in one niche the simpler stays, the first of equal ones.
  mutating func insert(_ programs: some Sequence<Candidate>, in context: ProgramContext) {
    for program in programs {
      archive.insert(
        program, quality: -Float(program.complexity),
        descriptor: descriptor.of(program, in: context))
    }
  }
}
