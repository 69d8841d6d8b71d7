import Evolution
import Lisp

/// A script that compiles the programs of a suite and runs them on its cases, for another language.
///
/// It prints for each way of compiling a line with its name, the best time in seconds, and the
/// digest of all results, which is computed after the time was taken.
struct PeerScript {
  var text: String

  /// The programs and cases of a suite in Scheme; nil where something has no translation.
  static func scheme(_ suite: EvaluationSuite, runs: Int) -> PeerScript? {
    let shapes = PeerShapes(environment: suite.environment)
    let translation = SchemeText(shapes: shapes)
    guard
      let parts = Parts(
        suite, shapes, translation.definition, translation.program, translation.value)
    else { return nil }
    let cases = parts.cases.map { "#(" + $0.joined(separator: " ") + ")" }
    let arguments = (0..<parts.arity).map { "(vector-ref c \($0))" }.joined(separator: " ")
    return PeerScript(
      text: """
        \(parts.library.joined(separator: "\n"))
        (define programs '(
        \(parts.programs.joined(separator: "\n"))))
        (define cases '#(\(cases.joined(separator: "\n"))))
        (define (call f c) (f \(arguments)))
        (define (digest v)
          (cond ((eq? v #t) 0) ((eq? v #f) 1) ((null? v) 0) ((number? v) (mod v \(PeerShapes.modulus)))
            ((pair? v) (step (step 102 (car v)) (cdr v)))
            (else (fold-left step (+ 100 (vector-length v)) (vector->list v)))))
        (define (step h v) (mod (+ (* h 31) (digest v)) \(PeerShapes.modulus)))
        (define (now)
          (let ((t (current-time 'time-thread)))
            (+ (time-second t) (/ (time-nanosecond t) 1e9))))
        (define count (vector-length cases))
        (define (run make)
          (for-each
            (lambda (p)
              (let ((f (make p)))
                (do ((i 0 (+ i 1))) ((= i count)) (call f (vector-ref cases i)))))
            programs))
        (define (check make)
          (fold-left
            (lambda (h p)
              (let ((f (make p)))
                (do ((i 0 (+ i 1)) (h h (step h (call f (vector-ref cases i))))) ((= i count) h))))
            0 programs))
        (define (measure name make)
          (let loop ((n \(runs)) (best 1e9))
            (if (= n 0)
              (printf "~a ~a ~a\\n" name best (check make))
              (let ((t0 (now)))
                (run make)
                (loop (- n 1) (min best (- (now) t0)))))))
        (measure "interpret" interpret)
        (measure "compile" compile)

        """)
  }

  /// The same in Lua.
  static func lua(_ suite: EvaluationSuite, runs: Int) -> PeerScript? {
    let shapes = PeerShapes(environment: suite.environment)
    let translation = LuaText(shapes: shapes)
    guard
      let parts = Parts(
        suite, shapes, translation.definition, translation.program, translation.value)
    else { return nil }
    let programs = parts.programs.map { "[==[\($0)]==]" }
    let cases = parts.cases.map { "{" + $0.joined(separator: ", ") + "}" }
    let arguments = (1...max(1, parts.arity)).map { "c[\($0)]" }.joined(separator: ", ")
    return PeerScript(
      text: """
        function eq(a, b)
          if a == b then return true end
          if type(a) ~= 'table' or type(b) ~= 'table' then return false end
          for i = 1, #a do if not eq(a[i], b[i]) then return false end end
          return true
        end
        \(parts.library.joined(separator: "\n"))
        local programs = {\(programs.joined(separator: ",\n"))}
        local cases = {\(cases.joined(separator: ",\n"))}
        local digest
        local function step(h, v) return (h * 31 + digest(v)) % \(PeerShapes.modulus) end
        function digest(v)
          if v == true then return 0 elseif v == false then return 1 end
          if type(v) == 'number' then return v % \(PeerShapes.modulus) end
          local h = 100 + #v
          for i = 1, #v do h = step(h, v[i]) end
          return h
        end
        local best = 1e9
        for _ = 1, \(runs) do
          local start = os.clock()
          for p = 1, #programs do
            local f = load(programs[p])()
            for i = 1, #cases do local c = cases[i]; f(\(arguments)) end
          end
          best = math.min(best, os.clock() - start)
        end
        local h = 0
        for p = 1, #programs do
          local f = load(programs[p])()
          for i = 1, #cases do local c = cases[i]; h = step(h, f(\(arguments))) end
        end
        print("load " .. string.format("%.6f %d", best, h))

        """)
  }
}

/// The translated parts of a suite.
private struct Parts {
  var library: [String]
  var programs: [String]
  var cases: [[String]]
  var arity: Int

  init?(
    _ suite: EvaluationSuite, _ shapes: PeerShapes, _ definition: (FunctionID) -> String?,
    _ program: (Function, FunctionID) -> String?, _ value: (Value) -> String?
  ) {
    guard shapes.areSimple else { return nil }
    let functions = shapes.library(of: suite.programs, target: suite.target)
    library = functions.compactMap { definition($0) }
    programs = suite.programs.compactMap { program($0, suite.target) }
    cases = suite.cases.map { $0.compactMap { value($0) } }
    arity = suite.environment[suite.target].parameterCount
    guard library.count == functions.count, programs.count == suite.programs.count,
      cases.allSatisfy({ $0.count == arity })
    else { return nil }
  }
}
