/** What all metrics of instances share: one pass over the observations for several numbers, of all classes together and of each. */
import type * as z from 'zod';
import type { Json } from '../../../contracts/common.ts';
import type { MetricDefinition } from '../../../contracts/metrics.ts';
import type { Measured } from '../../../contracts/samples.ts';
import { type CorpusMetric, defineCorpusMetric, type WeightedNumbers } from '../../metric.ts';
import { lastScenes, type ObservedScene, type Shape } from '../observed.ts';
import type { InstancesObservation } from '../schema.ts';

/** A number as a row of a family's table. */
export interface InstanceNumber extends Pick<MetricDefinition, 'id' | 'title' | 'summary'> {
  readonly better?: MetricDefinition['better'];
  /** Left out: a share, 0 to 1. */
  readonly unit?: 'objects';
  readonly undefinedWhen?: string;
  /** Left out: of all classes together and of each one. */
  readonly of?: 'whole';
}

/** Numbers in the order of the family's table. */
export interface FamilyNumbers {
  readonly whole: readonly Measured[];
  /** @param part position in the scene's classes */
  of(part: number): readonly Measured[];
}

export interface Family<P extends Json> {
  readonly id: string;
  readonly version: number;
  readonly numbers: readonly InstanceNumber[];
  /** Choices with their defaults. They stand with every number, and numbers of unequal choices are never compared. */
  readonly parameters: z.ZodType<P>;
  /** As of the definition of its metrics. */
  readonly slicedByWeights?: boolean;
  prepare(observed: ObservedScene, parameters: P): (weights: Float64Array) => FamilyNumbers;
  /** As of the definition: numbers of the whole, by picture. */
  alone?(observed: ObservedScene, parameters: P): (image: number) => readonly Measured[];
}

/** In ids COCO's words, in titles ours. */
export const shapeWords: Readonly<Record<Shape, { readonly id: string; readonly title: string }>> = {
  box: { id: 'bbox', title: 'boxes' },
  mask: { id: 'segm', title: 'masks' },
};

/** The family's metrics of boxes or of pixels: their ids begin with `bbox` or `segm`. */
export function metricsOf<P extends Json>(family: Family<P>, shape: Shape): CorpusMetric[] {
  const { numbers, version, parameters, slicedByWeights = false, alone } = family;
  return defineCorpusMetric<InstancesObservation, P>({
    id: `${shapeWords[shape].id}_${family.id}`,
    truthKind: 'instances',
    numbers: numbers.map((number) => definitionOf(number, version, shape)),
    // A picture where the backend failed is one where nothing was found.
    withoutFailed: false,
    // A slice may have masks of all pictures where the corpus has not.
    slicedByWeights: slicedByWeights && shape === 'box',
    parameters,
    prepare: (observations, parts, chosen) => prepare(family, shape, { observations, parts, chosen: chosen as P }),
    // As above: some pictures may have masks where all together have none.
    ...(alone !== undefined &&
      shape === 'box' && {
        alone(observations: readonly InstancesObservation[], chosen: P | null) {
          const observed = lastScenes.box(observations);
          return observed === null ? [] : observations.map((_, image) => image).map(alone(observed, chosen as P));
        },
      }),
  });
}

function definitionOf(
  { id, title, summary, better = 'higher', unit, undefinedWhen, of }: InstanceNumber,
  version: number,
  shape: Shape,
): MetricDefinition {
  return {
    id: `${shapeWords[shape].id}_${id}`,
    version,
    title: `${title}, ${shapeWords[shape].title}`,
    summary,
    unit: unit ?? 'ratio',
    range: [0, unit === undefined ? 1 : null],
    better,
    secondary: false,
    undefinedWhen: undefinedWhen ?? 'there is no object to be found',
    ...(of === 'whole' ? {} : { parts: { sets: ['class'], whole: true } }),
  };
}

interface Asked<P> {
  readonly observations: readonly InstancesObservation[];
  readonly parts: readonly string[];
  readonly chosen: P;
}

function prepare<P extends Json>(family: Family<P>, shape: Shape, { observations, parts, chosen }: Asked<P>): WeightedNumbers {
  const { numbers } = family;
  const all = (reason: string): Measured[] => numbers.map(() => ({ undefined: reason }));
  const observed = lastScenes[shape](observations);
  if (observed === null) {
    const none = Array.from({ length: 1 + parts.length }, () => all('a picture has no masks on both sides')).flat();
    return () => none;
  }
  const weighted = family.prepare(observed, chosen);
  const places = parts.map((part) => observed.scene.parts.indexOf(part));
  const absent = all('no object of this class');
  return (weights) => {
    const measured = weighted(weights);
    return [...measured.whole, ...places.flatMap((place) => (place < 0 ? absent : measured.of(place)))];
  };
}
