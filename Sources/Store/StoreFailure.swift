import GRDB

/// Why a run could not be created, read or written.
public enum StoreFailure: Error, Equatable, Sendable {
  /// There is something at the path already.
  case runExists(path: String)
  /// There is nothing at the path; the nearest name of a run beside it, if there is one.
  case runMissing(path: String, nearest: String?)
  /// There is something else at the path.
  case notARun(path: String, reason: String)
  /// The database is damaged, or contradicts its own checksums.
  case corrupt(path: String, reason: String)
  /// The run was written in another format.
  case otherVersion(path: String, found: Int, supported: Int)
  /// Another process writes the run.
  case busy(path: String)
  /// The file system refuses to let us write.
  case cannotWrite(path: String, reason: String)
  /// The disk is full, or reading or writing failed.
  case inputOutput(path: String, reason: String)
  /// No program or theorem has an id that begins so.
  case noSuchID(String, path: String)
  /// Several programs and theorems have an id that begins so.
  case ambiguousID(String, matches: [String])
  /// What was to be stored contradicts itself: a defect of ours.
  case inconsistent(reason: String)
}

extension StoreFailure: CustomStringConvertible {
  /// What is wrong, naming the thing.
  public var description: String {
    switch self {
    case .runExists(let path): "\(path) exists already"
    case .runMissing(let path, _): "there is no run at \(path)"
    case .notARun(let path, let reason): "\(path) is not a run: \(reason)"
    case .corrupt(let path, let reason): "the run \(path) is damaged: \(reason)"
    case .otherVersion(let path, let found, let supported):
      "the run \(path) has format version \(found); this program reads version \(supported)"
    case .busy(let path): "another process is working on \(path)"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    case .inputOutput(let path, let reason): "reading or writing \(path) failed: \(reason)"
    case .noSuchID(let id, let path):
      "no program or theorem of \(path) has an id that begins with \(id)"
    case .ambiguousID(let id, let matches):
      "\(id) is the beginning of several ids: \(matches.joined(separator: ", "))"
    case .inconsistent(let reason): "the generation contradicts itself: \(reason)"
    }
  }

  /// What a person can do about it.
  public var remedy: String {
    switch self {
    case .runExists(let path):
      "go on with `lakatos resume \(path)`, or name another folder with --run"
    case .runMissing(_, let nearest):
      nearest.map { "did you mean \($0)?" }
        ?? "start one with `lakatos evolve PROBLEM`; runs stand in the folder Runs"
    case .notARun: "a run is a folder with a file run.sqlite, such as Runs/reverse-1"
    case .corrupt:
      "restore the folder from a copy, or start anew with `lakatos evolve`; nothing was changed"
    case .otherVersion:
      "use the program that wrote it, or start anew with `lakatos evolve`; nothing was changed"
    case .busy: "wait until it has finished, or stop it; nothing was changed"
    case .cannotWrite: "choose a folder that you may write to with --run"
    case .inputOutput: "make room on the disk or check it, and try again; what was committed stays"
    case .noSuchID(_, let path): "`lakatos browse \(path)` lists the ids"
    case .ambiguousID: "give more digits"
    case .inconsistent: "this is a defect of the program; nothing of the generation was stored"
    }
  }
}

extension StoreFailure {
  /// The same failure of a run that is being made, under the name that it was to get.
  func naming(_ path: String) -> StoreFailure {
    switch self {
    case .corrupt(_, let reason): .corrupt(path: path, reason: reason)
    case .busy: .busy(path: path)
    case .cannotWrite(_, let reason): .cannotWrite(path: path, reason: reason)
    case .inputOutput(_, let reason): .inputOutput(path: path, reason: reason)
    case .runExists, .runMissing, .notARun, .otherVersion, .noSuchID, .ambiguousID,
      .inconsistent:
      self
    }
  }

  /// Sorts an error of SQLite or of the JSON decoder into the cases above.
  init(_ error: any Error, path: String) {
    switch error {
    case let failure as StoreFailure: self = failure
    case let error as DatabaseError: self.init(error, path: path)
    default: self = .corrupt(path: path, reason: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL, .SQLITE_IOERR: self = .inputOutput(path: path, reason: reason)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
      self = .cannotWrite(path: path, reason: reason)
    case .SQLITE_CONSTRAINT: self = .inconsistent(reason: reason)
    default: self = .corrupt(path: path, reason: reason)
    }
  }
}

/// Runs `body` and turns whatever it throws into a ``StoreFailure`` about `path`.
func storing<Result>(
  _ path: String, _ body: () throws -> Result
) throws(StoreFailure) -> Result {
  do { return try body() } catch { throw StoreFailure(error, path: path) }
}
