/// How a population's best outcome has changed over the generations.
struct Progress: Hashable, Sendable, Codable {
  /// Generations done.
  private(set) var generations = 0
  /// Generations since the best member passed the cases in a new way, or since all was sown anew.
  private(set) var stalled = 0
  /// How often all but an elite was sown anew.
  private(set) var restarts = 0
  private var best: [Bool] = []

  /// Whether the numbers are ones that a run can reach.
  var isPossible: Bool {
    let range = 0...Int(Int32.max)
    return range ~= generations && range ~= stalled && range ~= restarts
  }

  /// Ends a generation with its best member.
  mutating func note(_ member: Candidate?) {
    generations += 1
    stalled += 1
    if let passed = member?.passed, passed != best {
      best = passed
      stalled = 0
    }
  }

  mutating func restart() {
    stalled = 0
    restarts += 1
  }
}
