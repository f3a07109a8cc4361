/** Metrics of labelled regions: shares of pixels, averaged over the samples where they are defined. */
import { regionName } from '../../contracts/common.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import { byText } from '../../io/order.ts';
import type { MetricFamily, SampleMetric } from '../metric.ts';
import type { Truth } from '../schema.ts';
import type { RegionRole } from './schema.ts';
import type { PredictedRole, SeenRegion } from './seen.ts';
import { leakage, predictedRoles, shares } from './seen.ts';

type Seen = readonly SeenRegion[];
type Words = Pick<MetricDefinition, 'title' | 'summary' | 'undefinedWhen'>;

interface Row extends Words, Pick<MetricDefinition, 'id' | 'better'> {
  perSample(seen: Seen): Measured;
}

/** A metric of one region, of a surrounding, or of a region and a surrounding: `parts` are their names. */
interface PartedRow extends Pick<MetricDefinition, 'id' | 'better'> {
  /** Names of parts that a truth asks for, in the order of reports. */
  partsOf(truth: Truth): readonly (readonly string[])[];
  readonly names: 1 | 2;
  words(...parts: string[]): Words;
  perSample(seen: Seen, ...parts: string[]): Measured;
}

export const metrics: readonly SampleMetric<Seen>[] = [
  {
    id: 'strong_mean_iou',
    title: 'Mean IoU of strong regions',
    summary: 'Mean over the strong regions that are labelled in the sample. One that the prediction lacks counts 0.',
    better: 'higher' as const,
    undefinedWhen: 'no strong region is labelled',
    perSample: (seen: Seen) => meanOver(seen, 'strong', shares.iou),
  },
  {
    id: 'weak_mean_coverage',
    title: 'Mean coverage of weak regions',
    summary: 'Mean over the weak regions that are labelled in the sample. One that the prediction lacks counts 0.',
    better: 'higher' as const,
    undefinedWhen: 'no weak region is labelled',
    perSample: (seen: Seen) => meanOver(seen, 'weak', shares.coverage),
  },
].map(metricOf);

const parted: readonly PartedRow[] = [
  ...(['weak', 'strong'] as const).map(
    (role): PartedRow => ({
      id: `${role}_mean_leakage`,
      better: 'lower',
      names: 1,
      partsOf: (truth) => (namesIn(truth, [role]).length === 0 ? [] : namesIn(truth, ['surround']).map((name) => [name])),
      words: (surround) => ({
        title: `Mean leakage of ${role} regions into ${surround}`,
        summary: `Mean over the ${role} regions that are labelled in the sample and predicted: share of each that lies in ${surround}.`,
        undefinedWhen: `${surround} or every ${role} region is not labelled, or none is predicted`,
      }),
      perSample: (seen, surround) => meanOver(seen, role, (region) => leakage(region, surround as string)),
    }),
  ),
  {
    // A weak region has none: its outline means too little.
    id: 'region_iou',
    better: 'higher',
    names: 1,
    partsOf: (truth) => namesIn(truth, ['strong', 'whole']).map((name) => [name]),
    words: (name) => ({
      title: `Overlap of ${name} (IoU)`,
      summary: `Pixels in both the predicted and the true ${name} over pixels in either. 0 when the prediction lacks it.`,
      undefinedWhen: `${name} is not labelled, is a weak region, or is empty on both sides`,
    }),
    perSample: (seen, name) =>
      ofRegion(seen, name, (region) =>
        region.role === 'weak' ? { undefined: `${name} is a weak region: only coverage and leakage mean something` } : shares.iou(region),
      ),
  },
  {
    id: 'region_miss',
    better: 'lower',
    names: 1,
    partsOf: (truth) => namesIn(truth, ['whole']).map((name) => [name]),
    words: (name) => ({
      title: `Missed share of ${name}`,
      summary: `Share of the true ${name} that is not predicted. 1 when the prediction lacks it.`,
      undefinedWhen: `${name} is not labelled, or empty in the truth`,
    }),
    perSample: (seen, name) => ofRegion(seen, name, shares.missed),
  },
  {
    id: 'region_coverage',
    better: 'higher',
    names: 1,
    partsOf: (truth) => namesIn(truth, ['strong', 'weak']).map((name) => [name]),
    words: (name) => ({
      title: `Coverage of ${name}`,
      summary: `Share of the true ${name} that is predicted. 0 when the prediction lacks it.`,
      undefinedWhen: `${name} is not labelled, or empty in the truth`,
    }),
    perSample: (seen, name) => ofRegion(seen, name, shares.coverage),
  },
  {
    id: 'region_leakage',
    better: 'lower',
    names: 2,
    partsOf: (truth) => namesIn(truth, predictedRoles).flatMap((name) => namesIn(truth, ['surround']).map((surround) => [name, surround])),
    words: (name, surround) => ({
      title: `Leakage of ${name} into ${surround}`,
      summary: `Share of the predicted ${name} that lies in ${surround}.`,
      undefinedWhen: `${name} or ${surround} is not labelled, or ${name} is not predicted or empty there`,
    }),
    perSample: (seen, name, surround) => ofRegion(seen, name, (region) => leakage(region, surround as string)),
  },
];

export const families: readonly MetricFamily[] = parted.map(({ id, better, names, partsOf, words, perSample }) => ({
  id,
  member(parameter) {
    const parts = parameter.split('.');
    if (parts.length !== names || !parts.every((name) => regionName.safeParse(name).success)) return undefined;
    return metricOf({ id: `${id}.${parameter}`, better, ...words(...parts), perSample: (seen) => perSample(seen, ...parts) });
  },
  parametersOf: (truth) => partsOf(truth).map((parts) => parts.join('.')),
}));

/** `version` is bumped by any change that can move a number. */
function metricOf({ perSample, undefinedWhen, ...row }: Row): SampleMetric<Seen> {
  return {
    kind: 'sample',
    truthKind: 'regions',
    version: 1,
    unit: 'ratio',
    range: [0, 1],
    secondary: false,
    undefinedWhen: `${undefinedWhen}; or the backend failed`,
    aggregate: 'mean',
    ...row,
    // Not 0: nothing was drawn that could be wrong. That samples failed is a finding of its own (unscored_share), and blocks.
    measure: (seen, failed) => ({ value: failed ? { undefined: 'no prediction' } : perSample(seen) }),
  };
}

/** Regions of a truth that have one of the roles, role by role, names in text order. */
function namesIn(truth: Truth, roles: readonly RegionRole[]): string[] {
  if (truth.kind !== 'regions') return [];
  const names = Object.entries(truth.regions).sort(([a], [b]) => byText(a, b));
  return roles.flatMap((role) => names.flatMap(([name, region]) => (region.role === role ? [name] : [])));
}

function ofRegion(seen: Seen, name: string | undefined, share: (region: SeenRegion) => Measured): Measured {
  const region = seen.find((one) => one.name === name);
  return region === undefined ? { undefined: `${name} is not labelled` } : share(region);
}

/** Mean of the defined shares of a role's regions: each counts once, whatever its size. The first reason where there are none. */
function meanOver(seen: Seen, role: PredictedRole, share: (region: SeenRegion) => Measured): Measured {
  const values = seen.filter((region) => region.role === role).map(share);
  const defined = values.filter((value) => typeof value === 'number');
  if (defined.length > 0) return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  return values[0] ?? { undefined: `no ${role} region is labelled` };
}
