import { Found } from './found.ts';

/** Rows of what is kept in columns, by id: each is made when it is looked at, and then forgotten. */
export class Rows<T extends { readonly id: string }> {
  readonly length: number;
  readonly at: (i: number) => T;

  constructor(length: number, at: (i: number) => T) {
    this.length = length;
    this.at = at;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  some(is: (row: T) => boolean): boolean {
    for (let i = 0; i < this.length; i++) if (is(this.at(i))) return true;
    return false;
  }

  /** Those for which something is so. */
  where(is: (row: T, i: number) => boolean): Found {
    const found = new Found();
    for (let i = 0; i < this.length; i++) {
      const row = this.at(i);
      if (is(row, i)) found.add(row);
    }
    return found;
  }

  /** The same by position: rows are made of those for which it is so. */
  whereAt(is: (i: number) => boolean): Found {
    const found = new Found();
    for (let i = 0; i < this.length; i++) if (is(i)) found.add(this.at(i));
    return found;
  }

  /** Those for which something is so, all of them at once: for few. */
  filter(is: (row: T) => boolean): T[] {
    const found: T[] = [];
    for (const row of this) if (is(row)) found.push(row);
    return found;
  }
}
