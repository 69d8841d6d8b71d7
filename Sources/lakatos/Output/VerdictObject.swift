import Checker

/// One verdict of `prove` or `check` as JSON.
struct VerdictObject {
  var file: String
  var goal: String?
  var verdict: String
  var seconds: Double?
  var inferences: Int?
  var proofLines: Int?
  /// A path, or where in a run it stands.
  var certificate: String?
  var counterexample: [(variable: String, value: String)]?
  var reason: String?
  /// Of the file: where the goal stands, or where a certificate is at fault.
  var line: Int?
  /// The goal as a person wrote it; a checker reads it from the certificate instead.
  var statement: String?
  /// What the second checker read.
  var checked: CheckedTheorem?

  init(file: String, goal: String?, verdict: String) {
    self.file = file
    self.goal = goal
    self.verdict = verdict
  }

  var json: JSON {
    var members: [(String, JSON)] = [
      ("file", .string(file)), ("goal", JSON(goal)), ("verdict", .string(verdict)),
      ("seconds", JSON(seconds)), ("inferences", JSON(inferences)),
      ("proof_lines", JSON(proofLines)), ("certificate", JSON(certificate)),
      (
        "counterexample",
        counterexample.map { .object($0.map { ($0.variable, .string($0.value)) }) } ?? .null
      ),
      ("reason", JSON(reason)), ("line", JSON(line)),
    ]
    if let statement, checked == nil { members.append(("statement", .string(statement))) }
    if let checked {
      members.append(("statement", .string(checked.statement)))
      let variables = checked.variables.map { ($0.name, JSON.string($0.type)) }
      let identities = checked.identities.map {
        ($0.name, JSON.string("\($0.sha256).\($0.index)"))
      }
      members.append(("variables", .object(variables)))
      members.append(("identities", .object(identities)))
    }
    return .object(members)
  }
}
