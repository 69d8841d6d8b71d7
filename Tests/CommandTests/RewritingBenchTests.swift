import Foundation
import Testing

@Suite("bench rewriting")
struct RewritingBenchTests {
  @Test("counts the rewrites that Maude counts")
  func counts() throws {
    let place = try Workplace()
    let result = try place.lakatos(
      "bench", "rewriting", "--json", "--runs", "1", "--term", "fact-9")
    #expect(result.status == 0)
    let objects = try result.objects()
    let first = try #require(objects.first)
    #expect(first["bench"] as? String == "rewriting")
    #expect(first["name"] as? String == "fact-9")
    #expect(first["unit"] as? String == "rewrites/s")
    #expect(first["rewrites"] as? Int == 409_225)
    #expect((first["value"] as? Double ?? 0) > 0)
    // Where Maude is there, it has counted them itself.
    for object in objects { #expect(object["rewrites"] as? Int == 409_225) }
  }

  @Test("names the terms when there is none of the name")
  func refuses() throws {
    let result = try Workplace().lakatos("bench", "rewriting", "--term", "fact-8")
    #expect(result.status == 64)
    #expect(result.errors.contains("fact-9"))
  }
}
