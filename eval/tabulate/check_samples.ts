/** Do the samples of the files agree? One row for each sample of the corpus, with every value, over the same truth. */
import { hasWhole } from '../annotations/metric.ts';
import type { SliceRow } from '../contracts/corpus.ts';
import type { SampleRow } from '../contracts/samples.ts';
import { Problems } from '../errors/errors.ts';
import { byText } from '../io/order.ts';
import { repeated } from '../io/repeated.ts';
import { type MetricTable, withOwn } from '../metrics/table.ts';
import { locationOf } from './check_coverage.ts';
import type { ScoresFile, TabulateInput } from './evaluation.ts';
import { must } from './items.ts';

type Numbers = Pick<SampleRow, 'values' | 'counts'>;

/** @throws InputError EV5202, EV5205, EV5207, EV5208 */
export function checkSamples(input: TabulateInput): void {
  const problems = new Problems();
  const table = withOwn(input.measure.measure.own_metrics);
  for (const [name, samples] of input.slices) {
    checkSlices(name, samples, input, problems);
    const files = input.scores.filter(({ corpus }) => corpus === name);
    for (const file of files) {
      checkIds(file, samples, problems);
      checkValues(file, table, problems);
    }
    checkTruth(files, problems);
  }
  problems.check();
}

function checkSlices(location: string, samples: readonly SliceRow[], { corpora }: TabulateInput, problems: Problems): void {
  const add = (message: string, got: string, expected: string): void => problems.add({ code: 'EV5208', location, message, got, expected });
  const summary = must(corpora.get(location));
  if (samples.length !== summary.samples) add('the number of samples is not that of the summary', `${samples.length}`, `${summary.samples}`);
  const twice = [...repeated(samples.map(({ id }) => id))];
  if (twice.length > 0) add('a sample is there twice', listed(twice), 'each sample once');
  const known = new Map(Object.entries(summary.dimensions).map(([dimension, values]) => [dimension, new Set(values.map(({ value }) => value))]));
  const unknown = new Set<string>();
  for (const { slices } of samples) {
    for (const [dimension, values] of Object.entries(slices)) {
      for (const value of values) if (!known.get(dimension)?.has(value)) unknown.add(`${dimension}=${value}`);
    }
  }
  if (unknown.size > 0) add('a slice that the summary does not know', listed([...unknown]), [...known.keys()].join(', '));
}

function checkIds(file: ScoresFile, samples: readonly SliceRow[], problems: Problems): void {
  const add = (message: string, ids: readonly string[]): void => {
    if (ids.length > 0) problems.add({ code: 'EV5202', location: locationOf(file), message, got: listed(ids) });
  };
  const expected = new Set(samples.map(({ id }) => id));
  const given = new Set(file.rows.map(({ id }) => id));
  add(
    'samples of the corpus that are not scored',
    [...expected].filter((id) => !given.has(id)),
  );
  add(
    'scored samples that the corpus does not have',
    [...given].filter((id) => !expected.has(id)),
  );
  add('samples that are scored twice', [...repeated(file.rows.map(({ id }) => id))]);
}

/** A row holds a value, or a reason, for each metric of the header that whole samples have, and the counts that a pooled one adds up. */
function checkValues(file: ScoresFile, table: MetricTable, problems: Problems): void {
  for (const { id: metric } of file.header.metrics) {
    const known = table.definitionOf(metric);
    if (known?.kind !== 'sample') continue;
    const pooled = known.aggregate === 'ratio';
    const uncounted = ({ values: { [metric]: value }, counts }: Numbers): boolean =>
      pooled && typeof value === 'number' && counts[metric] === undefined;
    const lacking = file.rows.filter(
      (row) => (hasWhole(known) && row.values[metric] === undefined) || [row, ...Object.values(row.parts ?? {})].some(uncounted),
    );
    if (lacking.length === 0) continue;
    const expected = pooled ? `values.${metric}, counts.${metric}` : `values.${metric}`;
    problems.add({ code: 'EV5205', location: locationOf(file), message: 'samples lack a value', got: listed(lacking.map(({ id }) => id)), expected });
  }
}

/** All backends must have been held against the same ground truth. */
function checkTruth(files: readonly ScoresFile[], problems: Problems): void {
  const first = files[0];
  if (first === undefined) return;
  const truth = new Map(first.rows.map((row) => [row.id, row.truth]));
  for (const file of files) {
    const other = file.rows.filter((row) => truth.has(row.id) && truth.get(row.id) !== row.truth).map(({ id }) => id);
    if (other.length === 0) continue;
    const message = `the ground truth is another than in ${locationOf(first)}`;
    problems.add({ code: 'EV5207', location: locationOf(file), message, got: listed(other) });
  }
}

/** The first few, sorted, and how many there are. */
function listed(ids: readonly string[]): string {
  const sorted = ids.toSorted(byText);
  return sorted.length <= 5 ? sorted.join(', ') : `${sorted.slice(0, 5).join(', ')} and ${sorted.length - 5} more`;
}
