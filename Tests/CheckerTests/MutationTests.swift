import Checker
import Testing

/// One change of a certificate at a random place.
enum Mutation: CaseIterable {
  case swapForms, replaceForm, deleteForm, duplicateForm, changeNumber, swapNames
  case renameInItem, renameEverywhere, deleteEverywhere
}

/// Changes forms at random.
struct Mutator {
  var random: SplitMix

  /// The items with one change, or with two.
  mutating func mutant(of items: [Form]) -> [Form] {
    var changed = items
    for _ in 0...random.below(2) {
      let kind = Mutation.allCases[random.below(Mutation.allCases.count)]
      changed = apply(kind, to: changed)
    }
    return changed
  }

  private mutating func apply(_ mutation: Mutation, to items: [Form]) -> [Form] {
    let root = Form.list(items)
    let places = Self.places(in: root)
    let atoms = places.filter { $0.form.atom != nil }
    guard let target = pick(places), let other = pick(places), let atom = pick(atoms),
      let second = pick(atoms)
    else { return items }
    switch mutation {
    case .swapForms:
      let once = Self.edit(root, target.path) { _ in [other.form] }
      return Self.edit(once, other.path) { _ in [target.form] }.list
    case .replaceForm: return Self.edit(root, target.path) { _ in [other.form] }.list
    case .deleteForm: return Self.edit(root, target.path) { _ in [] }.list
    case .duplicateForm: return Self.edit(root, target.path) { [$0, $0] }.list
    case .changeNumber: return changeNumber(root, atoms).list
    case .swapNames:
      let once = Self.edit(root, atom.path) { _ in [second.form] }
      return Self.edit(once, second.path) { _ in [atom.form] }.list
    case .renameInItem:
      return Self.edit(root, [atom.path[0]]) { [Self.rename($0, atom.form, second.form)] }.list
    case .renameEverywhere: return Self.rename(root, atom.form, second.form).list
    case .deleteEverywhere: return Self.replace(root, target.form, by: []).list
    }
  }

  private mutating func pick<T>(_ choices: [T]) -> T? {
    choices.isEmpty ? nil : choices[random.below(choices.count)]
  }

  private mutating func changeNumber(_ root: Form, _ atoms: [(path: [Int], form: Form)]) -> Form {
    let numbers = atoms.filter { Int($0.form.atom ?? "") != nil }
    guard let place = pick(numbers), let value = Int(place.form.atom ?? "") else { return root }
    let next = [value &+ 1, value &- 1, 0 &- value, 0, random.below(20)][random.below(5)]
    return Self.edit(root, place.path) { _ in [.atom(String(next))] }
  }

  /// All forms below `root`, each with the way to it.
  private static func places(in root: Form) -> [(path: [Int], form: Form)] {
    var result: [(path: [Int], form: Form)] = []
    for (index, form) in root.list.enumerated() {
      result.append(([index], form))
      result += places(in: form).map { ([index] + $0.path, $0.form) }
    }
    return result
  }

  /// `root` with the form at `path` replaced; unchanged if there is none.
  private static func edit(_ root: Form, _ path: [Int], by change: (Form) -> [Form]) -> Form {
    guard case .list(var forms) = root, let first = path.first, first < forms.count
    else { return root }
    if path.count == 1 {
      forms.replaceSubrange(first...first, with: change(forms[first]))
    } else {
      forms[first] = edit(forms[first], Array(path.dropFirst()), by: change)
    }
    return .list(forms)
  }

  /// `root` with all that is in it and equal to `form` replaced.
  private static func replace(_ root: Form, _ form: Form, by replacement: [Form]) -> Form {
    guard case .list(let forms) = root else { return root }
    return .list(
      forms.flatMap { $0 == form ? replacement : [replace($0, form, by: replacement)] })
  }

  /// Both names, each for the other.
  private static func rename(_ root: Form, _ first: Form, _ second: Form) -> Form {
    if root == first { return second }
    if root == second { return first }
    guard case .list(let forms) = root else { return root }
    return .list(forms.map { rename($0, first, second) })
  }
}

/// What became of a mutant.
enum MutantFate: Equatable {
  case rejected, sameTheorems, otherTheorems
  /// The checker proved something false.
  case refuted(String)
}

/// Judges a verdict on a mutant: what is proved must be among `original`, or not refuted.
func fate(
  of verdict: CheckVerdict, on items: [Form], original: [CheckedTheorem], seed: UInt64
) -> MutantFate {
  guard case .accepted(let theorems) = verdict else { return .rejected }
  let known = Set(original.map { "\($0.statement) \($0.identities)" })
  let new = theorems.filter { !known.contains("\($0.statement) \($0.identities)") }
  if new.isEmpty { return .sameTheorems }
  var evaluator = NaiveEvaluator(items)
  for item in items where item.theoremName != nil {
    if evaluator.refutes(item.list[2], inputs: 1_000, seed: seed) { return .refuted(item.text) }
  }
  return .otherTheorems
}

