import Foundation
import Testing

@Suite("Bad input")
struct BadInputTests {
  @Test("a missing file is named", arguments: ["evolve", "prove", "check"])
  func missingFile(command: String) throws {
    let place = try Workplace()
    let result = try place.lakatos(command, "absent.lisp")
    #expect(result.status == 66)
    #expect(result.errors.contains("absent.lisp"))
    #expect(result.output.isEmpty)
    #expect(place.entries().isEmpty)
  }

  @Test("a folder in place of a file is named", arguments: [("evolve", 65), ("prove", 66)])
  func folder(command: String, status: Int) throws {
    let place = try Workplace()
    try place.write("folder/file", "")
    let result = try place.lakatos(command, "folder")
    #expect(result.status == status)
    #expect(result.errors.contains("folder"))
    #expect(place.entries() == ["folder"])
  }

  @Test("an unreadable file is named", .enabled(if: getuid() != 0))
  func unreadableFile() throws {
    let place = try Workplace()
    try place.write("secret.lisp", tinyProblem)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: place.path + "/secret.lisp")
    let result = try place.lakatos("evolve", "secret.lisp")
    #expect(result.status == 66)
    #expect(result.errors.contains("secret.lisp"))
  }

  @Test(
    "a wrong problem file gets a caret below the place",
    arguments: [
      ("(problem p (target (f (x nat)) nat) (components plis) (require (f 0)))", "plus"),
      ("(problem p (target (f (x nat)) nat) (require (= (f 0) 0))", "1:1"),
      ("(problem p (target (f (x nut)) nat) (require (= (f 0) 0)))", "nut"),
      ("(problem p (target (f (x nat)) nat) (require (f 0)))", "bool"),
      ("\u{0}\u{1}\u{2}", "wrong.lisp"),
    ])
  func wrongProblem(text: String, message: String) throws {
    let place = try Workplace()
    try place.write("wrong.lisp", text)
    let result = try place.lakatos("evolve", "wrong.lisp")
    #expect(result.status == 65)
    #expect(result.errors.contains(message))
    #expect(result.errors.contains("^"))
    #expect(result.errors.contains("wrong.lisp:1:"))
    #expect(result.output.isEmpty)
    #expect(place.entries() == ["wrong.lisp"])
  }

  @Test(
    "test cases that contradict each other are refused with both places",
    arguments: [
      "(= (f 1) 2) (= (f 1) 3)", "(= (f 1) 2) (= 3 (f 1))", "(f 1) (not (f 1))",
      "(= (f 1) '(1)) (= (f 1) nil)",
    ])
  func contradiction(cases: String) throws {
    let place = try Workplace()
    let result = cases.contains("'") ? "(list nat)" : cases.contains("not") ? "bool" : "nat"
    try place.write(
      "p.lisp",
      """
      (problem p
        (target (f (x nat)) \(result))
        (require
          \(cases)))
      """)
    let evolved = try place.lakatos("evolve", "p.lisp")
    let column = 5 + (cases.firstRange(of: ") (").map { cases[..<$0.lowerBound].count + 2 } ?? 0)
    #expect(evolved.status == 65)
    #expect(evolved.errors.contains("p.lisp:4:\(column): error: two test cases"))
    #expect(evolved.errors.contains("as at p.lisp:4:5"), "\(evolved.errors)")
    #expect(place.entries() == ["p.lisp"])
  }

  @Test("a function that is not shown to end gets a warning with its place, its callers none")
  func endless() throws {
    let place = try Workplace()
    let text =
      "(define (loop (n nat)) nat (loop (succ n)))\n(define (calls (n nat)) nat (loop n))\n"
      + tinyProblem
    try place.write("p.lisp", text)
    let result = try place.lakatos("evolve", "p.lisp", "--generations", "0")
    #expect(result.status == 3)
    #expect(result.errors.contains("p.lisp:1:10: warning: the function `loop`"), "\(result.errors)")
    #expect(!result.errors.contains("`calls`"))
    try place.write("q.lisp", tinyProblem)
    #expect(
      try !place.lakatos("evolve", "q.lisp", "--generations", "0").errors.contains("warning"))
  }

  @Test("a file without a problem is named")
  func noProblem() throws {
    let place = try Workplace()
    try place.write("facts.lisp", "(theorem t (= xs xs))")
    let result = try place.lakatos("evolve", "facts.lisp")
    #expect(result.status == 65)
    #expect(result.errors.contains("no problem"))
    #expect(place.entries() == ["facts.lisp"])
  }

  @Test("a missing include is named")
  func missingInclude() throws {
    let place = try Workplace()
    try place.write("p.lisp", "(include \"absent.lisp\")\n" + tinyProblem)
    let result = try place.lakatos("evolve", "p.lisp")
    #expect(result.status == 65)
    #expect(result.errors.contains("absent.lisp"))
    #expect(result.errors.contains("p.lisp:1:"))
  }

  @Test("a wrong setting of a problem is named with its place")
  func wrongSettingInProblem() throws {
    let place = try Workplace()
    let text = tinyProblem.replacingOccurrences(
      of: "(components)", with: "(components)\n  (settings (shirt 3))")
    try place.write("p.lisp", text)
    let result = try place.lakatos("evolve", "p.lisp")
    #expect(result.status == 65)
    #expect(result.errors.contains("p.lisp:5:"))
    #expect(result.errors.contains("did you mean short?"))
    #expect(place.entries() == ["p.lisp"])
  }

  @Test("a run that exists is not touched")
  func runExists() throws {
    let place = try Workplace()
    try place.write("p.lisp", tinyProblem)
    try place.write("mine/file", "mine")
    let result = try place.lakatos("evolve", "p.lisp", "--run", "mine")
    #expect(result.status == 73)
    #expect(result.errors.contains("mine exists already"))
    #expect(result.errors.contains("--run"))
    #expect(place.entries(of: "mine") == ["file"])
  }

  @Test("a place that cannot be written is named, and nothing is left behind")
  func cannotWrite() throws {
    let place = try Workplace()
    try place.write("p.lisp", tinyProblem)
    let result = try place.lakatos("evolve", "p.lisp", "--run", "p.lisp/run")
    #expect(result.status == 73)
    #expect(result.errors.contains("p.lisp/run"))
    let other = try place.lakatos("evolve", "p.lisp", "--certificates", "p.lisp")
    #expect(other.status == 73)
    #expect(other.errors.contains("--certificates"))
    #expect(place.entries() == ["p.lisp"])
  }

  @Test(
    "a missing run is named",
    arguments: [
      ["resume", "Runs/none"], ["browse", "Runs/none"], ["show", "Runs/none", "00"],
      ["similar", "Runs/none", "00"],
    ])
  func runMissing(arguments: [String]) throws {
    let place = try Workplace()
    let result = try place.start(arguments).wait()
    #expect(result.status == 66)
    #expect(result.errors.contains("there is no run at Runs/none"))
    #expect(result.errors.contains("lakatos evolve"))
    #expect(place.entries().isEmpty)
  }

  @Test(
    "what is not a run is named",
    arguments: [
      ["resume"], ["browse"], ["show", "00"], ["similar", "00"],
    ], ["file", "folder", "garbage", "empty"])
  func notARun(command: [String], name: String) throws {
    let place = try Workplace()
    try place.write("file", "text")
    try place.write("folder/file", "text")
    try place.write("garbage/run.sqlite", String(repeating: "no database ", count: 4096))
    try place.write("empty/run.sqlite", "")
    let result = try place.start([command[0], name] + command.dropFirst()).wait()
    #expect(result.status == 65)
    #expect(result.errors.contains(name))
    #expect(result.errors.contains("help:"))
    #expect(result.output.isEmpty)
  }

  @Test("a file that is no certificate is rejected")
  func notACertificate() throws {
    let place = try Workplace()
    try place.write("x.cert", "(lakatos-certificate 2)")
    let result = try place.lakatos("check", "x.cert")
    #expect(result.status == 1)
    #expect(result.output.contains("rejected"))
    #expect(result.output.contains("x.cert"))
  }

  @Test("a folder without certificates is named")
  func nothingToCheck() throws {
    let place = try Workplace()
    try place.write("folder/file", "text")
    let result = try place.lakatos("check", "folder")
    #expect(result.status == 66)
    #expect(result.errors.contains("folder"))
  }
}
