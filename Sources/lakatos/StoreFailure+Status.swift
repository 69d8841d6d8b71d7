import Store

extension CommandFailure {
  /// What the store says, with the exit status of the interface.
  init(_ failure: StoreFailure) {
    let status: ExitStatus =
      switch failure {
      case .runExists, .cannotWrite: .cannotWrite
      case .runMissing, .noSuchID: .noInput
      case .notARun, .corrupt, .otherVersion: .wrongInput
      case .busy: .busy
      case .inputOutput: .inputOutput
      case .ambiguousID: .usage
      case .inconsistent: .defect
      }
    self.init(status, failure.description, remedy: failure.remedy)
  }
}

/// Runs what asks the store and translates its failures.
func fromStore<Result>(
  _ body: () throws(StoreFailure) -> Result
) throws(CommandFailure) -> Result {
  do throws(StoreFailure) { return try body() } catch { throw CommandFailure(error) }
}