@Suite("Mutants")
struct MutationTests {
  private func bytes(_ items: [Form]) -> [UInt8] {
    Array(("(lakatos-certificate 1)\n" + items.map { $0.text + "\n" }.joined()).utf8)
  }

  private func originals() -> [(items: [Form], theorems: [CheckedTheorem])] {
    Corpus.accept.specimens.compactMap { specimen in
      // Larger ones are mutated too rarely in the places that matter.
      guard case .accepted(let theorems) = check(certificate: specimen.bytes), !theorems.isEmpty,
        specimen.bytes.count < 5_000
      else { return nil }
      return (SimpleReader.items(specimen.bytes), theorems)
    }
  }

  @Test("no mutant proves anything false", arguments: UInt64(1)...10)
  func mutants(seed: UInt64) {
    let originals = originals()
    #expect(originals.count >= 40)
    var mutator = Mutator(random: SplitMix(state: seed))
    var rejected = 0
    for number in 0..<200 {
      let (items, theorems) = originals[number % originals.count]
      let mutant = mutator.mutant(of: items)
      let verdict = check(certificate: bytes(mutant))
      let fate = fate(of: verdict, on: mutant, original: theorems, seed: UInt64(number))
      if case .refuted(let theorem) = fate {
        Issue.record("mutant \(number) proves \(theorem)")
      }
      if fate == .rejected { rejected += 1 }
    }
    // Most changes break a proof; a few rename or reorder.
    #expect(rejected > 100 && rejected < 200)
  }

  @Test("control: the theorems of the accepted corpus are not refuted")
  func originalsHold() {
    for specimen in Corpus.accept.specimens {
      let items = SimpleReader.items(specimen.bytes)
      var evaluator = NaiveEvaluator(items)
      for item in items where item.theoremName != nil {
        let isRefuted = evaluator.refutes(item.list[2], inputs: 1_000, seed: 7)
        #expect(!isRefuted, "\(item.text)")
      }
    }
  }

  @Test(
    "control: a checker that accepts something false is found out",
    arguments: [
      ("append-nil.cert", "((= (list 'a)) ((append 'a) xs ys) xs)"),
      ("induct.cert", "((= nat) (plus m n) m)"),
      ("induct-mutual.cert", "((= bool) (odd m) (even m))"),
      ("assume-discharge.cert", "(=> p q)"),
      ("ground.cert", "((= int) (div (int -7) (int 2)) (int -3))"),
      ("rewrite-values.cert", "((= int) (@ (fn - i) j) (@ (fn - j) i))"),
      ("ring.cert", "((= int) (- i j) (- j i))"),
      ("linear.cert", "(=> (< i j) (<= (+ i (int 2)) j))"),
      ("antisym.cert", "(=> (<= i j) ((= int) i j))"),
      ("div-mod.cert", "(< (mod i j) j)"),
      ("div-mod.cert", "((= int) (mod i (int 0)) (int 0))"),
      ("div-mod.cert", "(=> (< j (int 0)) (< (int 0) (div i j)))"),
      ("measured.cert", "((= int) (* (int 2) (sum n)) (* n (+ n (int 1))))"),
      ("measured-gcd.cert", "(<= (gcd a b) b)"),
      ("witnessed-91.cert", "((= int) (mc n) (- n (int 10)))"),
      ("witnessed.cert", "((= int) (up i) i)"),
    ])
  func falseTheorems(file: String, statement: String) throws {
    let specimen = try #require(Corpus.accept.specimens.first { $0.name == file })
    let formula = try #require(
      SimpleReader.items(Array(("(header)" + statement).utf8)).first)
    let item = Form.list([.atom("theorem"), .atom("wrong"), formula, .atom("0")])
    let items = SimpleReader.items(specimen.bytes) + [item]
    guard case .accepted(let theorems) = check(certificate: specimen.bytes) else {
      Issue.record("the specimen \(file) is rejected")
      return
    }
    // A verdict about other definitions, so that no theorem counts as known.
    let found = fate(of: .accepted(theorems), on: items, original: [], seed: 1)
    #expect(found == .refuted(item.text))
  }
}

@Suite("Fuzz")
struct FuzzTests {
  @Test("any change of bytes gets a verdict", arguments: UInt64(1)...4)
  func bytes(seed: UInt64) {
    let specimens = (Corpus.accept.specimens + Corpus.reject.specimens).filter {
      $0.bytes.count < 5_000
    }
    var random = SplitMix(state: seed)
    var accepted = 0
    for _ in 0..<1_000 {
      var bytes = specimens[random.below(specimens.count)].bytes
      switch random.below(3) {
      case 0: bytes.removeLast(random.below(bytes.count))
      case 1:
        for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      default: bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(7))
      }
      if case .accepted = check(certificate: bytes) { accepted += 1 }
    }
    #expect(accepted < 1_000)
  }
}
