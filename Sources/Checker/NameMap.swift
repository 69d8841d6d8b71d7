/// What names stand for, by their index.
struct NameMap<Value> {
  private var values = ContiguousArray<Value?>()

  subscript(name: Name) -> Value? {
    get { name.index < values.count ? values[name.index] : nil }
    set {
      if name.index >= values.count {
        let missing = name.index + 1 - values.count
        values.append(contentsOf: repeatElement(nil, count: missing))
      }
      values[name.index] = newValue
    }
  }
}
