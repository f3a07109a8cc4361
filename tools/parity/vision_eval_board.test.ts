/** Comparisons, boards, jobs and promotions against the recorded behaviour of the vision evaluation: what is equal, and by name what is not and why. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { test } from 'node:test';
import { declaredEvaluation } from '../../eval/contracts/service.ts';
import { backendOf, rowOf } from '../../eval/decide/testing/table.ts';
import { digestOf } from '../../eval/io/digest.ts';
import { boardOf, historyOf } from '../../eval/leaderboard/history.ts';
import { ReportIndex } from '../../eval/leaderboard/store/index.ts';
import { reportWith } from '../../eval/leaderboard/testing/reports.ts';
import { compareResult } from '../../eval/serve/results.ts';
import { TestService } from '../../eval/serve/testing/service.ts';

const folder = join(process.env['SHARED'] ?? '../shared', 'vectors/vision-eval');
const trainer = join(import.meta.dirname, `../../eval/serve/testing/trainer${import.meta.filename.endsWith('.js') ? '.js' : '.ts'}`);

// biome-ignore lint/suspicious/noExplicitAny: the assertions check what these files hold.
type Recorded = any;

function cases(name: string): Recorded[] {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')).cases;
}

// ---- two models side by side -------------------------------------------------------------------------------------

const names = ['mAP50', 'mAP50_95', 'precision', 'recall', 'f1', 'inference_ms', 'small_object_recall'];
const place = (metric: string) => ({ metric, corpus: 'val' });
const declared = declaredEvaluation.parse({
  backend: { rule: 'x' },
  criteria: '//x',
  fields: Object.fromEntries([...names, 'total'].map((name) => [name, place(name)])),
  score: { total: 1 },
});
const rounding = 1e-9;
const val = { corpus: 'val', slice: null };
/** A latency of 0 stands there for one that was not measured; null says so. */
const measured = ({ score, ...values }: Recorded): Record<string, number | null> => ({
  ...values,
  total: score,
  inference_ms: values.inference_ms || null,
});

test('comparisons: a tie is a tie, and what was not measured is not the better one', () => {
  for (const { name, input, expected } of cases('compare')) {
    const [a, b] = [measured(input.a), measured(input.b)];
    const metrics = [...names, 'total'];
    const { metrics: table, ...rest } = reportWith({ values: Object.fromEntries(metrics.map((metric) => [metric, a[metric] ?? null])) });
    const others = metrics.map((metric) => rowOf(val, metric, b[metric] ?? null, 3, { backend: 'b', role: 'baseline' }));
    const definitions = table.definitions.map((one) => ({ ...one, better: one.id === 'inference_ms' ? ('lower' as const) : one.better }));
    const backends = [...table.backends, backendOf('baseline', 'b', '1')];
    const report = { ...rest, metrics: { ...table, backends, definitions, rows: [...table.rows, ...others] } };
    const found = compareResult(report, [input.a.model_name, input.b.model_name], declared, '//jobs/1:report');
    for (const metric of [...names, 'score']) {
      const { a: mine, b: other, diff, better } = expected.metrics[metric];
      const got = found.metrics[metric];
      const missing = metric === 'inference_ms' && (mine === 0 || other === 0);
      // Ties went to b there, and a difference of rounding decided.
      assert.equal(got?.better, missing ? null : Math.abs(diff) <= rounding ? 'tie' : better, `${name} ${metric}`);
      if (!missing) assert.deepEqual([got?.a, got?.b], [mine, other], `${name} ${metric}`);
      assert.ok(missing ? got?.diff === null : Math.abs((got?.diff ?? Number.NaN) - diff) <= rounding, `${name} ${metric}`);
    }
    assert.equal(found.winner, expected.score_diff <= rounding ? null : expected.winner, name);
    assert.ok(Math.abs((found.score_diff ?? Number.NaN) - expected.score_diff) <= rounding, name);
  }
});

// ---- boards ------------------------------------------------------------------------------------------------------

/** Ids of rows in the order of ranks, query by query, where they differ. */
const otherBoards: Readonly<Record<string, readonly (readonly number[] | null)[]>> = {
  // The same data under two spellings are one suite.
  'data-set-filter': [[2, 1], [2, 1], [], null],
  // A board is of one suite, that of the newest run where none is asked for.
  'without-filter-mixes-data-sets': [[2], [2]],
  'empty-filter-is-no-filter': [[2]],
  // Models are ranked, by the best run of each.
  'every-run-is-a-row': [
    [2, 3],
    [2, 1],
  ],
};
const scoring = { terms: [{ name: 'score', metric: 'score', where: val, weight: 1 }] };

