/** The table of jobs in jobs.db. Unlike the index of reports it cannot be made again: it says what was asked. */
function createJobs(name: string, kind = ''): string {
  return `
CREATE TABLE ${name} (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL ${kind},
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  -- JSON: the request as it was accepted, names resolved
  task TEXT NOT NULL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  completed_at TEXT,
  progress REAL NOT NULL DEFAULT 0,
  stage TEXT NOT NULL DEFAULT '',
  -- how often it was begun
  attempts INTEGER NOT NULL DEFAULT 0,
  -- JSON: what is done for good and must not be done again
  done TEXT NOT NULL DEFAULT '{}',
  cancel INTEGER NOT NULL DEFAULT 0,
  result TEXT,
  error_code TEXT,
  error_message TEXT,
  idempotency_key TEXT UNIQUE,
  request_digest TEXT NOT NULL
) STRICT;
`;
}

const byStatus = 'CREATE INDEX jobs_by_status ON jobs (status, created_at);';

export const jobMigrations: readonly string[] = [
  `${createJobs('jobs', "CHECK (kind IN ('eval', 'compare', 'train', 'promote'))")}${byStatus}`,
  // Kinds of jobs are checked where they are read: a new one needs no new table.
  `${createJobs('new_jobs')}
INSERT INTO new_jobs SELECT * FROM jobs ORDER BY rowid;
DROP TABLE jobs;
ALTER TABLE new_jobs RENAME TO jobs;
${byStatus}`,
];
