extension Expression {
  /// The nodes on its longest path, and its nesting: the same without counting a last argument of
  /// a constructor or connective, of which programs may walk along in a loop.
  public var nesting: (path: Int, nesting: Int) {
    var longest = (path: 0, nesting: 0)
    var work = [(expression: self, path: 1, nesting: 1)]
    while let (node, path, nesting) = work.popLast() {
      longest = (max(longest.path, path), max(longest.nesting, nesting))
      let children = node.children
      for (index, child) in children.enumerated() {
        let isLast = index == children.count - 1 && node.continuesInLastArgument
        work.append((child, path + 1, nesting + (isLast ? 0 : 1)))
      }
    }
    return longest
  }

  private var continuesInLastArgument: Bool {
    switch self {
    case .construct, .primitive(.and, _, _), .primitive(.or, _, _), .primitive(.implies, _, _): true
    default: false
    }
  }
}
