/** Small metrics tables and policies made by hand: every part has a plain default, a test writes only what it is about. */

import { type Criterion, criterion, type PolicyFile, type SanityRule, sanityFile } from '../../contracts/criteria.ts';
import type {
  AcrossRow,
  ComparisonRow,
  DeltaRow,
  Interval,
  MetricDefinition,
  MetricRow,
  MetricsTable,
  SanityMeasurement,
  Where,
} from '../../contracts/metrics.ts';
import type { PairRow } from '../../contracts/pairs.ts';
import { readText } from '../../io/files.ts';
import { readYaml } from '../../io/yaml.ts';
import { sanityCheckNames } from '../../sanity/table.ts';
import { pairsDigest } from '../../table/pairs.ts';
import { worstRows } from '../../table/worst.ts';

export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

const ratio = { version: 1, summary: '', unit: 'ratio', range: [0, 1], better: 'higher', secondary: false, undefinedWhen: '' } as const;
export const definitions: readonly MetricDefinition[] = [
  { ...ratio, id: 'mask_iou', title: 'Mask IoU', range: [0, 1] },
  { ...ratio, id: 'pass_rate', title: 'Pass rate', range: [0, 1] },
  { ...ratio, id: 'error_rate', title: 'Error rate', range: [0, 1], better: 'lower' },
  { ...ratio, id: 'score', title: 'Score', unit: 'points', range: [0, 100] },
  { ...ratio, id: 'plcc', title: 'PLCC', unit: 'correlation', range: [-1, 1] },
  { ...ratio, id: 'rmse', title: 'RMSE', unit: 'points', range: [0, null], better: 'lower' },
  { ...ratio, id: 'recall', title: 'Recall', range: [0, 1], parts: { sets: ['class'], whole: false } },
  { ...ratio, id: 'distance', title: 'Contour distance', version: 3, unit: 'px', range: [0, null], better: 'lower' },
];

/** Failure classes of the corpus `flagged`, in an order that is not the alphabet's; `heldout` has none. */
export const classes = ['low_contrast', 'handle_hole', 'frame_cut', 'unclassified'] as const;

export const heldout: Where = { corpus: 'heldout', slice: null };
export const flagged: Where = { corpus: 'flagged', slice: null };
export const inClass = (value: string): Where => ({ corpus: 'flagged', slice: { dimension: 'failure_class', value } });

export function intervalOf(low: number, high: number): Interval {
  return { low, high, level: 0.95, method: 'group-bootstrap-percentile', resamples: 2000, groups: 20 };
}

export function rowOf(where: Where, metric: string, value: number | null, n: number, more: Partial<MetricRow> = {}): MetricRow {
  const summary = { value, mean: value, median: value, p10: value, p90: value, interval: null, intervalReason: 'too few groups' };
  return { backend: 'yolo', role: 'candidate', where, metric, n, defined: n, failed: 0, undefined: 0, undefinedReasons: {}, ...summary, ...more };
}

export function deltaOf(where: Where, metric: string, value: number | null, n: number, more: Partial<DeltaRow> = {}): DeltaRow {
  const paired = { candidate: value === null ? null : 0.5 + value, baseline: value === null ? null : 0.5, unpaired: 0, improved: 0, regressed: 0 };
  return { where, metric, value, n, ...paired, interval: null, intervalReason: 'too few groups', ...more };
}

/** A row across a dimension, its statistics from the values; `n` samples each. Null: that value has no number. */
export function acrossOf(
  corpus: string,
  dimension: string,
  metric: string,
  values: readonly (readonly [value: string, observed: number | null])[],
  more: Partial<AcrossRow> = {},
): AcrossRow {
  const better = definitions.find(({ id }) => id === metric)?.better;
  const numbers = values.flatMap(([, observed]) => (observed === null ? [] : [observed])).sort((a, b) => a - b);
  const complete = numbers.length > 0 && numbers.length === values.length;
  const at = (location: number): number => numbers[location] ?? Number.NaN;
  const worst = better === 'higher' ? at(0) : at(numbers.length - 1);
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const statistics = {
    mean,
    sd: numbers.length < 2 ? null : Math.sqrt(numbers.reduce((total, number) => total + (number - mean) ** 2, 0) / (numbers.length - 1)),
    median: (at(Math.floor((numbers.length - 1) / 2)) + at(Math.ceil((numbers.length - 1) / 2))) / 2,
    spread: at(numbers.length - 1) - at(0),
    worst,
    worstValue: values.find(([, observed]) => observed === worst)?.[0] ?? null,
  };
  const none = { mean: null, sd: null, median: null, spread: null, worst: null, worstValue: null };
  return {
    backend: 'yolo',
    role: 'candidate',
    corpus,
    dimension,
    metric,
    values: values.map(([value, observed]) => ({ value, observed, n: 40, reason: observed === null ? 'constant prediction' : null })),
    n: values.length,
    defined: numbers.length,
    ...(complete ? statistics : none),
    interval: null,
    reason: complete ? 'too few values' : 'not every value has a number',
    influence: [],
    ...more,
  };
}

