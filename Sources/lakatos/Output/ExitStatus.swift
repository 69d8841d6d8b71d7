/// How the program ends. The numbers are part of the interface.
enum ExitStatus: Int32, Sendable {
  /// Done, or yes.
  case done = 0
  /// A result of "no": refuted, rejected.
  case no = 1
  /// Not decided within the budget.
  case undecided = 3
  /// Wrong usage.
  case usage = 64
  /// A wrong input file.
  case wrongInput = 65
  /// Input not found.
  case noInput = 66
  /// A defect of ours.
  case defect = 70
  /// Cannot write.
  case cannotWrite = 73
  /// An I/O error, or the disk is full.
  case inputOutput = 74
  /// Busy, try again.
  case busy = 75
  /// Interrupted, after a commit.
  case interrupted = 130
}

extension ExitStatus {
  /// One status for several goals or files: a wrong file first, then a defect, then "no", then
  /// what is undecided.
  static func combined(_ parts: [ExitStatus]) -> ExitStatus {
    let order: [ExitStatus] = [
      .inputOutput, .cannotWrite, .defect, .wrongInput, .noInput, .no, .undecided,
    ]
    return order.first { parts.contains($0) } ?? .done
  }
}

/// Why a command cannot go on, for people, with the exit status that programs see.
struct CommandFailure: Error, Equatable, Sendable {
  var status: ExitStatus
  /// What is wrong, naming the thing.
  var message: String
  /// What to do about it; empty if the message says it.
  var remedy: String
  /// The message is complete as it stands, for instance diagnostics with a caret.
  var isFormatted = false

  init(_ status: ExitStatus, _ message: String, remedy: String = "") {
    self.status = status
    self.message = message
    self.remedy = remedy
  }

  /// Diagnostics that are printed as they are.
  init(diagnostics text: String) {
    self.init(.wrongInput, text)
    isFormatted = true
  }

  /// The text for the error stream.
  var text: String {
    if isFormatted { return message.hasSuffix("\n") ? message : message + "\n" }
    return "error: \(message)\n" + (remedy.isEmpty ? "" : "  help: \(remedy)\n")
  }
}
