import Kernel
struct NamedTheorem { var theorem: Theorem }
func proofLineCount(of t: Theorem, excluding: Set<LineID>, in theory: borrowing Theory) -> Int { 0 }
func certificate(of: [(String, Theorem)], in theory: borrowing Theory) throws -> String { "" }
func replay(_ s: String, in t: inout Theory) throws -> [NamedTheorem] { [] }