test('boards: models of one suite, ties share a rank', () => {
  for (const { name, input, expected } of cases('leaderboard')) {
    const index = new ReportIndex(':memory:');
    for (const [i, { model_name: model, dataset, timestamp, ...values }] of input.rows.entries()) {
      const numbers = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'number')) as Record<string, number>;
      const report = reportWith({ candidate: `row ${i + 1}`, corpus: normalize(dataset), values: numbers });
      const finished = timestamp.includes('T') ? `${timestamp}Z` : `${timestamp}T00:00:00Z`;
      index.add({ id: String(i + 1), report, record: { schemaVersion: 1, kind: 'run', model, dataset, finished, report: digestOf(report) } });
    }
    for (const [i, query] of input.queries.entries()) {
      // A limit below 1 is refused with 422: requests of the recorded service hold that.
      if (query.limit < 1) continue;
      const newest = index.runs(query.dataset ? { dataset: query.dataset } : {})[0];
      const { entries } = boardOf(index, newest?.suite ?? '', scoring);
      const wanted = otherBoards[name]?.[i];
      switch (query.op) {
        case 'leaderboard':
          assert.deepEqual(
            entries.slice(0, query.limit).map(({ id }) => Number(id)),
            wanted ?? expected[i],
            `${name} ${i}`,
          );
          break;
        case 'best':
          assert.equal(
            entries[0] === undefined ? null : Number(entries[0].id),
            wanted === undefined ? (expected[i]?.id ?? null) : (wanted?.[0] ?? null),
            name,
          );
          break;
        case 'history':
          assert.deepEqual(
            historyOf(index, query.model, () => scoring).map(({ id }) => Number(id)),
            expected[i],
            name,
          );
          break;
        case 'row':
          // What was not measured is not there; it was 0.
          for (const { metric, value } of index.numbers(String(query.id))) assert.equal(value, expected[i][metric], `${name} ${metric}`);
      }
      if (name.startsWith('ties')) assert.equal(new Set(entries.filter(({ score }) => score === 0.5).map(({ rank }) => rank)).size, 1, name);
    }
    index.close();
  }
});

// ---- jobs --------------------------------------------------------------------------------------------------------

/** The stand-in for Bazel measures one number. */
const detection = declaredEvaluation.parse({
  backend: { rule: 'yolo_backend' },
  criteria: '//:criteria',
  datasets: { pots: { val: '//:pots' } },
  fields: { mAP50: { metric: 'iou', corpus: 'val' } },
  score: { mAP50: 1 },
});

test('jobs: from queued to their end, with the reason of a failure', async () => {
  for (const { name, input, expected } of cases('job-lifecycle')) {
    const it = new TestService({ evaluations: { detection } });
    for (const [model, { metrics, crash }] of Object.entries<Recorded>(input.models)) {
      it.write(`models/${model}/v1.onnx`, { iou: metrics.map50, ...(crash !== undefined && { error: 'EV3001' }) });
    }
    const started = await it.post(input.path, { ...input.body, dataset: input.body.dataset.replace('{dataset}', 'pots') });
    if (name === 'data-set-missing') {
      // It was taken in, and failed later for an unknown reason.
      assert.deepEqual([started.status, started.body.problems?.[0]?.loc], [404, ['body', 'dataset']]);
    } else {
      const { status, job_status, completed_at_set } = expected.start;
      assert.deepEqual([started.status, started.body.status, started.body.completed_at !== null], [status, job_status, completed_at_set], name);
      const job = await it.ended(started);
      const { final, completed_at_set: ended, error_set } = expected;
      assert.deepEqual(
        [job.status, job.completed_at !== null, job.error !== null, job.result === null],
        [final, ended, error_set, expected.result === null],
        name,
      );
      if (error_set) assert.equal(job.error.code, 'EV3001', 'the error of what failed, and not that something did');
      else if (name === 'eval-completes') assert.deepEqual([job.result.model_name, job.result.mAP50], ['det', expected.result.mAP50]);
      else assert.deepEqual([job.result.model_a, job.result.metrics.mAP50.a], ['det', expected.result.metrics.mAP50.a]);
    }
    const { status, body } = await it.get('/v1/vision/eval/leaderboard');
    assert.equal(status, expected.leaderboard_status, name);
    // A comparison is a run of its first model; it was one of each.
    const models = expected.leaderboard.map(([, model]: [number, string]) => model).filter((model: string) => model === 'det');
    assert.deepEqual(
      body.map((entry: Recorded) => entry.model_name),
      models,
      name,
    );
    await it.remove();
  }
});

// ---- promotion after training ------------------------------------------------------------------------------------

test('promotion: new weights lie in their own version, and each name has a line of its own', async () => {
  for (const { name, input, expected } of cases('auto-promote')) {
    const datasets = { d: { val: '//:pots' }, d2: { val: '//:others' } };
    const training = { command: [process.execPath, trainer], timeout_seconds: 60 };
    const it = new TestService({
      evaluations: { detection: { ...detection, datasets } },
      training,
      promotion: { automatic: true, registered_criteria: false },
    });
    const versions = new Map<string, number>();
    for (const [i, { model, metrics, dataset = 'd' }] of input.steps.entries()) {
      // The trainer of the tests makes a go of what is above a half, as criteria with a floor would.
      const config = { learning_rate: metrics.m50 + 0.1, epochs: 1 };
      const asked = await it.post('/v1/vision/train', { model, dataset, config, auto_eval: true, auto_promote: true });
      const job = await it.ended(asked);
      assert.equal(job.status, 'completed', JSON.stringify(job.error));
      versions.set(model, (versions.get(model) ?? 0) + 1);
      assert.equal(job.result.version, `v${versions.get(model)}`, name);
      // Whether another name has a better score does not matter; a no-go is refused, and that is recorded too.
      const isGo = config.learning_rate > 0.5;
      assert.deepEqual([job.result.promotion.outcome, job.result.promotion.channel], [isGo ? 'promoted' : 'refused', model], `${name} ${i}`);
      if (dataset === 'd') assert.equal(isGo, expected.rule[i].promotion_tried, `${name} ${i}`);
      assert.equal(it.builds.at(-1)?.startsWith(`run ${job.job_id} `), true, 'the promotion is of this evaluation, and of no other');
    }
    await it.remove();
  }
});
