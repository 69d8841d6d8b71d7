import Determinism

// Provers and evaluators recurse deeper than the stack of the main thread allows.
let status = withLargeStack { Launch.run(Array(CommandLine.arguments.dropFirst())) }
Launch.leave(with: status)
