import GRDB

/// The schema of a run's database, `run.sqlite`.
///
/// Any SQLite tool may open it; this page says what it finds. The header's `application_id` is
/// ``applicationID`` and `user_version` is ``version``. A program of another version refuses the
/// file: it is never converted in place. Change ``version`` whenever a table, a column or the form
/// of a JSON text changes in a way that an older program would misread.
///
/// JSON columns hold Evolution's `Codable` records with sorted keys. A certificate's text stands
/// once, in `certificates`; records elsewhere name it by its hash.
enum Schema {
  /// The format of the tables below and of the JSON in them.
  static let version = 3

  /// `LAKT` in ASCII.
  static let applicationID = 0x4C41_4B54

  /// Creates the tables in an empty database.
  static func create(in db: Database) throws {
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(version)")
    try db.execute(sql: tables)
  }

  private static let tables = """
    -- One row per fact about the run as a whole: problem, root, configuration (JSON), command
    -- (JSON array of arguments), created (ISO 8601).
    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The problem file and all that it includes, so that a run needs nothing outside itself.
    -- The problem file has ordinal 0; meta.root is its path as it was typed.
    CREATE TABLE sources (
      ordinal INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      text TEXT NOT NULL
    ) STRICT;

    -- One row per generation, numbered from 1 without gaps.
    CREATE TABLE generations (
      number INTEGER PRIMARY KEY,
      report TEXT NOT NULL,        -- JSON of GenerationReport without new records and certificates
      state_hash TEXT,             -- RunState.hash(): covers everything decided, no times; null
                                   -- where no state was committed after the generation
      evaluations INTEGER NOT NULL,-- program-cases of the run up to here
      seconds REAL NOT NULL,       -- wall time of this generation
      committed TEXT NOT NULL      -- ISO 8601
    ) STRICT;

    -- What the next generation needs, after the last few commits only.
    CREATE TABLE states (
      generation INTEGER PRIMARY KEY REFERENCES generations(number),
      state BLOB NOT NULL          -- RunState.checkpoint, of which state_hash is the SHA-256
    ) STRICT;

    -- The programs that were evaluated, but for those that are forgotten, so that none is twice.
    CREATE TABLE seen (
      first INTEGER PRIMARY KEY,   -- number of the batch's first program
      fingerprints BLOB NOT NULL   -- of SeenBatch
    ) STRICT;

    CREATE TABLE programs (
      id TEXT PRIMARY KEY,
      source TEXT NOT NULL,        -- printed Lisp
      size INTEGER NOT NULL,
      score REAL NOT NULL,
      solved INTEGER NOT NULL,     -- 1 if it passes all of require
      generation INTEGER NOT NULL, -- in which it was first met
      record TEXT NOT NULL         -- JSON of ProgramRecord
    ) STRICT, WITHOUT ROWID;

    -- Every statement that was decided, the rejected ones too.
    CREATE TABLE theorems (
      id TEXT PRIMARY KEY,
      program TEXT NOT NULL,       -- id of the program that it is about
      statement TEXT NOT NULL,     -- printed Lisp
      fate TEXT NOT NULL,          -- interesting, obvious, short, known, vacuous, ...
      score REAL NOT NULL,
      generation INTEGER NOT NULL, -- that decided it last
      certificate TEXT REFERENCES certificates(hash),
      record TEXT NOT NULL         -- JSON of TheoremRecord without the certificate's text
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX theorems_by_program ON theorems(program);
    CREATE INDEX theorems_by_fate ON theorems(fate);

    -- Certificates that the second checker has accepted.
    CREATE TABLE certificates (
      hash TEXT PRIMARY KEY,       -- SHA-256 of the text
      text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What the last generation keeps: a program and an interesting theorem about it.
    CREATE TABLE pairs (
      program TEXT NOT NULL REFERENCES programs(id),
      theorem TEXT NOT NULL REFERENCES theorems(id),
      score REAL NOT NULL,
      rank INTEGER NOT NULL,       -- 1 is the best
      PRIMARY KEY (program, theorem)
    ) STRICT, WITHOUT ROWID;
    """
}
