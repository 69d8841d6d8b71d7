/// What tells the niches of programs apart.
public enum ProgramDescriptor: String, CaseIterable, Hashable, Sendable, Codable {
  /// The share of the even and of the odd cases that a program passes, and how many binary digits the
  /// number of calls has that it makes for a case.
  case behaviour
  /// Where a program lies in a small space of embeddings of its text.
  case embedding

  private static let embedder = HashedWalkEmbedder(dimensions: 4)

  var bounds: DescriptorBounds {
    switch self {
    case .behaviour: DescriptorBounds(lower: [0, 0, 0], upper: [1, 1, 12])
    case .embedding: DescriptorBounds(lower: [-1, -1, -1, -1], upper: [1, 1, 1, 1])
    }
  }

  func of(_ program: Candidate, in context: ProgramContext) -> SIMD4<Float> {
    switch self {
    case .behaviour: return Self.behaviour(of: program)
    case .embedding:
      let place = Self.embedder.embed(
        program: context.definition(of: program.form), in: context.problem.environment)
      return SIMD4(place[0], place[1], place[2], place[3])
    }
  }

  private static func behaviour(of program: Candidate) -> SIMD4<Float> {
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
