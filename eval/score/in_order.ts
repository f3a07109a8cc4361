/** Rows that come in any order, handed on in that of ids: each when all before it were, and when none is held that is not finished. */
export class InOrder<T extends { readonly id: string }> {
  readonly #ids: readonly string[];
  readonly #waiting = new Map<string, T>();
  #handedOn = 0;
  #holds = false;

  /** @param ids of all rows, in order */
  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  /** @param isOpen whether something is added to the row when all are known: it and those behind it wait until then */
  add(row: T, isOpen: boolean): void {
    this.#waiting.set(row.id, row);
    this.#holds ||= isOpen;
  }

  /** All rows are finished. */
  release(): void {
    this.#holds = false;
  }

  /** The next row, or undefined while it is not there or held. */
  next(): T | undefined {
    const id = this.#ids[this.#handedOn];
    const row = this.#holds || id === undefined ? undefined : this.#waiting.get(id);
    if (row === undefined) return undefined;
    this.#waiting.delete(row.id);
    this.#handedOn++;
    return row;
  }
}
