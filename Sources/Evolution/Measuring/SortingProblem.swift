import Determinism
import Lisp

/// A problem that random programs pass in part and, without a helper function, never in whole: to
/// sort a list with one more element. What the benchmarks of breeding and selection run on.
enum SortingProblem {
  /// The problem with so many test cases, all of them ground.
  static func problem(cases: Int, seed: UInt64) throws(Diagnostics) -> Problem {
    var generator = SeededGenerator.stream(seed: seed, path: 0x50)
    var tests: [String] = []
    for index in 0..<cases {
      let list = (0..<(index % 7)).map { _ in generator.index(below: 10) }
      let extra = generator.index(below: 10)
      let sorted = (list + [extra]).sorted()
      tests.append("(= (sorting \(text(list)) \(extra)) \(text(sorted)))")
    }
    return try loadProblem(
      text: """
        (problem sorting
          (target (sorting (xs (list int)) (n int)) (list int))
          (components append + - <)
          (require \(tests.joined(separator: "\n"))))
        """,
      path: "sorting.lisp")
  }

  private static func text(_ list: [Int]) -> String {
    list.isEmpty ? "nil" : "'(" + list.map { "\($0)" }.joined(separator: " ") + ")"
  }
}
