import Kernel
import Terms

/// What the certificates of the tests begin with. It has 24 items.
let prelude = """
  (lakatos-certificate 1)
  (data ((list 'a) (nil) (cons 'a (list 'a))))
  (data (nat (zero) (succ nat)))
  (data ((pair 'a 'b) (mk 'a 'b)))
  (var n nat) (var m nat) (var k nat) (var l nat)
  (var p bool) (var q bool) (var r bool) (var i int) (var j int)
  (var x 'a) (var y 'a) (var xs (list 'a)) (var ys (list 'a)) (var zs (list 'a))
  (var f (-> nat nat)) (var g (-> nat nat))
  (define ((add () (n m) nat (case n ((zero) m) ((succ k) (succ (add k m)))))) structural)
  (define ((append ('a) (xs ys) (list 'a)
    (case xs ((nil) ys) ((cons x zs) ((cons 'a) x ((append 'a) zs ys)))))) structural)
  (define ((some () () nat any)) structural)
  (define ((even () (n) bool (case n ((zero) (true)) ((succ k) (odd k))))
           (odd () (n) bool (case n ((zero) (false)) ((succ k) (even k))))) structural)

  """

/// A text that follows the prelude, and what comes of it.
struct Example: Sendable, CustomStringConvertible {
  let description: String
  let text: String
  let outcome: String

  init(_ description: String, _ text: String, _ outcome: String) {
    self.description = description
    self.text = text
    self.outcome = outcome
  }
}

/// What comes of a certificate: the cause of its failure, or what its last line says.
func outcome(of certificate: String) -> String {
  var theory = Theory()
  do throws(ReplayFailure) {
    _ = try replay(certificate, in: &theory)
  } catch {
    return rendered(error.cause, theory.bank)
  }
  guard theory.lineCount > 0 else { return "accepted" }
  let line = theory.line(LineID(index: UInt32(theory.lineCount - 1)))
  let hypotheses = line.hypotheses.map { theory.bank.description(of: $0) }
  let conclusion = theory.bank.description(of: line.conclusion)
  return (hypotheses.joined(separator: ", ") + " |- " + conclusion).trimmed
}

extension String {
  fileprivate var trimmed: String { hasPrefix(" ") ? String(dropFirst()) : self }
}

/// A failure with terms, types and symbols in words.
func rendered(_ value: Any, _ bank: borrowing TermBank) -> String {
  switch value {
  case let term as TermID: return bank.description(of: term)
  case let type as TypeID: return bank.description(of: type)
  case let symbol as SymbolID: return bank.name(of: symbol)
  case let text as String: return text
  case let number as Int: return String(number)
  default: break
  }
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .tuple {
    return mirror.children.map { rendered($0.value, bank) }.joined(separator: ", ")
  }
  guard mirror.displayStyle == .enum, let child = mirror.children.first else { return "\(value)" }
  return "\(child.label ?? "")(\(rendered(child.value, bank)))"
}
