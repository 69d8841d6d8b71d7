/// A filter's number, or `off`.
public enum Threshold: Hashable, Sendable, Codable, CustomStringConvertible {
  case off
  case at(Double)

  /// The number, nil when the filter is off.
  public var number: Double? {
    switch self {
    case .off: nil
    case .at(let number): number
    }
  }

  public var description: String {
    switch self {
    case .off: "off"
    case .at(let number) where number == number.rounded() && abs(number) < 1e9:
      String(Int(number))
    case .at(let number): String(number)
    }
  }
}

/// One setting of a run: what it means, in which unit, and which values it takes.
public struct RunSetting: Sendable {
  /// Where the value lives and which values are allowed.
  enum Place: Sendable {
    case count(WritableKeyPath<RunConfiguration, Int> & Sendable, ClosedRange<Int>)
    case seed(WritableKeyPath<RunConfiguration, UInt64> & Sendable)
    case threshold(WritableKeyPath<RunConfiguration, Threshold> & Sendable, ClosedRange<Double>)
    case flag(WritableKeyPath<RunConfiguration, Bool> & Sendable)
    case word(WordPlace)

    /// One of the cases of an enumeration, by name.
    static func word<Word: RawRepresentable<String> & CaseIterable & SendableMetatype>(
      _ path: WritableKeyPath<RunConfiguration, Word> & Sendable
    ) -> Place {
      .word(
        WordPlace(
          words: Word.allCases.map(\.rawValue), read: { $0[keyPath: path].rawValue },
          write: { configuration, text in
            guard let word = Word(rawValue: text) else { return false }
            configuration[keyPath: path] = word
            return true
          }))
    }
  }

  /// Where a word lives, whatever enumeration it is of.
  struct WordPlace: Sendable {
    let words: [String]
    let read: @Sendable (RunConfiguration) -> String
    /// False for a word that is none of ``words``.
    let write: @Sendable (inout RunConfiguration, String) -> Bool
  }

  /// As written in `--set key=value` and `(settings (key value))`.
  public let key: String
  /// One sentence.
  public let meaning: String
  /// The unit of the number; empty for words.
  public let unit: String
  let place: Place

  init(_ key: String, _ unit: String, _ meaning: String, _ place: Place) {
    self.key = key
    self.meaning = meaning
    self.unit = unit
    self.place = place
  }

  /// The value that a run has when nothing sets it.
  public var defaultValue: String { value(in: RunConfiguration()) }

  /// The allowed values, for people.
  public var allowedValues: String {
    switch place {
    case .count(_, let range): "\(range.lowerBound) to \(range.upperBound)"
    case .seed: "0 to \(UInt64.max)"
    case .threshold(_, let range):
      "\(Threshold.at(range.lowerBound)) to \(Threshold.at(range.upperBound)), or off"
    case .flag: "true, false"
    case .word(let place): place.words.joined(separator: ", ")
    }
  }

  /// The value in a configuration, as it would be written.
  public func value(in configuration: RunConfiguration) -> String {
    switch place {
    case .count(let path, _): String(configuration[keyPath: path])
    case .seed(let path): String(configuration[keyPath: path])
    case .threshold(let path, _): configuration[keyPath: path].description
    case .flag(let path): String(configuration[keyPath: path])
    case .word(let place): place.read(configuration)
    }
  }

  /// Writes a value into a configuration.
  ///
  /// - Throws: ``SettingFailure/badValue(key:value:expected:)`` when the text is not an allowed
  ///   value; the configuration is then unchanged.
  func write(_ text: String, to configuration: inout RunConfiguration) throws(SettingFailure) {
    switch place {
    case .count(let path, let range):
      guard let number = Int(text), range.contains(number) else { throw refusal(of: text) }
      configuration[keyPath: path] = number
    case .seed(let path):
      guard let number = UInt64(text) else { throw refusal(of: text) }
      configuration[keyPath: path] = number
    case .threshold(let path, let range):
      if text == "off" {
        configuration[keyPath: path] = .off
        return
      }
      guard let number = Double(text), range.contains(number) else { throw refusal(of: text) }
      configuration[keyPath: path] = .at(number)
    case .flag(let path):
      guard let flag = Bool(text) else { throw refusal(of: text) }
      configuration[keyPath: path] = flag
    case .word(let place):
      guard place.write(&configuration, text) else { throw refusal(of: text) }
    }
  }

  private func refusal(of text: String) -> SettingFailure {
    .badValue(key: key, value: text, expected: allowedValues)
  }
}

/// Why a setting was refused.
public enum SettingFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// No setting has this key; the nearest one if it is close.
  case unknownKey(String, nearest: String?)
  case badValue(key: String, value: String, expected: String)
  /// Not of the form `key=value`.
  case notAnAssignment(String)

  public var description: String {
    switch self {
    case .unknownKey(let key, let nearest):
      "unknown setting \(key)" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .badValue(let key, let value, let expected):
      "\(key) cannot be \(value); expected \(expected)"
    case .notAnAssignment(let text):
      "\(text) is not of the form key=value"
    }
  }
}
