/**
 * Tables of the index of reports. Everything in them is read from folders of results, so the file may be deleted at any time, and tables of
 * another form are not brought over: they go, and are filled again.
 */
export const indexMigrations: readonly string[] = [
  '',
  `
DROP TABLE IF EXISTS numbers;
DROP TABLE IF EXISTS run_corpora;
DROP TABLE IF EXISTS runs;
DROP TABLE IF EXISTS suites;

CREATE TABLE runs (
  -- name of the folder of results
  id TEXT PRIMARY KEY,
  model TEXT NOT NULL,
  -- UTC, ISO 8601: when the result was there
  finished TEXT NOT NULL,
  -- as whoever asked for the run called it
  dataset TEXT NOT NULL,
  suite TEXT NOT NULL,
  report TEXT NOT NULL,
  candidate TEXT NOT NULL,
  checkpoint TEXT,
  verdict TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_suite ON runs (suite, finished);
CREATE INDEX runs_by_model ON runs (model, finished);

CREATE TABLE run_corpora (
  run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX corpora_by_digest ON run_corpora (digest);

CREATE TABLE numbers (
  run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  metric TEXT NOT NULL,
  -- canonical JSON: corpus, slice, and whatever else a row may be about
  place TEXT NOT NULL,
  value REAL,
  n INTEGER NOT NULL,
  low REAL,
  high REAL,
  PRIMARY KEY (run, metric, place)
) STRICT, WITHOUT ROWID;
`,
];
