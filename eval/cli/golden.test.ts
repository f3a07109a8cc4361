/** What each command prints, as committed texts. Update: UPDATE_GOLDEN=1 node --test eval/cli/golden.test.ts */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { goldenRecord } from './record/golden.ts';
import { inFolder, typed } from './testing/folder.ts';
import {
  externalReport,
  first,
  foldsReport,
  grownReport,
  inconclusiveReport,
  reportWith,
  second,
  tableParts,
  voidReport,
} from './testing/reports.ts';

const folder = resolve('eval/cli/testing/golden');
/** Of both candidates' tables alike. */
const pairs = [{ schemaVersion: 1, kind: 'pairs' }, ...(tableParts(first).samples ?? [])].map((row) => `${JSON.stringify(row)}\n`).join('');
const files = {
  'pairs.ndjson': pairs,
  'second/pairs.ndjson': pairs,
  'first.json': reportWith(first),
  'second/report.json': reportWith(second),
  'grown.json': grownReport(),
  'void.json': voidReport(),
  'open.json': inconclusiveReport(),
  'folds.json': foldsReport(),
  'external_metrics.json': externalReport(),
  'golden.json': goldenRecord(reportWith(first), null),
  'lint/criteria.yaml': `schema: 1
id: demo
version: 1
measure:
  pass: {metric: mask_iou, at: 0.7}
  statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 5}
criteria:
  - {id: a, metric: mask_io, where: {corpus: test}, of: candidate, limit: 0.5, minimum_n: 3}
  - {id: a, metric: mask_iou, where: {corpus: test}, of: candidate, limit: 5, minimum_n: 3}
`,
  'lint/odd.yml': `schema: 1
id: odd
version: 1
measure: {statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 5}}
criteria:
  - {id: b, metric: mask_iou, where: {corpus: test}, of: candidate - baseline, limit: -1, minimum_n: 1}
`,
  'lint/taxonomy.yaml': 'version: 1\ndefault: other\nclasses: [{id: other, title: Other}]\n',
};

const cases: Readonly<Record<string, readonly [line: string, exitCode: number]>> = {
  help: ['--help', 0],
  help_explain: ['explain --help', 0],
  help_diff: ['diff -h', 0],
  help_bless: ['bless --help', 0],
  help_lint: ['lint --help', 0],
  help_plan: ['plan --help', 0],
  help_trend: ['trend --help', 0],
  help_verdict: ['verdict --help', 0],
  help_export: ['export --help', 0],
  help_version: ['version --help', 0],
  explain_pass: ['explain floor --report first.json', 0],
  explain_each: ['explain classes --report second', 0],
  explain_one_place: ['explain classes/handle_hole --report second --against golden.json', 0],
  explain_bound_misses: ['explain firm --report first.json', 0],
  explain_more_samples: ['explain rate --report first.json', 0],
  explain_no_interval: ['explain typical --report first.json', 0],
  explain_too_few: ['explain contour --report first.json', 0],
  explain_folds: ['explain folds_mean --report folds.json', 0],
  explain_folds_worst: ['explain folds_worst --report folds.json', 0],
  explain_folds_difference: ['explain folds_better --report folds.json --against folds.json', 0],
  explain_evidence: ['explain escalations --report external_metrics.json', 0],
  explain_sanity_fired: ['explain sanity:prediction_equals_truth --report void.json', 0],
  explain_sanity_not_measured: ['explain training_overlap --report first.json', 0],
  explain_not_comparable: ['explain floor --report grown.json --against first.json', 0],
  explain_data: ['explain classes/handle_hole --report second --against golden.json --json', 0],
  diff_same: ['diff first.json golden.json', 0],
  diff_different: ['diff first.json second', 1],
  diff_incomparable: ['diff second grown.json', 4],
  diff_anyway: ['diff first.json grown.json --anyway', 1],
  diff_anyway_same: ['diff second grown.json --anyway', 0],
  diff_void: ['diff golden.json void.json', 1],
  diff_data: ['diff first.json second --json', 1],
  bless_first: ['bless --report first.json --out new.json', 1],
  bless_change: ['bless --report second --out golden.json', 1],
  bless_other_samples: ['bless --report grown.json --out golden.json', 1],
  bless_kept: ['bless --report first.json --out golden.json', 0],
  bless_data: ['bless --report external_metrics.json --out new.json --json', 1],
  plan: ['plan beats classes/handle_hole --difference 0.02,0.05 --report first.json', 0],
  plan_data: ['plan beats --difference 0.05 --power 0.9 --report first.json --json', 0],
  trend: ['trend first.json second grown.json void.json', 0],
  trend_metric: ['trend grown.json first.json --metric distance', 4],
  trend_data: ['trend first.json second --metric distance --json', 0],
  verdict_go: ['verdict --report first.json', 0],
  verdict_no_go: ['verdict --report second', 1],
  verdict_inconclusive: ['verdict --report open.json', 5],
  verdict_void: ['verdict --report void.json', 6],
  verdict_data: ['verdict --report open.json --json', 5],
  export_card: ['export --format model-card --out card --report second', 0],
  export_data: ['export --format mlflow --out mlruns --report second --json', 0],
  explain_inconclusive: ['explain sure --report open.json', 0],
  lint: ['lint lint', 2],
  lint_warnings: ['lint lint/odd.yml', 0],
  lint_data: ['lint lint/odd.yml --json', 0],
};

inFolder(files, () => {
  for (const [name, [line, exitCode]] of Object.entries(cases)) {
    const printed = typed(line);
    test(`${name}: ${line}`, () => {
      const path = `${folder}/${name}.txt`;
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, printed.stdout);
      assert.equal(printed.stderr, '');
      assert.equal(printed.stdout, readFileSync(path, 'utf8'), 'update with: UPDATE_GOLDEN=1 node --test eval/cli/golden.test.ts');
      assert.equal(printed.exitCode, exitCode);
    });
  }
});
