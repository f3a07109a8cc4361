/** Classes whose ground truth has no pixel in all of a corpus, though samples have it: masks that were lost, or background. */
import type { Corpus, SliceRow } from '../contracts/corpus.ts';
import type { DigestRow } from '../contracts/draft.ts';
import { InputError } from '../errors/errors.ts';
import { byText } from '../io/order.ts';

type Blank = NonNullable<Corpus['blank']>[number];

/** So many ids are told, as of every sanity check. */
const toldIds = 20;

class Dimension {
  labels = 0;
  blank = 0;
  readonly #classes = new Set<string>();
  readonly #drawn = new Set<string>();
  readonly #blank: { readonly id: string; readonly of: readonly string[] }[] = [];

  /** A label of a sample, which may be of several classes. */
  add(id: string, of: readonly string[], isBlank: boolean): void {
    if (of.length === 0) return;
    this.labels++;
    for (const one of of) this.#classes.add(one);
    if (isBlank) {
      this.blank++;
      this.#blank.push({ id, of });
    } else for (const one of of) this.#drawn.add(one);
  }

  /** @param dimension null: of parts */
  found(dimension: string | null): Blank[] {
    const values = [...this.#classes].filter((one) => !this.#drawn.has(one)).sort(byText);
    const ids = this.#blank.filter(({ of }) => of.some((one) => !this.#drawn.has(one))).map(({ id }) => id);
    if (values.length === 0) return [];
    const of = { labels: this.labels, classes: this.#classes.size, blank: this.blank };
    return [{ dimension, values, labels: ids.length, ids: [...new Set(ids)].slice(0, toldIds), of }];
  }
}

/** Samples are added by id. */
export class BlankClasses {
  readonly #background: ReadonlySet<string>;
  readonly #unused: Set<string>;
  readonly #dimensions = new Map<string, Dimension>();
  readonly #parts = new Dimension();

  /** @param background classes, `dimension=value`, that show nothing on purpose */
  constructor(background: readonly string[] = []) {
    this.#background = new Set(background);
    this.#unused = new Set(background);
  }

  add({ id, slices }: Pick<SliceRow, 'id' | 'slices'>, { parts, blank = [] }: Pick<DigestRow, 'parts' | 'blank'>): void {
    for (const part of [...(parts?.['region'] ?? []), ...(parts?.['surround'] ?? [])]) this.#parts.add(id, [part], blank.includes(part));
    const all = Object.entries(slices).flatMap(([dimension, values]) => values.map((value) => `${dimension}=${value}`));
    for (const own of all) this.#unused.delete(own);
    const isBlank = blank.includes('');
    if (isBlank && all.some((own) => this.#background.has(own))) return;
    for (const [dimension, values] of Object.entries(slices)) {
      const counted = this.#dimensions.get(dimension) ?? new Dimension();
      counted.add(id, values, isBlank);
      this.#dimensions.set(dimension, counted);
    }
  }

  /** @throws InputError EV1029 a declared background that no sample is of */
  check(name: string): void {
    const unknown = [...this.#unused].map((own) => ({ code: 'EV1029', location: name, message: `no sample is of the background ${own}` }) as const);
    if (unknown.length > 0) throw new InputError(unknown);
  }

  /** In text order of the dimensions, then parts. */
  get found(): Blank[] {
    const sorted = [...this.#dimensions].sort(([a], [b]) => byText(a, b));
    return [...sorted.flatMap(([dimension, counted]) => counted.found(dimension)), ...this.#parts.found(null)];
  }
}
