/// Reads a file and what it includes, each file once, in the order of the text.
struct SourceCollector {
  struct Item: Sendable {
    var declaration: DeclarationSyntax
    /// Whether it stands in the file that was named, not in one that it includes.
    var isOwn: Bool
  }

  private(set) var items: [Item] = []
  private(set) var problem: ProblemSyntax?
  private(set) var problemLocation: SourceLocation?
  /// Where `(prelude none)` stands.
  private(set) var withoutPrelude: SourceLocation?
  private(set) var sources: [String: SourceText] = [:]
  /// The files in the order of reading.
  private(set) var files: [String] = []
  private(set) var faults: [Diagnostic] = []
  /// Whether the named file itself is not there.
  private(set) var isMissing = false
  private var seen: Set<String> = []
  /// The only files that there are; nil stands for those of the file system.
  private let given: [String: [UInt8]]?

  init(given: [String: [UInt8]]? = nil) { self.given = given }

  private func bytes(at path: String) throws(FileReading.Failure) -> [UInt8] {
    guard let given else { return try FileReading.bytes(at: path) }
    guard let bytes = given[path] else { throw .notFound }
    return bytes
  }

  mutating func read(path: String) {
    seen.insert(FileReading.identity(of: path))
    do throws(FileReading.Failure) {
      collect(SourceText(file: path, bytes: try bytes(at: path)), isOwn: true)
    } catch {
      isMissing = error == .notFound
      let place = SourceLocation(file: path, line: 1, column: 1, offset: 0)
      faults.append(Diagnostic(location: place, message: error.message))
    }
  }

  mutating func read(text: String, path: String) {
    seen.insert(FileReading.identity(of: path))
    collect(SourceText(file: path, text: text), isOwn: true)
  }

  private mutating func collect(_ source: SourceText, isOwn: Bool) {
    sources[source.file] = source
    files.append(source.file)
    let (forms, readingFaults) = Reader.read(source)
    faults += readingFaults
    for form in forms { collect(form, in: source.file, isOwn: isOwn) }
  }

  private mutating func collect(_ form: SExpression, in file: String, isOwn: Bool) {
    var parser = SyntaxParser()
    defer { faults += parser.faults }
    if form.head == "problem" {
      collectProblem(form, &parser, in: file, isOwn: isOwn)
      return
    }
    guard let head = form.head, SyntaxParser.declarationHeads.contains(head) else {
      let known = SyntaxParser.declarationHeads + ["problem"]
      parser.report(
        "this is no top-level form", at: form.location, found: form.summary,
        expected: known.joined(separator: ", "),
        suggestion: form.head.flatMap { nearestName(to: $0, among: known) })
      return
    }
    if let declaration = parser.declaration(form) { add(declaration, in: file, isOwn: isOwn) }
  }

  private mutating func collectProblem(
    _ form: SExpression, _ parser: inout SyntaxParser, in file: String, isOwn: Bool
  ) {
    if !isOwn {
      parser.report(
        "an included file holds a problem", at: form.location, found: form.summary,
        expected: "definitions and theorems")
      return
    }
    if problemLocation != nil {
      parser.report(
        "the file holds a second problem", at: form.location, found: form.summary,
        expected: "one problem per file")
      return
    }
    problemLocation = form.location
    guard let (syntax, declarations) = parser.problem(form) else { return }
    problem = syntax
    for declaration in declarations { add(declaration, in: file, isOwn: isOwn) }
  }

  private mutating func add(_ declaration: DeclarationSyntax, in file: String, isOwn: Bool) {
    switch declaration {
    case .include(let path): include(path, from: file)
    case .withoutPrelude(let location): withoutPrelude = withoutPrelude ?? location
    case .data, .define, .theorem: items.append(Item(declaration: declaration, isOwn: isOwn))
    }
  }

  private mutating func include(_ name: SyntaxName, from file: String) {
    let path = FileReading.path(name.name, from: file)
    guard seen.insert(FileReading.identity(of: path)).inserted else { return }
    guard files.count < ReadingLimits.files else {
      faults.append(
        Diagnostic(
          location: name.location, message: "too many files are included",
          expected: "at most \(ReadingLimits.files)"))
      return
    }
    do throws(FileReading.Failure) {
      collect(SourceText(file: path, bytes: try bytes(at: path)), isOwn: false)
    } catch {
      faults.append(
        Diagnostic(
          location: name.location,
          message: "the included file cannot be used: \(error.message)", found: path))
    }
  }
}
