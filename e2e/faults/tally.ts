/** Checks that go on after a failure, and their counts. */
import { DatabaseSync } from 'node:sqlite';

export class Tally {
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  check(title: string, got: unknown, expected: unknown): void {
    const [mine, wanted] = [got, expected].map((value) => JSON.stringify(value));
    if (mine === wanted) this.#passed++;
    else this.#failed++;
    process.stdout.write(mine === wanted ? `ok      ${title}\n` : `FAILED  ${title}\n  got: ${mine}\n  expected: ${wanted}\n`);
  }

  skip(title: string, why: string): void {
    this.#skipped++;
    process.stdout.write(`skipped ${title}: ${why}\n`);
  }

  end(): void {
    process.stdout.write(`${this.#passed} passed, ${this.#failed} failed${this.#skipped === 0 ? '' : `, ${this.#skipped} skipped`}\n`);
    process.exitCode = this.#failed === 0 ? 0 : 1;
  }
}

/** What SQLite itself says of a database. */
export function integrityOf(path: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return database.prepare('PRAGMA integrity_check').all();
  } finally {
    database.close();
  }
}
