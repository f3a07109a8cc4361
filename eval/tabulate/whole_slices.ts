/** Columns of metrics of whole slices: prepared once a definition on the observations of one backend. */
import { type CorpusDefinition, type CorpusMetric, numbersOver, type WeightedNumbers } from '../annotations/metric.ts';
import type { Observation } from '../annotations/schema.ts';
import type { Measure } from '../contracts/criteria.ts';
import { positions } from '../io/typed_arrays.ts';
import { parametersOf } from '../metrics/parameters.ts';
import type { Asked } from './asked.ts';
import type { Column } from './column.ts';
import { must } from './items.ts';
import type { KeptScores } from './kept_scores.ts';
import { type Positions, Prepared } from './summing.ts';
import { Values } from './values.ts';

type WholeSlices = Pick<Column, 'values' | 'counts' | 'summing'>;

/**
 * @param kept of the backend on the corpus
 * @param asked all numbers of the corpus: a definition is prepared for the parts that it is asked about
 * @returns the column of one of them
 */
export function wholeSlicesOf(
  kept: KeptScores,
  asked: readonly Asked[],
  chosen: Measure['parameters'],
): (metric: CorpusMetric, part: string | null) => WholeSlices {
  const made = new Map<CorpusDefinition, ReturnType<typeof definitionOn>>();
  const ofSamples = numbersOfSamples(kept, asked, chosen);
  return ({ definition, id, position }, part) => {
    const own = made.get(definition) ?? definitionOn(definition, kept, partsOf(definition, asked), chosen);
    made.set(definition, own);
    const { counts, ofParts, prepared, parts } = own;
    const place = part === null ? 0 : 1 + parts.indexOf(part);
    return {
      values: part === null ? ofSamples(id) : ofParts,
      counts,
      summing: prepared.summing(place * definition.numbers.length + position),
    };
  };
}

const ofSlices = 'a part has this number of slices, not of single samples';

function definitionOn(definition: CorpusDefinition, kept: KeptScores, parts: readonly string[], chosen: Measure['parameters']) {
  const parameters = parametersOf(definition, chosen);
  const counts = (i: number): boolean => observationOf(definition, kept, i) !== undefined;
  const prepare = (samples: Positions): WeightedNumbers => {
    return definition.prepare(
      Array.from(samples, (i): Observation => must(observationOf(definition, kept, i))),
      parts,
      parameters,
    );
  };
  const prepared = new Prepared(prepare, definition.slicedByWeights === true ? observedIn(definition, kept) : undefined);
  // One list for all parts, so that a place is looked at once for all of them.
  return { counts, ofParts: new Values(kept.samples.length, ofSlices), prepared, parts };
}

/** What was kept of a sample for it; undefined where it is about other samples. */
function observationOf({ id, isOwn, truthKind }: CorpusDefinition, kept: KeptScores, i: number): Observation | undefined {
  if (isOwn === true) return kept.own(id, i) as Observation | undefined;
  const observation = kept.observation(i);
  return observation?.kind === truthKind ? observation : undefined;
}

/** Positions of the samples of which something was kept for it. */
function observedIn(definition: CorpusDefinition, kept: KeptScores): Uint32Array {
  return positions(kept.samples.length).filter((i) => observationOf(definition, kept, i) !== undefined);
}

/** Why samples without an observation have no number. */
function noneOf(observed: Positions, kept: KeptScores): string {
  return observed.length > 0 || kept.allFailed ? 'no prediction' : 'not measured on this corpus';
}

/**
 * Numbers of the slices that are one sample alone, by metric. All definitions are asked about one sample, then about the next one, so that
 * they can share what they make of it.
 */
function numbersOfSamples(kept: KeptScores, asked: readonly Asked[], chosen: Measure['parameters']): (id: string) => Values {
  const definitions = new Set(asked.flatMap(({ metric }) => (metric.kind === 'corpus' ? [metric.definition] : [])));
  const columns = new Map<string, Values>();
  const measure = (): void => {
    const own = [...definitions].map((definition) => ({ definition, parameters: parametersOf(definition, chosen) }));
    for (const { definition, parameters } of own) {
      const observed = observedIn(definition, kept);
      for (const { id } of definition.numbers) columns.set(id, new Values(kept.samples.length, noneOf(observed, kept)));
      const alone = definition.alone?.(
        Array.from(observed, (i) => must(observationOf(definition, kept, i))),
        parameters,
      );
      for (const [n, { id }] of definition.numbers.entries()) {
        const values = must(columns.get(id));
        for (let k = 0; k < (alone?.length ?? 0); k++) values.set(observed[k] as number, must(alone?.[k]?.[n]));
      }
    }
    for (let i = 0; i < kept.samples.length; i++) {
      for (const { definition, parameters } of own) {
        const observation = definition.alone === undefined ? observationOf(definition, kept, i) : undefined;
        if (observation === undefined) continue;
        for (const [id, measured] of numbersOver(definition, [observation], parameters)) must(columns.get(id)).set(i, measured);
      }
    }
  };
  return (id) => {
    if (columns.size === 0) measure();
    return must(columns.get(id));
  };
}

function partsOf(definition: CorpusDefinition, asked: readonly Asked[]): string[] {
  const own = asked.filter(({ metric }) => metric.kind === 'corpus' && metric.definition === definition);
  return [...new Set(own.flatMap(({ part }) => part ?? []))];
}
