/** Samples of a corpus in columns, as `kept_scores.ts` says. */
import type { SliceRow } from '../contracts/corpus.ts';
import { byText } from '../io/order.ts';
import { Texts } from '../io/texts.ts';
import { Numbers, positions } from '../io/typed_arrays.ts';
import type { Sample } from '../sanity/evaluation.ts';
import { DistinctOf } from './distinct.ts';
import { must } from './items.ts';

/** Samples of a corpus, by id. A sample's position here is its position in everything that belongs to the corpus. */
export class KeptSamples {
  /** Number of each sample's group; groups are numbered by name. */
  readonly groupOf: Int32Array;
  /** A number of a text and one, where 0 is none. */
  readonly columns: Readonly<Record<'group' | 'sha256' | 'image' | 'look', Numbers>>;
  readonly length: number;
  readonly #ids: Texts;
  /** By position: the row of a sample, where rows are not in order. */
  readonly #rowOf: Uint32Array | undefined;
  readonly #names: Texts;
  readonly #images: Texts;
  readonly #looks: Texts;
  readonly #slices: DistinctOf<SliceRow['slices']>;
  readonly #leaks: DistinctOf<readonly string[]>;

  /**
   * @param expected how many rows there are, as the corpus's summary says
   * @param names of all corpora: groups and hashes of inputs
   */
  constructor(rows: Iterable<SliceRow>, expected: number, names: Texts) {
    this.#ids = new Texts(expected, 20);
    this.#names = names;
    this.#images = new Texts(expected, 40);
    this.#looks = new Texts(expected, 65);
    this.#slices = new DistinctOf(expected);
    this.#leaks = new DistinctOf(expected);
    const column = (): Numbers => new Numbers(expected);
    const columns = { group: column(), sha256: column(), image: column(), look: column() };
    let isOrdered = true;
    for (const { id, group, sha256, image, look, slices, leaks } of rows) {
      const i = this.#ids.add(id);
      isOrdered &&= i === 0 || this.#ids.compare(i - 1, i) <= 0;
      columns.group.set(i, 1 + names.numberOf(group));
      if (sha256 !== null) columns.sha256.set(i, 1 + names.numberOf(sha256));
      if (image !== null) columns.image.set(i, 1 + this.#images.add(image));
      if (look !== undefined) columns.look.set(i, 1 + this.#looks.numberOf(look));
      this.#slices.set(i, slices);
      this.#leaks.set(i, leaks);
    }
    this.length = this.#ids.size;
    const order = isOrdered ? undefined : positions(this.length).sort((a, b) => this.#ids.compare(a, b));
    this.#rowOf = order;
    this.columns = order === undefined ? columns : mapped(columns, (own) => own.inOrder(order));
    if (order !== undefined) for (const one of [this.#slices, this.#leaks]) one.sort(order);
    this.groupOf = numberedByName(this.columns.group, this.length, names);
  }

  id(sample: number): string {
    return this.#ids.at(this.#rowOf?.[sample] ?? sample);
  }

  /** Of samples for which something is so. */
  idsWhere(is: (sample: number) => boolean): string[] {
    const ids: string[] = [];
    for (let i = 0; i < this.length; i++) if (is(i)) ids.push(this.id(i));
    return ids;
  }

  /** Whether a sample has the id of the one before it. */
  isTwice(sample: number): boolean {
    return sample > 0 && this.id(sample - 1) === this.id(sample);
  }

  /** The position of a sample, or -1. @param near where it may be: rows of a file mostly follow each other */
  positionOf(id: string, near: number): number {
    if (near < this.length && this.id(near) === id) return near;
    let [low, high] = [0, this.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = byText(this.id(middle), id);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  group(sample: number): string {
    return this.#names.at(this.columns.group.at(sample) - 1);
  }

  slices(sample: number): SliceRow['slices'] {
    return must(this.#slices.at(sample));
  }

  /** Each set of slices that some sample has. */
  allSlices(): readonly SliceRow['slices'][] {
    return this.#slices.all;
  }

  leaks(sample: number): readonly string[] | undefined {
    return this.#leaks.at(sample);
  }

  image(sample: number): string | null {
    const image = this.columns.image.at(sample);
    return image === 0 ? null : this.#images.at(image - 1);
  }

  look(sample: number): string | undefined {
    const look = this.columns.look.at(sample);
    return look === 0 ? undefined : this.#looks.at(look - 1);
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
    return this.#kept.id(this.#i);
  }

  get group(): number {
    return this.#kept.columns.group.at(this.#i) - 1;
  }

  get sha256(): number | null {
    const sha256 = this.#kept.columns.sha256.at(this.#i);
    return sha256 === 0 ? null : sha256 - 1;
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

function mapped<K extends string>(columns: Readonly<Record<K, Numbers>>, change: (column: Numbers) => Numbers): Record<K, Numbers> {
  return Object.fromEntries(Object.entries<Numbers>(columns).map(([name, column]) => [name, change(column)])) as Record<K, Numbers>;
}

/** @param groups of each sample, the number of its name and one */
function numberedByName(groups: Numbers, samples: number, names: Texts): Int32Array {
  const numbers = new Int32Array(names.size).fill(-1);
  const present = new Int32Array(samples);
  let count = 0;
  for (let i = 0; i < samples; i++) {
    const name = groups.at(i) - 1;
    if (numbers[name] === -1) present[count++] = name;
    numbers[name] = 0;
  }
  const sorted = present.subarray(0, count).sort((a, b) => names.compare(a, b));
  for (let number = 0; number < count; number++) numbers[sorted[number] as number] = number;
  // Of the names nothing is needed any more.
  for (let i = 0; i < samples; i++) present[i] = numbers[groups.at(i) - 1] as number;
  return present;
}
