/** Samples of a corpus in columns, as `kept_scores.ts` says. */
import type { SliceRow } from '../contracts/corpus.ts';
import { byText } from '../io/order.ts';
import { Texts } from '../io/texts.ts';
import { longer } from '../io/typed_arrays.ts';
import type { Sample } from '../sanity/evaluation.ts';
import { Distinct } from './distinct.ts';
import { must } from './items.ts';

/** Samples of a corpus, by id. A sample's position here is its position in everything that belongs to the corpus. */
export class KeptSamples {
  readonly ids: readonly string[];
  /** Number of each sample's group; groups are numbered by name. */
  readonly groupOf: Int32Array;
  readonly #names: Texts;
  readonly #images: Texts;
  readonly #looks: Texts;
  readonly #slices = new Distinct<SliceRow['slices']>();
  readonly #leaks = new Distinct<readonly string[]>();
  readonly columns: Readonly<Record<'group' | 'sha256' | 'image' | 'look' | 'slices' | 'leaks', Int32Array>>;

  /**
   * @param expected how many rows there are, as the corpus's summary says
   * @param names of all corpora: groups and hashes of inputs
   */
  constructor(rows: Iterable<SliceRow>, expected: number, names: Texts) {
    this.#names = names;
    this.#images = new Texts(expected, 40);
    this.#looks = new Texts(expected, 65);
    const ids: string[] = [];
    const column = (): Int32Array => new Int32Array(expected);
    let columns = { group: column(), sha256: column(), image: column(), look: column(), slices: column(), leaks: column() };
    for (const { id, group, sha256, image, look, slices, leaks } of rows) {
      const i = ids.push(id) - 1;
      if (i === columns.group.length) columns = changed(columns, (own) => longer(own, 2 * own.length + 10));
      columns.group[i] = names.numberOf(group);
      columns.sha256[i] = sha256 === null ? -1 : names.numberOf(sha256);
      columns.image[i] = image === null ? -1 : this.#images.add(image);
      columns.look[i] = look === undefined ? -1 : this.#looks.numberOf(look);
      columns.slices[i] = this.#slices.numberOf(slices);
      columns.leaks[i] = this.#leaks.numberOf(leaks);
    }
    if (ids.length < columns.group.length) columns = changed(columns, (own) => own.slice(0, ids.length));
    if (!ids.every((id, i) => i === 0 || byText(ids[i - 1] as string, id) <= 0)) {
      const order = Int32Array.from(ids.keys()).sort((a, b) => byText(ids[a] as string, ids[b] as string));
      columns = changed(columns, (own) => order.map((row) => own[row] as number));
      ids.sort(byText);
    }
    this.ids = ids;
    this.columns = columns;
    this.groupOf = numberedByName(columns.group, names);
  }

  get length(): number {
    return this.ids.length;
  }

  /** The position of a sample, or -1. @param near where it may be: rows of a file mostly follow each other */
  positionOf(id: string, near: number): number {
    if (this.ids[near] === id) return near;
    let [low, high] = [0, this.ids.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = byText(this.ids[middle] as string, id);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  group(sample: number): string {
    return this.#names.at(this.columns.group[sample] as number);
  }

  slices(sample: number): SliceRow['slices'] {
    return must(this.#slices.at(this.columns.slices[sample] as number));
  }

  /** Each set of slices that some sample has. */
  allSlices(): readonly SliceRow['slices'][] {
    return this.#slices.all;
  }

  leaks(sample: number): readonly string[] | undefined {
    return this.#leaks.at(this.columns.leaks[sample] as number);
  }

  image(sample: number): string | null {
    const image = this.columns.image[sample] as number;
    return image < 0 ? null : this.#images.at(image);
  }

  look(sample: number): string | undefined {
    const look = this.columns.look[sample] as number;
    return look < 0 ? undefined : this.#looks.at(look);
  }
}

/** One of them, as sanity checks look at it. */
export class KeptSample implements Sample {
  readonly #kept: KeptSamples;
  readonly #i: number;

  constructor(kept: KeptSamples, i: number) {
    this.#kept = kept;
    this.#i = i;
  }

  get id(): string {
    return this.#kept.ids[this.#i] as string;
  }

  get group(): number {
    return this.#kept.columns.group[this.#i] as number;
  }

  get sha256(): number | null {
    const sha256 = this.#kept.columns.sha256[this.#i] as number;
    return sha256 < 0 ? null : sha256;
  }

  get image(): string | null {
    return this.#kept.image(this.#i);
  }

  get look(): string | undefined {
    return this.#kept.look(this.#i);
  }

  get leaks(): readonly string[] | undefined {
    return this.#kept.leaks(this.#i);
  }
}

function changed<K extends string>(columns: Readonly<Record<K, Int32Array>>, change: (column: Int32Array) => Int32Array): Record<K, Int32Array> {
  return Object.fromEntries(Object.entries<Int32Array>(columns).map(([name, column]) => [name, change(column)])) as Record<K, Int32Array>;
}

function numberedByName(groups: Int32Array, names: Texts): Int32Array {
  const numbers = new Int32Array(names.size).fill(-1);
  for (const group of groups) numbers[group] = 0;
  const present = new Int32Array(names.size).map((_, name) => name).filter((name) => numbers[name] === 0);
  present.sort((a, b) => names.compare(a, b));
  for (let number = 0; number < present.length; number++) numbers[present[number] as number] = number;
  return groups.map((group) => numbers[group] as number);
}
