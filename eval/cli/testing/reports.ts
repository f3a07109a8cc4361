/** Small reports, decided as decide does it: two candidates of one evaluation, folds, and evidence alone. */

import type { SanityRule } from '../../contracts/criteria.ts';
import type { MetricRow } from '../../contracts/metrics.ts';
import type { Report } from '../../contracts/report.ts';
import { run as decide } from '../../decide/run.ts';
import {
  acrossOf,
  backendOf,
  type CriterionText,
  classes,
  comparisonOf,
  corpusOf,
  deltaOf,
  evidenceOf,
  flagged,
  heldout,
  inClass,
  intervalOf,
  measurementOf,
  policyOf,
  quiet,
  rowOf,
  sampleOf,
  type TableParts,
  tableOf,
} from '../../decide/testing/table.ts';

export function reportOf(parts: TableParts, criteria: readonly CriterionText[], sanity: Readonly<Record<string, SanityRule>> = {}): Report {
  const metrics = tableOf(parts);
  const decision = decide({ metrics, policy: policyOf(criteria, { ...quiet, ...sanity }) });
  const { recommendation, verdict, deciding } = decision;
  return { schemaVersion: 1, kind: 'report', recommendation, verdict, deciding, decision, metrics };
}

const floor: CriterionText = { id: 'floor', metric: 'mask_iou', where: { corpus: 'flagged' }, of: 'candidate', limit: 0.7, minimum_n: 3 };
const change: CriterionText = { ...floor, of: 'candidate - baseline', limit: -0.08 };

export const criteria: readonly CriterionText[] = [
  { ...floor, title: 'Flagged pictures are cropped well' },
  { ...change, id: 'beats', limit: 0.04 },
  { ...change, id: 'classes', where: { corpus: 'flagged', each: 'failure_class', except: ['unclassified'] }, missing: 'not_applicable' },
  { ...floor, id: 'rate', metric: 'pass_rate', where: { corpus: 'heldout' }, limit: 0.75, level: 'warn' },
  { ...floor, id: 'firm', where: { corpus: 'heldout' }, limit: 0.85, holds: 'interval' },
  { ...floor, id: 'typical', statistic: 'median', where: { corpus: 'heldout' }, limit: 0.9, level: 'info' },
  { ...floor, id: 'contour', metric: 'distance', where: { corpus: 'heldout' }, limit: 4, minimum_n: 50, missing: 'warn' },
];

export const sanity: Readonly<Record<string, SanityRule>> = {
  prediction_equals_truth: { level: 'void', limit: 0.05, minimum_n: 2, missing: 'void' },
  training_overlap: { level: 'void', limit: 0, minimum_n: 0, missing: 'warn' },
};

/** What the two candidates differ by. */
export interface Candidate {
  readonly digit: string;
  /** Mask IoU on pictures of handles; the baseline has 0.8 there. */
  readonly handles: number;
}

export const first: Candidate = { digit: 'a', handles: 0.82 };
export const second: Candidate = { digit: 'c', handles: 0.6 };

export function tableParts({ digit, handles }: Candidate): TableParts {
  const own = { interval: intervalOf(0.86, 0.92), intervalReason: null };
  const baseline: Partial<MetricRow> = { role: 'baseline', backend: 'rembg' };
  const whole = 0.73 + handles / 10;
  return {
    backends: [backendOf('candidate', 'yolo', digit), backendOf('baseline', 'rembg', 'b')],
    rows: [
      rowOf(flagged, 'mask_iou', whole, 20, { interval: intervalOf(whole - 0.13, whole + 0.09), intervalReason: null }),
      rowOf(flagged, 'mask_iou', 0.7, 20, baseline),
      rowOf(inClass('handle_hole'), 'mask_iou', handles, 6),
      rowOf(inClass('handle_hole'), 'mask_iou', 0.8, 6, baseline),
      rowOf(inClass('frame_cut'), 'mask_iou', 0.9, 2),
      rowOf(inClass('low_contrast'), 'mask_iou', 0.9, 8),
      rowOf(heldout, 'mask_iou', 0.89, 40, { ...own, median: 0.91, p10: 0.7, p90: 0.97 }),
      rowOf(heldout, 'pass_rate', 0.725, 40, { interval: intervalOf(0.6, 0.85), intervalReason: null }),
      rowOf(heldout, 'distance', 3, 40, { defined: 30, undefined: 10, undefinedReasons: { 'no contour': 10 }, failed: 2 }),
    ],
    deltas: [
      deltaOf(flagged, 'mask_iou', whole - 0.7, 20, {
        candidate: whole,
        baseline: 0.7,
        improved: 14,
        regressed: 6,
        interval: intervalOf(whole - 0.8, whole - 0.6),
        intervalReason: null,
      }),
      deltaOf(inClass('handle_hole'), 'mask_iou', handles - 0.8, 6, { candidate: handles, baseline: 0.8, improved: 1, regressed: 5 }),
      deltaOf(inClass('frame_cut'), 'mask_iou', 0.1, 2),
      deltaOf(inClass('low_contrast'), 'mask_iou', 0.05, 8, { unpaired: 1, improved: 5, regressed: 3 }),
    ],
    samples: [0.2, 0.9, 0.5].map((value, i) => sampleOf(`img_${i}`, 'handle_hole', value, 0.8 - i / 10)),
    facts: [
      measurementOf('prediction_equals_truth', 0, 20, { corpus: 'flagged', backend: 'yolo' }),
      measurementOf('training_overlap', null, 0, { detail: 'no training list was given' }),
    ],
  };
}

