import Evolution
import Foundation
import Lisp
import Store

/// A problem with the texts that it was read from.
struct ProblemSource {
  let problem: Problem
  /// The problem file first, then what it includes.
  let texts: [RunDescription.SourceText]

  /// Reads a problem file.
  ///
  /// - Throws: ``CommandFailure`` if it is missing, wrong, or holds no problem.
  init(file: String, _ console: Console) throws(CommandFailure) {
    let module = try LispFile.module(at: file, console)
    guard let problem = module.problem else {
      throw CommandFailure(
        .wrongInput, "\(file) holds no problem",
        remedy: "a problem is a form (problem NAME ...), see README.md; "
          + "the theorems of a file are proved by `lakatos prove`")
    }
    self.problem = problem
    texts = module.sources.map { RunDescription.SourceText(path: $0.path, text: $0.text) }
  }

  /// Reads a problem back from a run; no file is opened.
  init(stored description: RunDescription) throws(CommandFailure) {
    let sources = description.sources.map { SourceFile(path: $0.path, text: $0.text) }
    do throws(Diagnostics) {
      let module = try loadModule(sources: sources)
      guard let problem = module.problem else {
        throw Diagnostics([])
      }
      self.problem = problem
    } catch {
      throw CommandFailure(
        .wrongInput, "the problem in the run cannot be read any more: \(error.description)",
        remedy: "use the program that wrote the run, or start anew with `lakatos evolve`")
    }
    texts = description.sources
  }

  /// The defaults with what the problem says.
  ///
  /// - Throws: ``CommandFailure`` with the place of the first setting that is not allowed.
  func configuration() throws(CommandFailure) -> RunConfiguration {
    var configuration = RunConfiguration()
    for setting in problem.settings {
      do throws(SettingFailure) {
        try configuration.set(setting.key, to: setting.value)
      } catch {
        let diagnostic = Diagnostic(
          location: setting.location, message: "\(error)",
          found: "\(setting.key) \(setting.value)",
          expected: "a setting that `lakatos help settings` lists",
          sourceLine: line(of: setting.location))
        throw CommandFailure(diagnostics: diagnostic.rendered())
      }
    }
    return configuration
  }

  /// What is told before a run begins.
  var warnings: [Diagnostic] { EndlessRecursion.warnings(about: problem, line) }

  /// The run itself, from its beginning or from a state.
  ///
  /// - Throws: ``CommandFailure`` if the problem cannot be worked on, with the reason.
  func start(
    _ configuration: RunConfiguration, state: RunState?
  ) throws(CommandFailure) -> Run {
    do throws(RunFailure) {
      return try Run(problem: problem, configuration: configuration, state: state)
    } catch .ascendingStart(let call, let location) {
      let diagnostic = Diagnostic(
        location: location,
        message: "the start program's holes cannot be filled: its calls of itself do not descend",
        found: call,
        expected: "in every call, in the place of one and the same parameter, a part of it that a "
          + "match has bound, or a hole",
        sourceLine: line(of: location))
      throw CommandFailure(diagnostics: diagnostic.rendered())
    } catch {
      throw CommandFailure(
        .wrongInput, "the problem \(problem.name) cannot be worked on: \(error)")
    }
  }

  private func line(of location: SourceLocation) -> String? {
    guard let source = texts.first(where: { $0.path == location.file }) else { return nil }
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(location.line - 1) ? String(lines[location.line - 1]) : nil
  }
}