/** The candidate's row minus the baseline's. */
export function comparisonOf(a: AcrossRow, b: AcrossRow, more: Partial<ComparisonRow> = {}): ComparisonRow {
  const { corpus, dimension, metric } = a;
  const tests = {
    sd: null,
    interval: null,
    signFlip: null,
    wilcoxon: null,
    t: null,
    holm: null,
    better: 0,
    worse: 0,
    equal: 0,
    apart: null,
    alpha: 0.05,
    smallestP: 0.125,
  };
  const difference = a.mean === null || b.mean === null ? null : a.mean - b.mean;
  return { a: a.backend, b: b.backend, corpus, dimension, metric, n: a.n, difference, ...tests, reason: 'too few values', ...more };
}

export function sampleOf(id: string, failureClass: string, candidate: number, baseline: number, metric = 'mask_iou'): PairRow {
  return {
    corpus: 'flagged',
    id,
    group: id,
    slices: { failure_class: [failureClass] },
    status: { yolo: 'ok', rembg: 'ok' },
    values: { yolo: { [metric]: candidate }, rembg: { [metric]: baseline } },
  };
}

export function measurementOf(check: string, value: number | null, n: number, more: Partial<SanityMeasurement> = {}): SanityMeasurement {
  return { check, corpus: '', backend: '', metric: '', value, n, detail: '', samples: [], ...more };
}

export function corpusOf(name: string, failureClasses: readonly string[]): MetricsTable['corpora'][number] {
  const values = failureClasses.map((value) => ({ value, title: value.replaceAll('_', ' '), samples: 1 }));
  return {
    schemaVersion: 1,
    kind: 'corpus',
    name,
    datasetVersion: 'v1',
    digest: digest(name === 'flagged' ? 'f' : 'e'),
    importer: 'test',
    statements: [],
    samples: 1,
    exclusions: [],
    remarks: [],
    dimensions: failureClasses.length === 0 ? {} : { failure_class: values },
  };
}

export function evidenceOf(name: string): MetricsTable['evidence'][number] {
  const subject = { candidate: 'yolo', checkpoint: null, baseline: null };
  return { schemaVersion: 1, kind: 'evidence', name, digest: digest('e'), subject, inputs: [], rows: [], remarks: [] };
}

export function backendOf(role: MetricsTable['backends'][number]['role'], name: string, digit: string): MetricsTable['backends'][number] {
  return { role, identity: { name, kind: 'test', digest: digest(digit), checkpoint: digest(digit), config: {} } };
}

/** A table without its samples, in which they have left their worst. */
export type TableParts = Partial<MetricsTable> & { readonly samples?: readonly PairRow[] };

const judgedBackends = [backendOf('candidate', 'yolo', 'a'), backendOf('baseline', 'rembg', 'b')];

export function tableOf({ samples = [], ...rest }: TableParts): MetricsTable {
  return {
    schemaVersion: 1,
    kind: 'metrics',
    evaluation: '//eval:report',
    backends: judgedBackends,
    corpora: [corpusOf('heldout', []), corpusOf('flagged', classes)],
    definitions: [...definitions],
    measure: digest('0'),
    pass: { metric: 'mask_iou', at: 0.7 },
    tools: {},
    rows: [],
    deltas: [],
    across: [],
    comparisons: [],
    evidence: [],
    facts: [],
    distributions: [],
    calibration: [],
    ranking: null,
    worst: worstRows({ backends: rest.backends ?? judgedBackends, definitions: rest.definitions ?? [...definitions] }, samples),
    pairs: pairsDigest(samples),
    ...rest,
  };
}

export type CriterionText = Pick<Criterion, 'id' | 'metric' | 'where' | 'of' | 'limit' | 'minimum_n'> & Partial<Criterion>;

/** Rules that never fire: for tests that are not about sanity. */
export const quiet: Readonly<Record<string, SanityRule>> = Object.fromEntries(
  sanityCheckNames.map((check) => [check, { level: 'info', limit: 0, minimum_n: 0, missing: 'info' }]),
);

/** The sanity policy that ships. */
export function shippedSanity(): Readonly<Record<string, SanityRule>> {
  const location = 'criteria/sanity.yaml';
  return readYaml(readText(location), location, sanityFile, { syntax: 'EV2001', shape: 'EV2002' }).value.sanity;
}

export function policyOf(
  criteria: readonly CriterionText[],
  sanity: Readonly<Record<string, SanityRule>> = quiet,
  more: Partial<PolicyFile> = {},
): PolicyFile {
  return {
    schemaVersion: 1,
    kind: 'policy',
    id: 'pottery',
    version: 1,
    about: '',
    tier: null,
    notices: [],
    missing_policy: 'as_declared',
    digest: digest('1'),
    measure: digest('0'),
    criteria: criteria.map((text) => criterion.parse(text)),
    sanity,
    ...more,
  };
}