export function reportWith(candidate: Candidate, more: TableParts = {}): Report {
  return reportOf({ ...tableParts(candidate), ...more }, criteria, sanity);
}

/** Half of the predictions are the labels. */
export function voidReport(): Report {
  const leaked = { corpus: 'flagged', backend: 'yolo', detail: '10 of 20 predictions equal the ground truth', samples: ['img_0', 'img_1'] };
  return reportWith(first, {
    facts: [measurementOf('prediction_equals_truth', 0.5, 20, leaked), measurementOf('prediction_equals_truth', 0, 20, { corpus: 'heldout' })],
  });
}

/** The corpus `flagged` has grown, and contours are measured by another version. */
export function grownReport(): Report {
  const { definitions } = tableOf({});
  return reportWith(second, {
    corpora: [corpusOf('heldout', []), { ...corpusOf('flagged', classes), digest: `sha256:${'9'.repeat(64)}` }],
    definitions: definitions.map((definition) => (definition.id === 'distance' ? { ...definition, version: 4 } : definition)),
  });
}

const folds = { corpus: 'flagged', across: 'failure_class' } as const;

/** One of four folds broke. */
export function foldsReport(): Report {
  const values = classes.map((value, i) => [value, [0.95, 0.96, 0.97, 0.71][i] ?? 0] as const);
  const interval = { low: 0.8, high: 0.995, level: 0.95 };
  const outlier = { value: 'unclassified', meanWithout: 0.96, outlier: ['grubbs'] };
  const ours = acrossOf('flagged', 'failure_class', 'plcc', values, { interval, reason: null, influence: [outlier] });
  const theirs = acrossOf(
    'flagged',
    'failure_class',
    'plcc',
    values.map(([value]) => [value, 0.9]),
    { role: 'baseline', backend: 'rembg' },
  );
  const mean: CriterionText = { ...floor, id: 'folds_mean', metric: 'plcc', statistic: 'mean', where: folds, limit: 0.9, minimum_n: 4 };
  const tests = { better: 3, worse: 1, signFlip: 0.75, wilcoxon: 0.875, t: 0.97, holm: 1 };
  return reportOf({ across: [ours, theirs], comparisons: [comparisonOf(ours, theirs, tests)] }, [
    mean,
    { ...mean, id: 'folds_worst', statistic: 'worst', limit: 0.9 },
    { ...mean, id: 'folds_better', of: 'candidate - baseline', limit: 0 },
  ]);
}

/** Everything is evidence; escalations have counts and so an interval. */
export function externalReport(): Report {
  const where = { corpus: 'scorecard', slice: null };
  const wilson = { low: 0.012, high: 0.077, level: 0.95, method: 'wilson', resamples: 0, groups: 130 };
  const rate: CriterionText = {
    id: 'escalations',
    metric: 'error_rate',
    where: { corpus: 'scorecard' },
    of: 'candidate',
    limit: 0.05,
    minimum_n: 100,
  };
  return reportOf(
    {
      backends: [backendOf('candidate', 'agent', 'd')],
      corpora: [],
      evidence: [evidenceOf('scorecard')],
      rows: [
        rowOf(where, 'error_rate', 0.031, 130, { backend: 'agent', interval: wilson, intervalReason: null, median: null, p10: null, p90: null }),
      ],
    },
    [rate],
  );
}

/** Nothing but an interval that reaches over its limit stands against a go. */
export function inconclusiveReport(): Report {
  return reportOf(tableParts(first), [floor, { ...floor, id: 'sure', holds: 'interval' }]);
}
