import Determinism
import Testing

@Suite struct SHA256Tests {
  @Test(
    "the vectors of NIST",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
          + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func vectors(text: String, digest: String) {
    #expect(SHA256.hex(of: text.utf8) == digest)
  }

  @Test("a hundred thousand letters, in one call and as a stream")
  func longText() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
    var stream = SHA256.Stream()
    stream.append(String(repeating: "a", count: 60_000))
    for _ in 0..<40_000 { stream.append(UInt8(ascii: "a")) }
    #expect(SHA256.hex(of: bytes) == stream.hex())
    #expect(stream.hex() == "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee")
  }
}

@Suite struct StableHasherTests {
  private func hash(_ body: (inout StableHasher) -> Void) -> UInt64 {
    var hasher = StableHasher()
    body(&hasher)
    return hasher.finalize()
  }

  @Test("a hash never changes")
  func golden() {
    let value = hash {
      $0.combine(7)
      $0.combine("reverse")
      $0.combine([1, 2, 3] as [UInt8])
    }
    #expect(value == 15_963_318_591_266_635_379)
  }

  @Test("order, length and seed count")
  func separation() {
    let hashes: Set<UInt64> = [
      hash { _ in },
      hash { $0.combine(0) },
      hash { $0.combine(1) },
      hash {
        $0.combine(1)
        $0.combine(2)
      },
      hash {
        $0.combine(2)
        $0.combine(1)
      },
      hash {
        $0.combine("ab")
        $0.combine("c")
      },
      hash {
        $0.combine("a")
        $0.combine("bc")
      },
      hash { $0.combine([0] as [UInt8]) },
      hash { $0.combine([0, 0] as [UInt8]) },
      StableHasher(seed: 1).finalize(),
    ]
    #expect(hashes.count == 10)
  }
}
