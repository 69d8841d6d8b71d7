import Terms

/// The names of one certificate: legal, and one for each thing.
///
/// A name stays as it is in the bank if it can; otherwise it gets the first free number after a dot.
/// What has a number already in a certificate keeps it when the certificate is replayed and written
/// again.
struct CertificateNames {
  private(set) var symbols: [SymbolID: String] = [:]
  private(set) var variables: [TermID: String] = [:]
  private(set) var typeVariables: [String: String] = [:]

  /// - Parameters:
  ///   - symbols: the symbols that the certificate introduces, in order.
  ///   - variables: the variables that it mentions.
  ///   - typeVariables: the type variables that it mentions.
  init(
    symbols: [SymbolID], variables: [TermID], typeVariables: [String], in bank: borrowing TermBank
  ) {
    var taken = reservedNames
    for index in 0..<UInt32(bank.symbolCount) where isBuiltin(SymbolID(index: index), bank) {
      taken.insert(bank.name(of: SymbolID(index: index)))
    }
    let symbolNames = chosen(symbols.map { bank.name(of: $0) }, taken: &taken)
    self.symbols = Dictionary(uniqueKeysWithValues: zip(symbols, symbolNames))
    let ordered = variables.sorted { left, right in
      let (first, second) = (bank.variableName(of: left), bank.variableName(of: right))
      if first != second { return first < second }
      return isOrdered(bank.type(of: left), bank.type(of: right), bank)
    }
    let variableNames = chosen(ordered.map { bank.variableName(of: $0) }, taken: &taken)
    self.variables = Dictionary(uniqueKeysWithValues: zip(ordered, variableNames))
    var takenTypes: Set<String> = []
    let typeNames = chosen(typeVariables.sorted(), taken: &takenTypes)
    self.typeVariables = Dictionary(uniqueKeysWithValues: zip(typeVariables.sorted(), typeNames))
  }
}

private func isBuiltin(_ symbol: SymbolID, _ bank: borrowing TermBank) -> Bool {
  switch bank.kind(of: symbol) {
  case .builtin: true
  case .dataType: symbol == bank.boolSymbol
  case .constructor(let dataType, _): dataType == bank.boolSymbol
  case .function: false
  }
}

/// A legal and free name for each name: first those that can stay, then the others in order.
private func chosen(_ names: [String], taken: inout Set<String>) -> [String] {
  var result = [String?](repeating: nil, count: names.count)
  for (index, name) in names.enumerated()
  where CertificateName.isLegal(name) && taken.insert(name).inserted {
    result[index] = name
  }
  var next: [String: Int] = [:]
  for (index, name) in names.enumerated() where result[index] == nil {
    let legal = String(
      decoding: name.utf8.filter(CertificateName.isLegal), as: UTF8.self)
    let base = legal.isEmpty ? "x" : legal
    var number = next[base] ?? 1
    while !taken.insert("\(base).\(number)").inserted { number += 1 }
    result[index] = "\(base).\(number)"
    next[base] = number + 1
  }
  return result.compactMap(\.self)
}

/// An order of types that does not depend on their ids: by construction, names and parts.
private func isOrdered(_ left: TypeID, _ right: TypeID, _ bank: borrowing TermBank) -> Bool {
  var compared: Set<[TypeID]> = []
  return comparison(left, right, bank, &compared) < 0
}

private func comparison(
  _ left: TypeID, _ right: TypeID, _ bank: borrowing TermBank, _ compared: inout Set<[TypeID]>
) -> Int {
  // A pair that is compared again was found equal, or the comparison would have ended there.
  guard left != right, compared.insert([left, right]).inserted else { return 0 }
  let (first, second) = (key(of: left, bank), key(of: right, bank))
  if first.name != second.name { return first.name < second.name ? -1 : 1 }
  if first.parts.count != second.parts.count { return first.parts.count - second.parts.count }
  for (one, other) in zip(first.parts, second.parts) {
    let result = comparison(one, other, bank, &compared)
    if result != 0 { return result }
  }
  return 0
}

private func key(of type: TypeID, _ bank: borrowing TermBank) -> (name: String, parts: [TypeID]) {
  switch bank.node(of: type) {
  case .bool: ("bool", [])
  case .int: ("int", [])
  case .variable(let name): ("'" + name, [])
  case .data(let symbol, let arguments): (bank.name(of: symbol), arguments)
  case .function(let parameters, let result): ("->", parameters + [result])
  }
}
