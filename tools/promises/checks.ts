/** Counts what was promised and what was seen. */
import { isDeepStrictEqual } from 'node:util';

let passed = 0;
let failed = 0;

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

/** The closing line, and the exit code. */
export function close(): number {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
