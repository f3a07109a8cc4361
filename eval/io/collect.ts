/**
 * Columns lie outside of the heap, and it is the heap's growth that makes V8 collect: those that nobody needs any more stay for as long as little else
 * is made.
 */

/** What a collection left may grow by so much before the next one. */
const growth = 1.1;
/** Fewer bytes of columns than these are not worth a collection: it takes 20 ms or more, whatever there is to collect. */
const few = 4_000_000;
let left = 0;

/** Between two steps: collects garbage where columns have grown by a tenth since the last time. Needs `--expose-gc`; without it V8 alone decides. */
export function collectColumns(): void {
  const { gc } = globalThis;
  if (gc === undefined) return;
  const now = process.memoryUsage().arrayBuffers;
  // A thread of its own gives columns back, perhaps after the collection.
  left = Math.min(left, now);
  if (now < growth * Math.max(left, few)) return;
  gc();
  left = process.memoryUsage().arrayBuffers;
}
