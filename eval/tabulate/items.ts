/** Items that are there, and their order. */

/** The item at a position of the corpus, which everything that belongs to the corpus has. */
export function at<T>(items: ArrayLike<T>, position: number): T {
  return must(items[position]);
}

/** What is there by construction. @throws Error, our bug, when it is not */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the evaluation is incomplete');
  return value;
}
