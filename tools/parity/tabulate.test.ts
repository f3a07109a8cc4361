/** tabulate against an independent evaluation in Python: pottery/expected.json, whose aggregates NumPy made and rounded to 6 digits. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { MetricsTable, Where } from '../../eval/contracts/metrics.ts';
import type { SampleRow } from '../../eval/contracts/samples.ts';
import type { TabulateInput } from '../../eval/tabulate/evaluation.ts';
import { run } from '../../eval/tabulate/run.ts';
import { corpusOf, identityOf, measureOf, scored, scoresOf, sliceRowOf } from '../../eval/tabulate/testing/build.ts';

interface Image {
  readonly backend: string;
  readonly corpus: string;
  readonly image: string;
  readonly classes: readonly string[];
  readonly iou: number;
  readonly precision: number;
  readonly recall: number;
  readonly bbox_iou: number;
  readonly tp: number;
  readonly pred: number;
  readonly gt: number;
}

type Statistic = 'n' | 'mean_iou' | 'median_iou' | 'p10_iou' | 'p90_iou' | 'pass_rate' | 'mean_precision' | 'mean_recall' | 'mean_bbox_iou';
type Summary = Readonly<{ backend: string; corpus: string; class: string } & Record<Statistic, number>>;

interface Expected {
  readonly pass_iou: number;
  readonly baseline: string;
  readonly summary: readonly Summary[];
  readonly verdicts: Readonly<Record<string, { readonly checks: readonly { criterion: string; class: string; n: number; value: number }[] }>>;
  readonly per_image: readonly Image[];
}

const shared = process.env['SHARED'] ?? '../shared';
const expected = JSON.parse(readFileSync(`${shared}/pottery/expected.json`, 'utf8')) as Expected;
const classes = [...new Set(expected.summary.map((row) => row.class))].filter((name) => name !== 'all');
/** Values are rounded to 6 digits there. */
const tolerance = 1e-6;

const tables = new Map(Object.keys(expected.verdicts).map((candidate) => [candidate, run(inputFor(candidate))]));

function inputFor(candidate: string): TabulateInput {
  const roles = { candidate, baseline: expected.baseline };
  const names = ['heldout', 'flagged'];
  const imagesOf = (backend: string, corpus: string): Image[] =>
    expected.per_image.filter((image) => image.backend === backend && image.corpus === corpus);
  const slices = new Map(
    names.map((corpus) => [
      corpus,
      imagesOf(candidate, corpus).map((image) => sliceRowOf(image.image, { slices: { failure_class: [...image.classes] } })),
    ]),
  );
  return {
    evaluation: candidate,
    measure: measureOf({ pass: { metric: 'mask_iou', at: expected.pass_iou } }),
    corpora: new Map(names.map((corpus) => [corpus, corpusOf(corpus, slices.get(corpus)!, { failure_class: classes })])),
    slices,
    scores: names.flatMap((corpus) =>
      Object.entries(roles).map(([role, backend]) => scoresOf(role, corpus, identityOf(backend), imagesOf(backend, corpus).map(sampleOf))),
    ),
    external: new Map(),
    training: null,
    tools: {},
  };
}

/** Everything follows from the exact pixel counts, but for the boxes, which are not in the file. */
function sampleOf({ image, tp, pred, gt, bbox_iou, iou, recall, precision }: Image): SampleRow {
  const row = scored(image, [tp, pred, gt]);
  near(row.values['mask_iou'] as number, iou, `${image} iou`);
  near(row.values['mask_recall'] as number, recall, `${image} recall`);
  if (pred > 0) near(row.values['mask_precision'] as number, precision, `${image} precision`);
  return { ...row, values: { ...row.values, box_iou: bbox_iou } };
}

function near(got: number | null | undefined, wanted: number, what: string): void {
  assert.ok(typeof got === 'number' && Math.abs(got - wanted) <= tolerance, `${what}: got ${got}, expected ${wanted}`);
}

function find<Row extends { where: Where; metric: string }>(rows: readonly Row[], corpus: string, name: string, metric: string): Row {
  const found = rows.find((row) => row.metric === metric && row.where.corpus === corpus && (row.where.slice?.value ?? 'all') === name);
  assert.ok(found, `no row ${corpus} ${name} ${metric}`);
  return found;
}

const statistics: readonly (readonly [Statistic, string, 'value' | 'median' | 'p10' | 'p90' | 'n'])[] = [
  ['n', 'mask_iou', 'n'],
  ['mean_iou', 'mask_iou', 'value'],
  ['median_iou', 'mask_iou', 'median'],
  ['p10_iou', 'mask_iou', 'p10'],
  ['p90_iou', 'mask_iou', 'p90'],
  ['pass_rate', 'pass_rate', 'value'],
  ['mean_precision', 'mask_precision', 'value'],
  ['mean_recall', 'mask_recall', 'value'],
  ['mean_bbox_iou', 'box_iou', 'value'],
];

for (const [candidate, table] of tables) {
  for (const backend of [candidate, expected.baseline]) {
    test(`${candidate}: the summary of ${backend}`, () => {
      const rows = table.rows.filter((row) => row.backend === backend);
      const summary = expected.summary.filter((row) => row.backend === backend);
      assert.equal(summary.length, 10);
      for (const wanted of summary) {
        for (const [statistic, metric, column] of statistics) {
          const row = find(rows, wanted.corpus, wanted.class, metric);
          // There an empty prediction has precision 0; here it has none.
          if (statistic === 'mean_precision' && row.undefined > 0) continue;
          near(row[column], wanted[statistic], `${wanted.corpus} ${wanted.class} ${statistic}`);
        }
      }
    });
  }

  test(`${candidate}: the numbers behind every check of the verdict`, () => {
    const { checks } = expected.verdicts[candidate]!;
    assert.ok(checks.length >= 11);
    for (const { criterion, class: name, n, value } of checks) {
      const [got, pairs] = judged(table, candidate, criterion, name);
      near(got, value, `${criterion} ${name}`);
      assert.equal(pairs, n, `${criterion} ${name}: n`);
    }
  });
}

function judged(table: MetricsTable, candidate: string, criterion: string, name: string): [number | null, number] {
  const own = table.rows.filter(({ backend }) => backend === candidate);
  const rows: Record<string, () => { value: number | null; n: number } | undefined> = {
    flagged_pass_rate: () => find(own, 'flagged', name, 'pass_rate'),
    flagged_beats_baseline: () => find(table.deltas, 'flagged', name, 'mask_iou'),
    heldout_mean_iou: () => find(own, 'heldout', name, 'mask_iou'),
    heldout_no_regression: () => find(table.deltas, 'heldout', name, 'pass_rate'),
    class_no_regression: () => find(table.deltas, 'flagged', name, 'mask_iou'),
  };
  const row = rows[criterion]?.();
  assert.ok(row, `unknown criterion ${criterion}`);
  return [row.value, row.n];
}
