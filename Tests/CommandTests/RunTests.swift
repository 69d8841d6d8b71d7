import Foundation
import Testing

/// A problem with a few theorems that are found at once.
private let reverseProblem = """
  (problem reverse
    (doc "Reverse a list.")
    (target (reverse (xs (list a))) (list a))
    (components append)
    (vocabulary append length)
    (require
      (= (reverse nil) nil)
      (= (reverse '(1 2)) '(2 1))
      (= (reverse '(1 2 3)) '(3 2 1)))
    (holdout
      (= (reverse '(5 6 7 8)) '(8 7 6 5))))
  """

private let small = [
  "--population", "20", "--set", "conjectures=10", "--set", "terms=100", "--set", "goals=2",
  "--set", "panel=2", "--set", "tests=20", "--budget", "1000",
]

@Suite("A run from the command line")
struct RunTests {
  @Test("evolve, resume, browse, show, similar and check work together")
  func together() throws {
    let place = try Workplace()
    try place.write("reverse.lisp", reverseProblem)
    let evolved = try place.start(
      ["evolve", "reverse.lisp", "--generations", "2", "--json"] + small
    ).wait()
    #expect([0, 3].contains(evolved.status), "\(evolved.errors)")
    #expect(evolved.errors.contains("generation 1"))
    let summary = try #require(try evolved.objects().last)
    #expect(summary["run"] as? String == "Runs/reverse-1")
    #expect(summary["generations"] as? Int == 2)
    #expect(place.entries(of: "Runs") == ["reverse-1"])

    try FileManager.default.removeItem(atPath: place.path + "/reverse.lisp")
    let resumed = try place.lakatos(
      "resume", "Runs/reverse-1", "--generations", "4", "--json", "--certificates", "certs")
    let later = try #require(try resumed.objects().last)
    #expect(resumed.status == (later["solved"] as? Bool == true ? 0 : 3))
    #expect(later["generations"] as? Int == 4)

    let theorems = try #require(later["theorems"] as? [[String: Any]])
    let exported = theorems.compactMap { $0["certificate"] as? String }
    #expect(exported.sorted() == place.entries(of: "certs").map { "certs/" + $0 })
    #expect(exported.count == theorems.count)

    try checkReading(of: "Runs/reverse-1", in: place)
    let checked = try place.lakatos("check", "Runs/reverse-1")
    #expect(checked.status == 0, "\(checked.errors)")
  }

  private func checkReading(of run: String, in place: Workplace) throws {
    let browsed = try place.lakatos("browse", run, "--json", "--limit", "2")
    #expect(browsed.status == 0)
    for pair in try browsed.objects() {
      let theorem = try #require(pair["theorem"] as? [String: Any])
      let program = try #require(pair["program"] as? [String: Any])
      let id = try #require(theorem["id"] as? String)
      #expect(theorem["program"] as? String == program["id"] as? String)
      let shown = try place.lakatos("show", run, id, "--json")
      #expect(try shown.objects().first?["id"] as? String == id)
      let certificate = try place.lakatos("show", run, id, "--certificate")
      #expect(certificate.output.hasPrefix("(lakatos-certificate 1)"))
      let similar = try place.lakatos("similar", run, id, "--json", "--limit", "3")
      #expect(similar.status == 0)
    }
    let none = try place.lakatos("show", run, "zz")
    #expect(none.status == 66)
    #expect(none.errors.contains("lakatos browse"))
  }

