/// The definitions that every file sees unless it says `(prelude none)`.
public enum Prelude {
  /// The name that stands for a file in places of the prelude.
  public static let file = "<prelude>"

  public static let text = """
    (data nat (zero) (succ nat))
    (data (list a) (nil) (cons a (list a)))
    (data (pair a b) (pair a b))
    (data (maybe a) (none) (some a))

    ;; Natural numbers

    (define (plus (m nat) (n nat)) nat
      (match m
        (zero n)
        ((succ k) (succ (plus k n)))))

    (define (times (m nat) (n nat)) nat
      (match m
        (zero zero)
        ((succ k) (plus n (times k n)))))

    ; Zero where n is greater.
    (define (minus (m nat) (n nat)) nat
      (match n
        (zero m)
        ((succ j)
          (match m
            (zero zero)
            ((succ k) (minus k j))))))

    (define (leq (m nat) (n nat)) bool
      (match m
        (zero true)
        ((succ k)
          (match n
            (zero false)
            ((succ j) (leq k j))))))

    (define (lt (m nat) (n nat)) bool
      (match n
        (zero false)
        ((succ j)
          (match m
            (zero true)
            ((succ k) (lt k j))))))

    ;; Lists

    (define (append (xs (list a)) (ys (list a))) (list a)
      (match xs
        (nil ys)
        ((cons x rest) (cons x (append rest ys)))))

    (define (length (xs (list a))) nat
      (match xs
        (nil zero)
        ((cons x rest) (succ (length rest)))))

    (define (member (x a) (xs (list a))) bool
      (match xs
        (nil false)
        ((cons y rest) (or (= x y) (member x rest)))))

    (define (map (f (-> a b)) (xs (list a))) (list b)
      (match xs
        (nil nil)
        ((cons x rest) (cons (f x) (map f rest)))))

    (define (filter (p (-> a bool)) (xs (list a))) (list a)
      (match xs
        (nil nil)
        ((cons x rest) (if (p x) (cons x (filter p rest)) (filter p rest)))))

    ;; Pairs

    (define (fst (p (pair a b))) a
      (match p ((pair x y) x)))

    (define (snd (p (pair a b))) b
      (match p ((pair x y) y)))
    """

  /// What the text declares.
  public static let environment: Environment = {
    let (environment, faults) = read()
    precondition(faults.isEmpty, "the prelude is correct")
    return environment
  }()

  /// The definitions of the prelude as syntax.
  static let definitions: [DefinitionSyntax] = declarations().compactMap { declaration in
    if case .define(let definition) = declaration { definition } else { nil }
  }

  private static func declarations() -> [DeclarationSyntax] {
    var parser = SyntaxParser()
    return Reader.read(SourceText(file: file, text: text)).forms.compactMap {
      parser.declaration($0)
    }
  }

  private static func read() -> (Environment, [Diagnostic]) {
    let (_, faults) = Reader.read(SourceText(file: file, text: text))
    var elaborator = Elaborator(environment: Environment())
    let all = declarations()
    elaborator.declare(
      all.compactMap { declaration in
        if case .data(let data) = declaration { data } else { nil }
      })
    _ = elaborator.define(
      all.compactMap { declaration in
        if case .define(let definition) = declaration { definition } else { nil }
      })
    return (elaborator.environment, faults + elaborator.faults)
  }
}
