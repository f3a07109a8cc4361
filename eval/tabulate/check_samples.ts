/** Do the samples of the files agree? One row for each sample of the corpus, with every value, over the same truth. */
import { hasWhole } from '../annotations/metric.ts';
import type { SampleRow } from '../contracts/samples.ts';
import type { Problems } from '../errors/errors.ts';
import { byText } from '../io/order.ts';
import type { MetricTable } from '../metrics/table.ts';
import { locationOf } from './check_coverage.ts';
import type { CorpusSamples, ScoresFile } from './evaluation.ts';
import type { KeptSamples } from './kept_samples.ts';
import type { KeptScores } from './kept_scores.ts';

type Numbers = Pick<SampleRow, 'values' | 'counts'>;

/** EV5208 */
export function checkSlices({ name: location, summary, kept }: Pick<CorpusSamples, 'name' | 'summary' | 'kept'>, problems: Problems): void {
  const add = (message: string, got: string, expected: string): void => problems.add({ code: 'EV5208', location, message, got, expected });
  if (kept.length !== summary.samples) add('the number of samples is not that of the summary', `${kept.length}`, `${summary.samples}`);
  const twice = new Set(kept.idsWhere((i) => kept.isTwice(i)));
  if (twice.size > 0) add('a sample is there twice', listed([...twice]), 'each sample once');
  const known = new Map(Object.entries(summary.dimensions).map(([dimension, values]) => [dimension, new Set(values.map(({ value }) => value))]));
  const unknown = new Set<string>();
  for (const slices of kept.allSlices()) {
    for (const [dimension, values] of Object.entries(slices)) {
      for (const value of values) if (!known.get(dimension)?.has(value)) unknown.add(`${dimension}=${value}`);
    }
  }
  if (unknown.size > 0) add('a slice that the summary does not know', listed([...unknown]), [...known.keys()].join(', '));
}

/**
 * Rows of a file of scores, one by one: each sample of the corpus once (EV5202), with a value, or a reason, for each metric of the header that
 * whole samples have, and the counts that a pooled one adds up (EV5205).
 */
export class RowChecks {
  readonly #file: ScoresFile;
  readonly #samples: KeptSamples;
  readonly #isScored: Uint8Array;
  readonly #unknown = new Set<string>();
  readonly #twice = new Set<string>();
  readonly #metrics: readonly { readonly id: string; readonly hasWhole: boolean; readonly pooled: boolean; readonly lacking: string[] }[];

  constructor(file: ScoresFile, samples: KeptSamples, table: MetricTable) {
    this.#file = file;
    this.#samples = samples;
    this.#isScored = new Uint8Array(samples.length);
    this.#metrics = file.header.metrics.flatMap(({ id }) => {
      const known = table.definitionOf(id);
      return known?.kind === 'sample' ? [{ id, hasWhole: hasWhole(known), pooled: known.aggregate === 'ratio', lacking: [] }] : [];
    });
  }

  /** @param position of the sample in the corpus, or -1 */
  add(row: SampleRow, position: number): void {
    if (position < 0) (this.#unknown.has(row.id) ? this.#twice : this.#unknown).add(row.id);
    else if (this.#isScored[position] === 1) this.#twice.add(row.id);
    else this.#isScored[position] = 1;
    const parts = row.parts === undefined ? [] : Object.values(row.parts);
    for (const { id, hasWhole: isWhole, pooled, lacking } of this.#metrics) {
      const uncounted = ({ values, counts }: Numbers): boolean => pooled && typeof values[id] === 'number' && counts[id] === undefined;
      if ((isWhole && row.values[id] === undefined) || uncounted(row) || parts.some(uncounted)) lacking.push(row.id);
    }
  }

  tell(problems: Problems): void {
    const location = locationOf(this.#file);
    const add = (message: string, ids: readonly string[]): void => {
      if (ids.length > 0) problems.add({ code: 'EV5202', location, message, got: listed(ids) });
    };
    const unscored = this.#samples.idsWhere((i) => this.#isScored[i] === 0);
    const scored = unscored.length === 0 ? undefined : new Set(this.#samples.idsWhere((i) => this.#isScored[i] === 1));
    add(
      'samples of the corpus that are not scored',
      unscored.filter((id) => scored?.has(id) === false),
    );
    add('scored samples that the corpus does not have', [...this.#unknown]);
    add('samples that are scored twice', [...this.#twice]);
    for (const { id, pooled, lacking } of this.#metrics) {
      if (lacking.length === 0) continue;
      const expected = pooled ? `values.${id}, counts.${id}` : `values.${id}`;
      problems.add({ code: 'EV5205', location, message: 'samples lack a value', got: listed(lacking), expected });
    }
  }
}

/** All backends must have been held against the same ground truth: EV5207. */
export function checkTruth(files: readonly { readonly file: ScoresFile; readonly kept: KeptScores }[], problems: Problems): void {
  const [first] = files;
  for (const { file, kept } of files) {
    const other = kept.samples.idsWhere((i) => kept.isThere(i) && first?.kept.isThere(i) === true && kept.truth[i] !== first.kept.truth[i]);
    if (first === undefined || other.length === 0) continue;
    const message = `the ground truth is another than in ${locationOf(first.file)}`;
    problems.add({ code: 'EV5207', location: locationOf(file), message, got: listed(other) });
  }
}

/** The first few, sorted, and how many there are. */
function listed(ids: readonly string[]): string {
  const sorted = ids.toSorted(byText);
  return sorted.length <= 5 ? sorted.join(', ') : `${sorted.slice(0, 5).join(', ')} and ${sorted.length - 5} more`;
}
