import Lisp

extension Expression {
  /// The expression with the node at `index`, counted in prefix order, replaced.
  func replacingNode(at index: Int, with replacement: Expression) -> Expression {
    var counter = 0
    return replacingNode(at: index, with: replacement, counter: &counter)
  }

  private func replacingNode(
    at index: Int, with replacement: Expression, counter: inout Int
  ) -> Expression {
    if counter == index {
      counter += 1
      return replacement
    }
    counter += 1
    var children = self.children
    for position in children.indices {
      guard counter <= index else { break }
      let size = children[position].size
      if index < counter + size {
        children[position] = children[position].replacingNode(
          at: index, with: replacement, counter: &counter)
        return withChildren(children)
      }
      counter += size
    }
    return self
  }
}
