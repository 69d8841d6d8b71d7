// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode, every warning an error, and unsafe constructs marked where they stand.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "lakatos",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lakatos", targets: ["lakatos"]),
    .executable(name: "lakatos-check", targets: ["lakatos-check"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // Level 0
    .target(name: "Determinism", swiftSettings: settings),
    .target(name: "Terms", swiftSettings: settings),
    .target(name: "Checker", swiftSettings: settings),
    // Level 1
    .target(name: "Kernel", dependencies: ["Terms", "Determinism"], swiftSettings: settings),
    .target(name: "Model", swiftSettings: settings),
    .target(name: "Lisp", dependencies: ["Determinism"], swiftSettings: settings),
    // Level 2 and up
    .target(
      name: "Prover", dependencies: ["Determinism", "Terms", "Kernel", "Lisp"],
      swiftSettings: settings),
    .target(
      name: "Evolution",
      dependencies: ["Determinism", "Lisp", "Prover", "Model", "Checker"],
      swiftSettings: settings),
    .target(
      name: "Store", dependencies: ["Determinism", "Evolution", grdb],
      swiftSettings: settings),
    // Executables
    .executableTarget(
      name: "lakatos",
      dependencies: [
        "Determinism", "Kernel", "Lisp", "Model", "Prover", "Evolution", "Store", "Checker",
        argumentParser,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "lakatos-check", dependencies: ["Checker", argumentParser], swiftSettings: settings),
    // Tests
    .testTarget(name: "DeterminismTests", dependencies: ["Determinism"], swiftSettings: settings),
    .testTarget(
      name: "TermsTests", dependencies: ["Terms", "Determinism"], swiftSettings: settings),
    .testTarget(
      name: "KernelTests", dependencies: ["Kernel", "Terms", "Determinism"],
      swiftSettings: settings),
    .testTarget(
      name: "CheckerTests", dependencies: ["Checker"],
      resources: [.copy("Accept"), .copy("Reject"), .copy("Robust")], swiftSettings: settings),
    .testTarget(
      name: "AgreementTests", dependencies: ["Kernel", "Checker", "Determinism"],
      swiftSettings: settings),
    .testTarget(
      name: "LispTests", dependencies: ["Lisp", "Determinism"], exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "ProverTests",
      dependencies: ["Prover", "Checker", "Kernel", "Terms", "Lisp", "Determinism"],
      swiftSettings: settings),
    .testTarget(
      name: "EvolutionTests",
      dependencies: ["Evolution", "Prover", "Checker", "Lisp", "Model", "Determinism"],
      swiftSettings: settings),
    .testTarget(
      name: "StoreTests",
      dependencies: ["Store", "Evolution", "Determinism", grdb], swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["lakatos", "Lisp", "Prover"], swiftSettings: settings),
  ]
)
