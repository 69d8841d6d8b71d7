import ArgumentParser
import Evolution
import Lisp
import Model
import Store

/// `lakatos similar RUN ID`
struct Similar: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Shows the programs and theorems of a run that are nearest to one.",
    discussion: """
      Programs and theorems share one space, in which a function counts by its definition, not by \
      its name. 1 is the same direction, 0 is nothing in common. Programs come first, then proved \
      theorems, the filtered ones too.

      EXAMPLES
        lakatos similar Runs/reverse-1 ID
        lakatos similar Runs/reverse-1 ID --limit 3 --json
      """)

  @Argument(help: ArgumentHelp("A run, such as Runs/reverse-1.", valueName: "run"))
  var run: String

  @Argument(help: ArgumentHelp("An id, or its first digits.", valueName: "id"))
  var id: String

  @Option(
    help: ArgumentHelp("At most so many programs and so many theorems.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--limit", in: 0...Int.max) })
  var limit: Int = 5

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let path = try fromStore { () throws(StoreFailure) in try RunFolder.find(run) }
    let reader = try fromStore { () throws(StoreFailure) in try RunReader.open(at: path) }
    let item = try fromStore { () throws(StoreFailure) in try reader.item(id) }
    let description = try fromStore { () throws(StoreFailure) in try reader.description() }
    let programs = try fromStore { () throws(StoreFailure) in try reader.programs() }
    let theorems = try fromStore { () throws(StoreFailure) in try reader.provedTheorems() }
    var space = RunSpace(
      environment: try ProblemSource(stored: description).problem.environment,
      programs: programs)
    let (own, vector) = try place(item, in: &space)
    let nearPrograms = nearestNeighbours(
      of: vector, among: space.points(of: programs), count: limit, excluding: own)
    let nearTheorems = nearestNeighbours(
      of: vector, among: space.points(of: theorems), count: limit, excluding: own)
    try print(nearPrograms, programs.map { ($0.id, .program($0)) }, reader)
    try print(nearTheorems, theorems.map { ($0.id, .theorem($0)) }, reader)
    return .done
  }

  private func place(
    _ item: RunReader.Item, in space: inout RunSpace
  ) throws(CommandFailure) -> (id: String, vector: [Float]) {
    let (id, vector) =
      switch item {
      case .program(let program): (program.id, space.vector(of: program))
      case .theorem(let theorem): (theorem.id, space.vector(of: theorem))
      }
    guard let vector else {
      throw CommandFailure(
        .wrongInput, "\(id) cannot be read back in the problem of the run",
        remedy: "use the program that wrote the run")
    }
    return (id, vector)
  }

  private func print(
    _ neighbours: [Neighbour], _ items: [(String, RunReader.Item)], _ reader: RunReader
  ) throws(CommandFailure) {
    let ids = neighbours.map(\.id)
    let length = try fromStore { () throws(StoreFailure) in
      try reader.distinctLength(of: ids)
    }
    let console = output.console
    for neighbour in neighbours {
      guard let item = items.first(where: { $0.0 == neighbour.id })?.1 else { continue }
      let similarity = neighbour.similarity
      switch item {
      case .program(let program):
        let source = program.source.split(separator: "\n").map { $0.drop { $0 == " " } }
        try console.json
          ? console.print(object("program", similarity, program.object))
          : console.print(
            "\(hundredths(similarity))  program  \(program.id.prefix(length))  "
              + source.joined(separator: " "))
      case .theorem(let theorem):
        try console.json
          ? console.print(object("theorem", similarity, theorem.object()))
          : console.print(
            "\(hundredths(similarity))  theorem  \(theorem.id.prefix(length))  "
              + "\(theorem.statement)  \(console.dim(theorem.fate.rawValue))")
      }
    }
  }

  private func object(_ kind: String, _ similarity: Double, _ item: JSON) -> JSON {
    .object([("kind", .string(kind)), ("similarity", .double(similarity)), (kind, item)])
  }
}

/// The embedding space with what a run has put into it.
struct RunSpace {
  private let environment: Lisp.Environment
  private let embedder = HashedWalkEmbedder()
  private var programs: RunPrograms

  init(environment: Lisp.Environment, programs: [ProgramRecord]) {
    self.environment = environment
    self.programs = RunPrograms(environment: environment, programs: programs)
  }

  /// The place of a program; nil if its text does not read back.
  func vector(of program: ProgramRecord) -> [Float]? {
    guard let read = try? elaborateFunctions(text: program.source, in: environment),
      let id = read.functions.first
    else { return nil }
    return embedder.embed(program: read.environment[id], in: read.environment)
  }

  /// The place of a theorem, with the body of its program; nil if a text does not read back.
  mutating func vector(of theorem: TheoremRecord) -> [Float]? {
    guard let goal = programs.goal(of: theorem) else { return nil }
    return embedder.embed(formula: goal.formula, in: goal.environment)
  }

  /// Those that read back.
  func points(of programs: [ProgramRecord]) -> [EmbeddedItem] {
    programs.compactMap { program in
      vector(of: program).map { EmbeddedItem(id: program.id, vector: $0) }
    }
  }

  /// Those that read back.
  mutating func points(of theorems: [TheoremRecord]) -> [EmbeddedItem] {
    var points: [EmbeddedItem] = []
    for theorem in theorems {
      if let vector = vector(of: theorem) {
        points.append(EmbeddedItem(id: theorem.id, vector: vector))
      }
    }
    return points
  }
}
