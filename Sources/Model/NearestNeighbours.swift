/// A named point of the embedding space.
public struct EmbeddedItem: Hashable, Sendable {
  public var id: String
  public var vector: [Float]

  public init(id: String, vector: [Float]) {
    self.id = id
    self.vector = vector
  }
}

/// A neighbour and how alike it is: the cosine, 1 for the same direction.
public struct Neighbour: Hashable, Sendable {
  public var id: String
  public var similarity: Double
}

/// The items nearest to a point, most alike first, equal ones by id; the point itself, if it is
/// among the items under `excluding`, is left out.
public func nearestNeighbours(
  of vector: [Float], among items: [EmbeddedItem], count: Int, excluding: String? = nil
) -> [Neighbour] {
  var ranked: [Neighbour] = []
  for item in items where item.id != excluding {
    ranked.append(Neighbour(id: item.id, similarity: cosine(vector, item.vector)))
  }
  ranked.sort { (left: Neighbour, right: Neighbour) -> Bool in
    left.similarity == right.similarity ? left.id < right.id : left.similarity > right.similarity
  }
  return Array(ranked.prefix(count))
}

/// The cosine of two vectors, summed from the first component to the last in double precision; 0
/// if one of them is zero.
public func cosine(_ left: [Float], _ right: [Float]) -> Double {
  var product = 0.0
  var leftSquares = 0.0
  var rightSquares = 0.0
  for (a, b) in zip(left, right) {
    product += Double(a) * Double(b)
    leftSquares += Double(a) * Double(a)
    rightSquares += Double(b) * Double(b)
  }
  let scale = (leftSquares * rightSquares).squareRoot()
  return scale == 0 ? 0 : product / scale
}
