/**
 * Columns lie outside of the heap, and it is the heap's growth that makes V8 collect: those that nobody needs any more stay for as long as little else
 * is made.
 */

/** What a collection left, or what was there at the first step, may grow by so much before the next one. */
const growth = 1.1;
/** Fewer bytes of columns than these are not worth a collection: it takes 20 ms or more, whatever there is to collect. */
const few = 4_000_000;
let left = Number.POSITIVE_INFINITY;
let collect: (() => void) | undefined;

/** Between two steps: collects garbage where columns have grown by a tenth since the last time. At the first step most of what is there is needed. */
export function collectColumns(): void {
  const now = process.memoryUsage().arrayBuffers;
  // A thread of its own gives columns back, perhaps after the collection.
  left = Math.min(left, now);
  if (now < growth * Math.max(left, few)) return;
  collect ??= collector();
  collect();
  left = process.memoryUsage().arrayBuffers;
}

/** What `--expose-gc` gives a program from its start, and a context that is made after this option is set. */
function collector(): () => void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
  return process.getBuiltinModule('node:vm').runInNewContext('gc');
}
