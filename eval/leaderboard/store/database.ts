/** SQLite as this project uses it: strict tables, a write-ahead log, foreign keys, and migrations that run once. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { InputError } from '../../errors/errors.ts';

export type { DatabaseSync } from 'node:sqlite';

/**
 * Opens a database and brings it to the newest version, in one transaction; `user_version` counts the migrations that ran.
 * @param path of the file; `:memory:` for a test
 * @param migrations SQL; new ones are appended, old ones never change
 * @throws InputError EV9104 for a database that is newer than the migrations, or no database
 */
export function openDatabase(path: string, migrations: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 10_000 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    inTransaction(database, () => {
      const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
      if (version > migrations.length) throw tooNew(version, migrations.length);
      for (const migration of migrations.slice(version)) database.exec(migration);
      database.exec(`PRAGMA user_version = ${migrations.length}`);
    });
    return database;
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== notADatabase) throw error;
    throw new InputError({ code: 'EV9104', location: 'database', message: 'the file is not a database' });
  }
}

/**
 * Prepares each statement once. To prepare one takes ten times as long as most of ours take to run, and its memory is not
 * JavaScript's, so that nothing is in a hurry to free it.
 */
export function preparing(database: DatabaseSync): (sql: string) => StatementSync {
  const known = new Map<string, StatementSync>();
  return (sql) => {
    const statement = known.get(sql) ?? database.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
}

/** SQLITE_NOTADB */
const notADatabase = 26;

function tooNew(version: number, known: number): InputError {
  const message = 'the database was made by a newer version of these rules';
  return new InputError({ code: 'EV9104', location: 'database', message, got: String(version), expected: `at most ${known}` });
}

/** All or nothing. The lock for writing is taken at once, so that two writers wait for each other and neither fails in the middle. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has ended the transaction by itself after some errors (a full disk).
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