  @Test("evolve and show say which laws of require are proved, and check accepts the proofs")
  func laws() throws {
    let place = try Workplace()
    try place.write(
      "lawful.lisp",
      """
      (problem lawful
        (target (mirrored (xs (list a))) (list a))
        (components append)
        (require (= (mirrored '(1 2 3)) '(3 2 1)) (= (length (mirrored xs)) (length xs))))
      """)
    let evolved = try place.lakatos(
      "evolve", "lawful.lisp", "--programs-only", "--run", "run", "--no-color")
    #expect(evolved.status == 0, "\(evolved.errors)")
    #expect(evolved.output.contains("Laws of `require`, 1 of 1 proved:"))
    let summary = try place.lakatos("resume", "run", "--json", "-q")
    let best = try #require(try summary.objects().last?["best"] as? [String: Any])
    let law = try #require((best["laws"] as? [[String: Any]])?.first)
    #expect(law["verdict"] as? String == "proved")
    #expect(law["statement"] as? String == "(= (length (mirrored xs)) (length xs))")
    #expect(law["cases"] as? Int == 100)
    let id = try #require(law["theorem"] as? String)
    let proof = try place.lakatos("show", "run", id, "--json")
    #expect(try proof.objects().first?["certificate"] as? String == law["certificate"] as? String)
    let program = try place.lakatos("show", "run", try #require(best["id"] as? String))
    #expect(program.output.contains("theorem \(id.prefix(8))"))
    let checked = try place.lakatos("check", "run", "--json")
    #expect(checked.status == 0, "\(checked.errors)")
    let verdicts = try checked.objects().map { $0["verdict"] as? String }
    #expect(!verdicts.isEmpty && verdicts.allSatisfy { $0 == "accepted" })
  }

  @Test("ten generations are the same as five and five more, at one and at two threads")
  func resumeIsExact() throws {
    let place = try Workplace()
    try place.write("reverse.lisp", reverseProblem)
    func hash(_ arguments: [String]) throws -> String {
      let result = try place.start(arguments + ["--json", "-q"]).wait()
      return try #require(try result.objects().last?["hash"] as? String)
    }
    let start = ["evolve", "reverse.lisp"] + small
    let whole = try hash(
      start + ["--generations", "10", "--run", "whole", "--threads", "1"])
    let half = try hash(start + ["--generations", "5", "--run", "half", "--threads", "2"])
    let rest = try hash(["resume", "half", "--generations", "10", "--threads", "2"])
    #expect(half != whole)
    #expect(rest == whole)
  }

  @Test("a run without a generation can be browsed, checked and resumed")
  func empty() throws {
    let place = try Workplace()
    try place.write("second.lisp", tinyProblem)
    let evolved = try place.lakatos(
      "evolve", "second.lisp", "--generations", "0", "--run", "run", "--json")
    #expect(evolved.status == 3)
    #expect(try evolved.objects().last?["best"] is NSNull)
    let browsed = try place.lakatos("browse", "run")
    #expect(browsed.status == 0)
    #expect(browsed.errors.contains("lakatos resume run"))
    #expect(try place.lakatos("check", "run").status == 0)
    let resumed = try place.lakatos("resume", "run", "--generations", "1", "--json")
    #expect(try resumed.objects().last?["generations"] as? Int == 1)
  }

  @Test("an interrupt commits, says how to resume and gives 130; resuming goes on")
  func interrupt() throws {
    let place = try Workplace()
    try place.write("reverse.lisp", reverseProblem)
    let running = try place.start(
      ["evolve", "reverse.lisp", "--for", "1h", "--run", "run"] + small)
    let deadline = Date().addingTimeInterval(30)
    while !running.errorsSoFar.contains("generation 1"), Date() < deadline {
      Thread.sleep(forTimeInterval: 0.02)
    }
    running.process.interrupt()
    let result = running.wait(atMost: 30)
    #expect(result.status == 130)
    #expect(result.errors.contains("lakatos resume run"))
    let summary = try place.lakatos("resume", "run", "--generations", "0", "--json")
    #expect(try #require(summary.objects().last?["generations"] as? Int) >= 1)
  }

  @Test("a killed run resumes from its last commit, and is not locked")
  func killed() throws {
    let place = try Workplace()
    try place.write("reverse.lisp", reverseProblem)
    let running = try place.start(
      ["evolve", "reverse.lisp", "--for", "1h", "--run", "run"] + small)
    let deadline = Date().addingTimeInterval(30)
    while !running.errorsSoFar.contains("generation 1"), Date() < deadline {
      Thread.sleep(forTimeInterval: 0.02)
    }
    let busy = try place.lakatos("resume", "run")
    #expect(busy.status == 75)
    #expect(busy.errors.contains("run"))
    _ = kill(running.process.processIdentifier, SIGKILL)
    _ = running.wait()
    let summary = try place.lakatos("resume", "run", "--generations", "0", "--json")
    #expect([0, 3].contains(summary.status), "\(summary.errors)")
    #expect(try #require(summary.objects().last?["generations"] as? Int) >= 1)
  }

  @Test("a run of another format version is refused with the remedy")
  func version() throws {
    let place = try Workplace()
    try place.write("second.lisp", tinyProblem)
    _ = try place.start(
      ["evolve", "second.lisp", "--generations", "1", "--run", "run", "-q"] + small
    ).wait()
    try setVersion(99, of: place.path + "/run/run.sqlite")
    for arguments in [["resume", "run"], ["browse", "run"], ["show", "run", "00"]] {
      let result = try place.start(arguments).wait()
      #expect(result.status == 65)
      #expect(result.errors.contains("format version 99"))
      #expect(result.errors.contains("use the program that wrote it"))
    }
  }

  @Test("a damaged run is refused with the remedy, and stays as it is")
  func damage() throws {
    let place = try Workplace()
    try place.write("second.lisp", tinyProblem)
    _ = try place.start(
      ["evolve", "second.lisp", "--generations", "1", "--run", "run", "-q"] + small
    ).wait()
    let url = URL(fileURLWithPath: place.path + "/run/run.sqlite")
    let bytes = try Data(contentsOf: url).dropLast(100)
    try bytes.write(to: url)
    for arguments in [["resume", "run"], ["browse", "run"]] {
      let result = try place.start(arguments).wait()
      #expect(result.status == 65)
      #expect(result.errors.contains("damaged"))
      #expect(try Data(contentsOf: url) == bytes)
    }
  }

  @Test("programs only ends once a program is ready")
  func programsOnly() throws {
    let place = try Workplace()
    try place.write("second.lisp", tinyProblem)
    let result = try place.start(
      ["evolve", "second.lisp", "--programs-only", "--json", "-q", "--run", "run"] + small
    ).wait()
    #expect(result.status == 0)
    let summary = try #require(try result.objects().last)
    #expect(summary["solved"] as? Bool == true)
    #expect((summary["theorems"] as? [Any])?.isEmpty == true)
    #expect(result.errors.isEmpty)
  }

  @Test("a run that ends without a program says which formulas of require fail, and show does")
  func failures() throws {
    let place = try Workplace()
    try place.write(
      "odd.lisp",
      """
      (problem odd
        (target (odd (n nat)) nat)
        (components)
        (require
          (= (odd 0) 0) (= (odd 1) 7) (= (odd 2) 1) (= (odd 3) 9) (= (odd 4) 2) (= (odd 5) 8)
          (= (odd 6) 4) (= (odd 7) 5) (= (odd n) (odd (succ n)))))
      """)
    let evolved = try place.start(
      [
        "evolve", "odd.lisp", "--programs-only", "--generations", "1", "--run", "run",
        "--set", "searches=0",
      ] + small
    ).wait()
    #expect(evolved.status == 3, "\(evolved.errors)")
    let lines = evolved.lines
    let heading = try #require(lines.firstIndex(of: "Of `require` it fails:"))
    #expect(lines[heading...].count { $0.hasPrefix("  (= (odd ") } == 5)
    #expect(lines[heading...].contains { $0.hasPrefix("    gives ") })
    #expect(evolved.output.contains("lakatos resume run --for 1m"))
    let best = try place.lakatos("resume", "run", "--generations", "0", "--json").objects().last
    let program = try #require(best?["best"] as? [String: Any])
    let require = try #require(program["require"] as? [String: Int])
    let hidden = try #require(require["of"]) - (require["passed"] ?? 0) - 5
    #expect(hidden > 0 && lines.contains("  and \(hidden) more"))
    let shown = try place.lakatos("show", "run", try #require(program["id"] as? String))
    #expect(shown.output.contains("Of `require` it fails:\n  (= (odd "))
  }

  @Test("a program that fits the cases but not holdout is told so, and a finished run is finished")
  func holdoutAndFinish() throws {
    let place = try Workplace()
    try place.write(
      "p.lisp",
      tinyProblem.replacingOccurrences(of: "(= (second 7 9) 9)", with: "(= (second 7 9) 1)"))
    let evolved = try place.lakatos("evolve", "p.lisp", "--programs-only", "--run", "run")
    #expect(evolved.status == 0)
    #expect(evolved.output.contains("It does not pass all of `holdout`: it fits the test cases"))
    #expect(!evolved.output.contains("Of `require` it fails"))
    #expect(!evolved.output.contains("lakatos resume"))
    #expect(evolved.output.contains("after a test case more"))
    let resumed = try place.lakatos("resume", "run")
    #expect(resumed.status == 0)
    #expect(resumed.errors.contains("the run is finished"))
  }

  @Test("results that cannot be written give 74", .enabled(if: hasFullDevice))
  func fullDevice() throws {
    let place = try Workplace()
    let process = Process()
    process.executableURL = builtProgram
    process.arguments = ["help", "settings"]
    process.currentDirectoryURL = URL(fileURLWithPath: place.path)
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
  }
}

private let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

/// Writes SQLite's `user_version`: four bytes, the highest first, at offset 60 of the header.
private func setVersion(_ version: UInt8, of path: String) throws {
  let url = URL(fileURLWithPath: path)
  var bytes = try Data(contentsOf: url)
  bytes.replaceSubrange(60..<64, with: [0, 0, 0, version])
  try bytes.write(to: url)
}
