import Kernel
import Terms

/// Laws of the built-in functions that their definitions do not give by themselves. The search uses
/// them as rules; each is proved by the search itself, without laws, when a proof first cites it.
enum BooleanLaw: Int, CaseIterable {
  /// `(=> (not p) (= p false))`
  case notElimination
  /// `(=> (and p q) p)`
  case andLeft
  /// `(=> (and p q) q)`
  case andRight
  /// `(= (=> p false) (not p))`
  case impliesFalse
  case equalsTrue, trueEquals, equalsFalse, falseEquals
  case notNot
  case andTrue, andFalse, andSame
  case orTrue, orFalse, orSame
  case impliesTrue, impliesSame
  case ifSame, ifTrueFalse, ifFalseTrue

  /// Whether the simplifier uses it; the others serve single inferences.
  var isRule: Bool {
    switch self {
    case .notElimination, .andLeft, .andRight: false
    default: true
    }
  }

  /// Its formula, over the Boolean variables `p`, `q` and `x` of any type.
  func formula(in bank: inout TermBank) -> TermID {
    let p = bank.variable("p", bank.bool)
    let q = bank.variable("q", bank.bool)
    let (yes, no) = (bank.trueTerm, bank.falseTerm)
    switch self {
    case .notElimination:
      return bank.logical(.implies, bank.logical(.not, p), bank.equationOf(p, no))
    case .andLeft: return bank.logical(.implies, bank.logical(.and, p, q), p)
    case .andRight: return bank.logical(.implies, bank.logical(.and, p, q), q)
    case .impliesFalse:
      return bank.equationOf(bank.logical(.implies, p, no), bank.logical(.not, p))
    case .equalsTrue: return bank.equationOf(bank.equationOf(p, yes), p)
    case .trueEquals: return bank.equationOf(bank.equationOf(yes, p), p)
    case .equalsFalse: return bank.equationOf(bank.equationOf(p, no), bank.logical(.not, p))
    case .falseEquals: return bank.equationOf(bank.equationOf(no, p), bank.logical(.not, p))
    case .notNot: return bank.equationOf(bank.logical(.not, bank.logical(.not, p)), p)
    case .andTrue: return bank.equationOf(bank.logical(.and, p, yes), p)
    case .andFalse: return bank.equationOf(bank.logical(.and, p, no), no)
    case .andSame: return bank.equationOf(bank.logical(.and, p, p), p)
    case .orTrue: return bank.equationOf(bank.logical(.or, p, yes), yes)
    case .orFalse: return bank.equationOf(bank.logical(.or, p, no), p)
    case .orSame: return bank.equationOf(bank.logical(.or, p, p), p)
    case .impliesTrue: return bank.equationOf(bank.logical(.implies, p, yes), yes)
    case .impliesSame: return bank.equationOf(bank.logical(.implies, p, p), yes)
    case .ifSame, .ifTrueFalse, .ifFalseTrue: return conditional(p, in: &bank)
    }
  }

  private func conditional(_ p: TermID, in bank: inout TermBank) -> TermID {
    let (yes, no) = (bank.trueTerm, bank.falseTerm)
    switch self {
    case .ifTrueFalse: return bank.equationOf(bank.conditional(p, yes, no), p)
    case .ifFalseTrue:
      return bank.equationOf(bank.conditional(p, no, yes), bank.logical(.not, p))
    default:
      let x = bank.variable("x", bank.typeVariable("a"))
      return bank.equationOf(bank.conditional(p, x, x), x)
    }
  }
}

extension TermBank {
  mutating func conditional(_ condition: TermID, _ yes: TermID, _ no: TermID) -> TermID {
    do {
      return try application(builtin(.if), [type(of: yes)], [condition, yes, no])
    } catch {
      preconditionFailure("branches of one type: \(error)")
    }
  }

  mutating func typeVariable(_ name: String) -> TypeID {
    do {
      return try type(.variable(name))
    } catch {
      preconditionFailure("a type variable is a type: \(error)")
    }
  }
}

extension ProofSearch {
  /// The rules of all laws, each from left to right.
  mutating func lawRules() -> [RewriteRule] {
    var result: [RewriteRule] = []
    for law in BooleanLaw.allCases where law.isRule {
      let formula = law.formula(in: &theory.bank)
      guard let (left, right) = theory.bank.equationSides(formula) else { continue }
      result.append(
        RewriteRule(
          source: .booleanLaw(law.rawValue), reading: .equation, formula: formula, conditions: [],
          left: left, right: right, schematic: Set(theory.bank.freeVariables(of: formula)),
          isPolymorphic: true, needsOrderCheck: false))
    }
    return result
  }
}
