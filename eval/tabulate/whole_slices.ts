/** Columns of metrics of whole slices: prepared once a definition on the observations of one backend. */
import { type CorpusDefinition, type CorpusMetric, numbersOver, type WeightedNumbers } from '../annotations/metric.ts';
import type { Observation } from '../annotations/schema.ts';
import type { Measure } from '../contracts/criteria.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import { parametersOf } from '../metrics/parameters.ts';
import type { Asked } from './asked.ts';
import type { Column } from './column.ts';
import { at, must } from './items.ts';
import { Prepared } from './summing.ts';

type WholeSlices = Pick<Column, 'values' | 'counts' | 'summing'>;

/**
 * @param asked all numbers of the corpus: a definition is prepared for the parts that it is asked about
 * @returns the column of one of them
 */
export function wholeSlicesOf(
  rows: readonly SampleRow[],
  asked: readonly Asked[],
  chosen: Measure['parameters'],
): (metric: CorpusMetric, part: string | null) => WholeSlices {
  const made = new Map<CorpusDefinition, ReturnType<typeof definitionOn>>();
  const ofSamples = numbersOfSamples(rows, asked, chosen);
  return ({ definition, id, position }, part) => {
    const own = made.get(definition) ?? definitionOn(definition, rows, partsOf(definition, asked), chosen);
    made.set(definition, own);
    const { counts, ofParts, prepared, parts, none } = own;
    const place = part === null ? 0 : 1 + parts.indexOf(part);
    return {
      values: part === null ? ofSamples(id).map((measured) => measured ?? none) : ofParts,
      counts,
      summing: prepared.summing(place * definition.numbers.length + position),
    };
  };
}

const ofSlices: Measured = { undefined: 'a part has this number of slices, not of single samples' };

function definitionOn(definition: CorpusDefinition, rows: readonly SampleRow[], parts: readonly string[], chosen: Measure['parameters']) {
  const parameters = parametersOf(definition, chosen);
  const observations = rows.map((row) => observationOf(definition, row));
  const prepare = (samples: readonly number[]): WeightedNumbers => {
    return definition.prepare(
      samples.map((i): Observation => must(at(observations, i))),
      parts,
      parameters,
    );
  };
  const all = definition.slicedByWeights === true ? [...observations.keys()].filter((i) => observations[i] !== undefined) : undefined;
  const prepared = new Prepared(prepare, all);
  const measured = observations.some((observation) => observation !== undefined) || rows.every(({ status }) => status === 'failed');
  const none: Measured = { undefined: measured ? 'no prediction' : 'not measured on this corpus' };
  const counts = observations.map((observation) => observation !== undefined);
  // One list for all parts, so that a place is looked at once for all of them.
  return { counts, ofParts: rows.map(() => ofSlices), prepared, parts, none };
}

/** What was kept of a sample for it; undefined where it is about other samples. */
function observationOf({ id, isOwn, truthKind }: CorpusDefinition, { observation, kept }: SampleRow): Observation | undefined {
  if (isOwn === true) return kept?.[id] as Observation | undefined;
  return observation?.kind === truthKind ? observation : undefined;
}

/**
 * Numbers of the slices that are one sample alone, by metric; undefined where a sample has no observation. All definitions are asked
 * about one sample, then about the next one, so that they can share what they make of it.
 */
function numbersOfSamples(
  rows: readonly SampleRow[],
  asked: readonly Asked[],
  chosen: Measure['parameters'],
): (id: string) => readonly (Measured | undefined)[] {
  const definitions = new Set(asked.flatMap(({ metric }) => (metric.kind === 'corpus' ? [metric.definition] : [])));
  let columns: ReadonlyMap<string, (Measured | undefined)[]> | undefined;
  const measure = (): ReadonlyMap<string, (Measured | undefined)[]> => {
    const own = [...definitions].map((definition) => ({ definition, parameters: parametersOf(definition, chosen) }));
    const made = new Map(own.flatMap(({ definition }) => definition.numbers.map(({ id }) => [id, rows.map((): Measured | undefined => undefined)])));
    for (const { definition, parameters } of own) {
      const observed = [...rows.keys()].filter((i) => rows[i]?.observation?.kind === definition.truthKind);
      const alone = definition.alone?.(
        observed.map((i) => must(rows[i]?.observation)),
        parameters,
      );
      for (const [k, numbers] of (alone ?? []).entries())
        for (const [n, { id }] of definition.numbers.entries()) must(made.get(id))[observed[k] as number] = must(numbers[n]);
    }
    for (const [i, row] of rows.entries()) {
      for (const { definition, parameters } of own) {
        const observation = definition.alone === undefined ? observationOf(definition, row) : undefined;
        if (observation === undefined) continue;
        for (const [id, measured] of numbersOver(definition, [observation], parameters)) must(made.get(id))[i] = measured;
      }
    }
    return made;
  };
  return (id) => {
    columns ??= measure();
    return must(columns.get(id));
  };
}

function partsOf(definition: CorpusDefinition, asked: readonly Asked[]): string[] {
  const own = asked.filter(({ metric }) => metric.kind === 'corpus' && metric.definition === definition);
  return [...new Set(own.flatMap(({ part }) => part ?? []))];
}
