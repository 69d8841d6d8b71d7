/// The words that have a meaning of their own in a certificate.
///
/// Those up to ``any`` are *taken*: no variable, data type, constructor or function has such a
/// name. The others mean something only at their place in the grammar.
enum Word: String, CaseIterable {
  // Types, constructors and functions that are built in
  case bool, int
  case yes = "true"
  case no = "false"
  case equal = "="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case div, mod
  case less = "<"
  case atMost = "<="
  case not, and, or
  case implies = "=>"
  case `if`
  // Syntax of terms, types and bodies
  case fn
  case apply = "@"
  case arrow = "->"
  case `case`
  case any

  // Items
  case certificate = "lakatos-certificate"
  case data
  case variable = "var"
  case define, term, line, theorem
  // Evidence
  case structural, measured, witnessed
  // Rules
  case refl, rewrite
  case eqTrue = "eq-true"
  case trueEq = "true-eq"
  case assume, discharge, mp, cut, inst, unfold, beta, ext, distinct, inject, acyclic, cases
  case ring, linear, antisym, ground
  case divMod = "div-mod"
  case induct
}
