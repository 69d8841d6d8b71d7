/// The best program of each niche of behaviour, beside the population: a stock of diverse parts.
///
/// A program's descriptor is the share of the even and of the odd cases that it passes, and how many
/// binary digits the number of calls has that it makes for a case.
struct BehaviourArchive: Sendable {
  private var archive: EliteArchive<GridNiches, Candidate>

  init() {
    let niches = GridNiches(
      bounds: DescriptorBounds(lower: [0, 0, 0], upper: [1, 1, 12]), resolution: [8, 8, 8])
    archive = EliteArchive(niches: niches)
  }

  /// In the order of their niches.
  var elites: [Candidate] { archive.occupants.map(\.solution) }

  var count: Int { archive.count }

  var coverage: Double { archive.coverage }

  /// Enters programs, in order; of programs in one niche the simpler stays, the first of equal ones.
  mutating func insert(_ programs: [Candidate]) {
    for program in programs {
      archive.insert(
        program, quality: -Float(program.complexity), descriptor: Self.descriptor(of: program))
    }
  }

  private static func descriptor(of program: Candidate) -> SIMD4<Float> {
    var passed = SIMD2<Float>()
    let outcomes = program.passed
    for (index, passes) in outcomes.enumerated() where passes { passed[index % 2] += 1 }
    let cases = outcomes.count
    let calls = program.assessment.fuel / max(1, cases)
    return SIMD4(
      passed[0] / Float(max(1, (cases + 1) / 2)), passed[1] / Float(max(1, cases / 2)),
      Float(Int.bitWidth - calls.leadingZeroBitCount), 0)
  }
}
