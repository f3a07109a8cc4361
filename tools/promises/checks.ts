/** Counts what was promised and what was seen. */
import { isDeepStrictEqual } from 'node:util';

let passed = 0;
let failed = 0;
let skipped = 0;

/** Compares and prints one line; never stops, so that one broken promise does not hide another. */
export function promise(title: string, seen: unknown, expected: unknown): void {
  if (isDeepStrictEqual(seen, expected)) {
    passed++;
    console.log(`ok      ${title}`);
  } else {
    failed++;
    console.log(`BROKEN  ${title}\n        seen     ${JSON.stringify(seen)}\n        expected ${JSON.stringify(expected)}`);
  }
}

/** What cannot be seen on this machine, and why. */
export function skip(title: string, why: string): void {
  skipped++;
  console.log(`skipped ${title}: ${why}`);
}

/** The closing line, and the exit code. */
export function close(): number {
  console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  return failed === 0 && passed + skipped > 0 ? 0 : 1;
}
