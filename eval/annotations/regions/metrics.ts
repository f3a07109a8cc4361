/** Metrics of labelled regions: shares of pixels, averaged over the samples where they are defined. */
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import type { Sampled, SampleMetric } from '../metric.ts';
import { leakName } from './parts.ts';
import { leakage, type PredictedRole, type SeenRegion, shares } from './seen.ts';

type Seen = readonly SeenRegion[];

interface Row extends Pick<MetricDefinition, 'id' | 'title' | 'summary' | 'better' | 'undefinedWhen'> {
  /** Sets of parts that it has a number of each; left out: it has one of the whole sample. */
  readonly sets?: readonly string[];
  perSample(seen: Seen): readonly Sampled[];
  absent?(part: string): string;
}

const rows: readonly Row[] = [
  {
    id: 'strong_mean_iou',
    title: 'Mean IoU of strong regions',
    summary: 'Mean over the strong regions that are labelled in the sample. One that the prediction lacks counts 0.',
    better: 'higher',
    undefinedWhen: 'no strong region is labelled',
    perSample: (seen) => [{ value: meanOver(seen, 'strong', shares.iou) }],
  },
  {
    id: 'weak_mean_coverage',
    title: 'Mean coverage of weak regions',
    summary: 'Mean over the weak regions that are labelled in the sample. One that the prediction lacks counts 0.',
    better: 'higher',
    undefinedWhen: 'no weak region is labelled',
    perSample: (seen) => [{ value: meanOver(seen, 'weak', shares.coverage) }],
  },
  ...(['weak', 'strong'] as const).map(
    (role): Row => ({
      id: `${role}_mean_leakage`,
      title: `Mean leakage of ${role} regions`,
      summary: `Mean over the ${role} regions that are labelled in the sample and predicted: share of each that lies in the surrounding.`,
      better: 'lower',
      undefinedWhen: `the surrounding or every ${role} region is not labelled, or none is predicted`,
      sets: ['surround'],
      absent: (surround) => `${surround} is not labelled`,
      perSample: (seen) => surroundsOf(seen).map((part) => ({ part, value: meanOver(seen, role, (region) => leakage(region, part)) })),
    }),
  ),
  {
    // A weak region has none: its outline means too little.
    id: 'region_iou',
    title: 'Overlap (IoU)',
    summary: 'Pixels in both the predicted and the true region over pixels in either. 0 when the prediction lacks it.',
    better: 'higher',
    undefinedWhen: 'the region is not labelled, or is empty on both sides',
    ...ofRegions(['strong', 'whole'], shares.iou),
  },
  {
    id: 'region_miss',
    title: 'Missed share',
    summary: 'Share of the true region that is not predicted. 1 when the prediction lacks it.',
    better: 'lower',
    undefinedWhen: 'the region is not labelled, or empty in the truth',
    ...ofRegions(['whole'], shares.missed),
  },
  {
    id: 'region_coverage',
    title: 'Coverage',
    summary: 'Share of the true region that is predicted. 0 when the prediction lacks it.',
    better: 'higher',
    undefinedWhen: 'the region is not labelled, or empty in the truth',
    ...ofRegions(['strong', 'weak'], shares.coverage),
  },
  {
    id: 'region_leakage',
    title: 'Leakage',
    summary: 'Share of the predicted region that lies in the surrounding.',
    better: 'lower',
    undefinedWhen: 'the region or the surrounding is not labelled, or the region is not predicted or empty there',
    sets: ['leak'],
    absent: (pair) => `${pair}: one of them is not labelled`,
    perSample: (seen) =>
      seen.flatMap((region) => surroundsOf(seen).map((surround) => ({ part: leakName(region.name, surround), value: leakage(region, surround) }))),
  },
];

/** `version` is bumped by any change that can move a number. */
export const metrics: readonly SampleMetric<Seen>[] = rows.map(({ perSample, undefinedWhen, sets, ...row }) => ({
  kind: 'sample',
  truthKind: 'regions',
  version: 1,
  unit: 'ratio',
  range: [0, 1],
  secondary: false,
  undefinedWhen: `${undefinedWhen}; or the backend failed`,
  aggregate: 'mean',
  ...(sets !== undefined && { parts: { sets: [...sets], whole: false } }),
  ...row,
  // Not 0: nothing was drawn that could be wrong. That samples failed is a finding of its own (unscored_share), and blocks.
  measure: (seen, failed) => perSample(seen).map((sampled) => (failed ? { ...sampled, value: { undefined: 'no prediction' } } : sampled)),
}));

function ofRegions(roles: readonly PredictedRole[], share: (region: SeenRegion) => Measured): Pick<Row, 'sets' | 'absent' | 'perSample'> {
  return {
    sets: roles,
    absent: (region) => `${region} is not labelled as a ${roles.join(' or ')} region`,
    perSample: (seen) => seen.filter(({ role }) => roles.includes(role)).map((region) => ({ part: region.name, value: share(region) })),
  };
}

/** Labelled surroundings of the sample: every region has been held against each. */
function surroundsOf(seen: Seen): string[] {
  return [...new Set(seen.flatMap(({ surrounds }) => surrounds))];
}

/** Mean of the defined shares of a role's regions: each counts once, whatever its size. The first reason where there are none. */
function meanOver(seen: Seen, role: PredictedRole, share: (region: SeenRegion) => Measured): Measured {
  const values = seen.filter((region) => region.role === role).map(share);
  const defined = values.filter((value) => typeof value === 'number');
  if (defined.length > 0) return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  return values[0] ?? { undefined: `no ${role} region is labelled` };
}
