import Determinism
import Foundation
import Store

@testable import Evolution

/// A folder that is gone when the test has ended.
struct Scratch: ~Copyable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "lakatos-store-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// What stands in the folder, hidden things included, sorted.
  var entries: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

let sampleDescription = RunDescription(
  problem: "reverse", root: "reverse.lisp",
  sources: [
    RunDescription.SourceText(path: "reverse.lisp", text: "(problem reverse)"),
    RunDescription.SourceText(path: "vocabulary.lisp", text: "; none"),
  ],
  configuration: RunConfiguration(), command: ["lakatos", "evolve", "reverse.lisp"],
  created: "2000-01-01T00:00:00Z")

func sampleProgram(_ digit: Int, generation: Int) -> ProgramRecord {
  ProgramRecord(
    id: String(repeating: "\(digit)", count: 16), source: "(define (reverse xs) xs)", size: 5,
    require: PassCount(passed: 3, of: 5), holdout: PassCount(passed: 1, of: 2), fuelSpent: 40,
    behaviour: 17, generation: generation)
}

func sampleTheorem(_ number: Int, program: String, generation: Int) -> TheoremRecord {
  var record = TheoremRecord(
    id: SHA256.hex(of: "\(number)".utf8).prefix(16).description, program: program,
    statement: "(= (reverse nil) nil)", size: 4, fate: .interesting, generation: generation)
  let certificate = "(lakatos-certificate 1) ; \(number)"
  record.certificate = certificate
  record.certificateHash = SHA256.hex(of: certificate.utf8)
  record.score = Double(number)
  record.proofLines = 12
  record.steps = ["induction on xs", "  case nil: by definition"]
  record.terms = [ScoreTerm("rejects", 0.1), ScoreTerm("proof", 1 / 3)]
  return record
}

/// A generation with one new program and two new theorems, the better one first.
func sampleGeneration(_ number: Int) -> (report: GenerationReport, state: RunState) {
  let program = sampleProgram(number % 10, generation: number)
  let theorems = [2, 1].map {
    sampleTheorem(10 * number + $0, program: program.id, generation: number)
  }
  var funnel = Funnel()
  funnel[.interesting] = 2
  var all = Funnel()
  all[.interesting] = 2 * number
  let report = GenerationReport(
    generation: number, evaluations: 100 * number, best: program, solved: false, kept: theorems,
    funnel: funnel, funnelInAll: all, filters: FilterCounts(), gauges: [],
    newPrograms: [program], newTheorems: theorems, defects: [])
  var state = RunState(programs: ProgramPopulation())
  state.generation = number
  state.evaluations = 100 * number
  state.best = program
  return (report, state)
}

extension RunWriter {
  /// Commits one generation.
  func commit(
    _ report: GenerationReport, _ state: RunState, seconds: Double
  ) throws(StoreFailure) {
    var state = state
    let seen = state.drainSeen()
    try commit(
      [FinishedGeneration(report: report, seconds: seconds)], state: state, seen: seen)
  }
}

/// Makes a run of some generations and lets go of it.
func makeRun(at path: String, generations: Int) throws {
  let writer = try RunWriter.create(at: path, sampleDescription)
  for number in stride(from: 1, through: generations, by: 1) {
    let (report, state) = sampleGeneration(number)
    try writer.commit(report, state, seconds: 0.5)
  }
}
