import Testing

@Suite("Wrong usage")
struct UsageTests {
  @Test("the name alone greets and shows commands to try")
  func greeting() throws {
    let result = try Workplace().lakatos()
    #expect(result.status == 0)
    #expect(result.output.contains("lakatos evolve Problems/lists/reverse.lisp"))
    #expect(result.errors.isEmpty)
  }

  @Test(
    "help teaches by examples",
    arguments: ["evolve", "resume", "browse", "show", "similar", "prove", "check"])
  func help(command: String) throws {
    for arguments in [[command, "--help"], ["help", command]] {
      let result = try Workplace().start(arguments).wait()
      #expect(result.status == 0)
      #expect(result.output.contains("EXAMPLES"))
      #expect(result.output.contains("lakatos \(command)"))
      #expect(result.output.contains("--json"))
    }
  }

  @Test("help settings lists every setting with its default")
  func settings() throws {
    let result = try Workplace().lakatos("help", "settings")
    #expect(result.status == 0)
    for key in ["trivial", "known", "vacuous", "short", "obvious", "seed", "budget"] {
      #expect(result.output.contains("\n  \(key) "))
    }
  }

  @Test("a topic that help does not know is named, with those that it knows")
  func unknownTopic() throws {
    let result = try Workplace().lakatos("help", "nonsense")
    #expect(result.status == 64)
    #expect(result.errors.contains("no help on nonsense"))
    #expect(result.errors.contains("evolve"))
    #expect(result.errors.contains("gauges, settings"))
    #expect(result.output.isEmpty)
    #expect(try Workplace().lakatos("help").status == 0)
    #expect(try Workplace().lakatos("help", "bench", "synthesis").status == 0)
  }

  @Test("blanks around a setting's key and value do not count")
  func spacedSetting() throws {
    let place = try Workplace()
    try place.write("identity.lisp", tinyProblem)
    let result = try place.lakatos(
      "evolve", "identity.lisp", "--set", " seed = 3 ", "--generations", "0", "--json", "-q")
    #expect(result.status == 3, "\(result.errors)")
    #expect(try result.objects().last?["seed"] as? Int == 3)
  }

  @Test("a mistyped command is named, with the nearest one")
  func mistypedCommand() throws {
    let result = try Workplace().lakatos("evolv", "x.lisp")
    #expect(result.status == 64)
    #expect(result.errors.contains("no command evolv"))
    #expect(result.errors.contains("did you mean `lakatos evolve`?"))
    #expect(result.output.isEmpty)
  }

  @Test(
    "wrong options and values are named",
    arguments: [
      (["evolve", "x.lisp", "--sed", "1"], "--seed"),
      (["evolve", "x.lisp", "--threads", "0"], "--threads cannot be 0"),
      (["evolve", "x.lisp", "--threads", "two"], "--threads cannot be two"),
      (["evolve", "x.lisp", "--for", "5x"], "such as 90s, 5m or 2h"),
      (["evolve", "x.lisp", "--for", "0s"], "--for cannot be 0s"),
      (["evolve", "x.lisp", "--for", "-1s"], "--for"),
      (["evolve", "x.lisp", "--generations", "-1"], "--generations"),
      (["resume", "x", "--generations", "many"], "--generations cannot be many"),
      (["browse", "x", "--limit", "few"], "--limit cannot be few"),
      (["browse"], "Missing expected argument"),
      (["show", "x"], "name an id, or give --rivals"),
      (["evolve"], "Missing expected argument"),
      (["prove"], "Missing expected argument"),
      (["check"], "Missing expected argument"),
    ])
  func wrongValues(arguments: [String], message: String) throws {
    let place = try Workplace()
    let result = try place.start(arguments).wait()
    #expect(result.status == 64)
    #expect(result.errors.contains(message))
    #expect(result.output.isEmpty)
    #expect(place.entries().isEmpty)
  }

  @Test(
    "wrong settings are named",
    arguments: [
      (["--set", "nonsense=1"], "unknown setting nonsense"),
      (["--set", "vacous=1"], "did you mean vacuous?"),
      (["--set", "trivial=sometimes"], "trivial cannot be sometimes"),
      (["--set", "short"], "key=value"),
      (["--seed", "minus"], "--seed cannot be minus"),
      (["--population", "1"], "--population cannot be 1"),
      (["--budget", "0"], "--budget cannot be 0"),
    ])
  func wrongSettings(arguments: [String], message: String) throws {
    let place = try Workplace()
    try place.write("identity.lisp", tinyProblem)
    let before = place.entries()
    let result = try place.start(["evolve", "identity.lisp"] + arguments).wait()
    #expect(result.status == 64)
    #expect(result.errors.contains(message))
    #expect(result.output.isEmpty)
    #expect(place.entries() == before)
  }
}

/// A problem that is solved in the first generation or so.
let tinyProblem = """
  (problem second
    (doc "The second of two.")
    (target (second (x nat) (y nat)) nat)
    (components)
    (vocabulary plus)
    (require
      (= (second 1 2) 2)
      (= (second 5 3) 3)
      (= (second 0 0) 0)
      (= (second 4 0) 0))
    (holdout
      (= (second 7 9) 9)))
  """
