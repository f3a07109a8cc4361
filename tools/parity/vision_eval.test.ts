/** The service against the recorded behaviour of the vision evaluation: what is equal, and by name what is not and why. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Box } from '../../eval/annotations/instances/schema.ts';
import { matchOnce } from '../../eval/annotations/instances/single_match.ts';
import { objectSizes, recallBySize } from '../../eval/annotations/instances/size_recall.ts';
import { observed, ones } from '../../eval/annotations/instances/testing/pictures.ts';
import { declaredEvaluation } from '../../eval/contracts/service.ts';
import { rowOf } from '../../eval/decide/testing/table.ts';
import { InputError } from '../../eval/errors/errors.ts';
import { reweighted, scoreOf } from '../../eval/leaderboard/scoring.ts';
import { reportWith } from '../../eval/leaderboard/testing/reports.ts';
import { HttpProblem } from '../../eval/serve/http/problem.ts';
import { resolveModel } from '../../eval/serve/models.ts';
import { compareResult } from '../../eval/serve/results.ts';
import { TestService } from '../../eval/serve/testing/service.ts';

const folder = join(process.env['SHARED'] ?? '../shared', 'vectors/vision-eval');

// biome-ignore lint/suspicious/noExplicitAny: the assertions check what these files hold.
function cases(name: string): any[] {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')).cases;
}

// ---- the composite score -----------------------------------------------------------------------------------------

const where = { corpus: 'val', slice: null };
const term = (name: string, metric: string, weight: number) => ({ name, metric, where, weight });
const scoring = {
  terms: [
    term('mAP50_95', 'mAP50_95', 0.35),
    term('mAP50', 'mAP50', 0.2),
    term('small_object_recall', 'small_object_recall', 0.2),
    term('f1', 'f1', 0.15),
    { ...term('speed', 'inference_ms', 0.1), scale: { zero: 500, one: 50 } },
  ],
};
/** Weights that were taken there and say nothing good: here they are refused. */
const refusedWeights = ['all-zero-weights', 'misspelt-key', 'negative-weight'];

test('composite scores: the mean by weight, so that shares that do not sum to 1 are no higher score', () => {
  for (const { name, input, expected } of cases('composite-score')) {
    const numbers = Object.entries(input.metrics as Record<string, number>).map(([metric, value]) => ({
      metric,
      where,
      value,
      n: 1,
      low: null,
      high: null,
    }));
    const weights: Record<string, number> = input.weights ?? {};
    if (refusedWeights.includes(name) && name !== 'negative-weight') {
      assert.throws(() => reweighted(scoring, weights), InputError, name);
      continue;
    }
    // A negative weight does not pass the door: the request is refused by its schema.
    if (name === 'negative-weight') continue;
    const weighted = reweighted(scoring, weights);
    const { score } = scoreOf(numbers, weighted);
    // A latency that was not measured earned the full share of speed there.
    if (name === 'no-latency') assert.equal(score, null, name);
    else {
      const sum = weighted.terms.reduce((total, { weight }) => total + weight, 0);
      assert.ok(Math.abs((score ?? Number.NaN) * sum - expected.score) <= 1e-9, `${name}: ${score} of ${sum}, ${expected.score}`);
    }
  }
});

// ---- two models side by side -------------------------------------------------------------------------------------

const ties = { winner: null, ...Object.fromEntries(comparedFields().map((field) => [field, 'tie'])) };
/** The winner and better sides that differ: a tie was b's there, and a latency of 0 beat every other. */
const otherSides: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'full-tie': ties,
  'score-tie-metrics-differ': { winner: null, score: 'tie' },
  'latency-missing-on-a': { ...ties, inference_ms: null },
  'difference-below-noise': ties,
};

function comparedFields(): string[] {
  return ['mAP50', 'mAP50_95', 'precision', 'recall', 'f1', 'inference_ms', 'small_object_recall', 'score'];
}

test('two models side by side: each number, the better one and the winner', () => {
  for (const { name, input, expected } of cases('compare')) {
    const fields = comparedFields();
    const rowsOf = (side: 'a' | 'b') =>
      fields.map((metric) => {
        const value: number = input[side][metric];
        return rowOf(where, metric, metric === 'inference_ms' && value === 0 ? null : value, 3, {
          backend: side,
          role: side === 'a' ? 'candidate' : 'baseline',
        });
      });
    const report = reportWith({ values: Object.fromEntries(fields.map((metric) => [metric, 0])) });
    const definitions = report.metrics.definitions.map((metric) => (metric.id === 'inference_ms' ? { ...metric, better: 'lower' as const } : metric));
    const declared = declaredEvaluation.parse({
      backend: { rule: 'yolo_backend' },
      criteria: '//:criteria',
      fields: Object.fromEntries(fields.map((metric) => [metric, { metric, corpus: 'val' }])),
      score: { score: 1 },
    });
    const names = [input.a.model_name, input.b.model_name] as const;
    const metrics = { ...report.metrics, definitions, rows: [...rowsOf('a'), ...rowsOf('b')] };
    const found = compareResult({ ...report, metrics }, names, declared, '');
    const differs = otherSides[name] ?? {};
    assert.equal(found.winner, 'winner' in differs ? differs['winner'] : expected.winner, name);
    for (const field of fields) {
      const wanted = expected.metrics[field];
      const got = found.metrics[field];
      const better = field in differs ? differs[field] : wanted.better;
      assert.equal(got?.better, better, `${name} ${field}`);
      if (better !== null) assert.ok(Math.abs((got?.diff ?? Number.NaN) - wanted.diff) <= 1e-9, `${name} ${field}`);
    }
  }
});

// ---- names of models ---------------------------------------------------------------------------------------------

/** What becomes of a case here: the file, or a status, where that differs. */
const otherModels: Readonly<Record<string, string | number>> = {
  // What is in service is a pointer of the promotion store, not a file that training overwrites.
  'current-preferred': '{models}/det/v9.pt',
  'v10-against-v9': '{models}/det/v10.pt',
  'unrelated-v-file': '{models}/det/v3.pt',
  'only-onnx': '{models}/det/v1.onnx',
  'absolute-other-suffix': '{models}/x/best.onnx',
  // Checkpoints lie below the folder of models and nowhere else.
  'absolute-in-cwd': 403,
  // A harmless name; it has no version.
  'dot-dot-inside-name': 404,
  'name-with-pt-suffix': 404,
};

test('names and paths of models', () => {
  for (const { name, input, expected } of cases('model-resolution')) {
    const root = mkdtempSync(join(tmpdir(), 'models-'));
    const places: Record<string, string> = { models: join(root, 'models'), outside: join(root, 'outside'), cwd: join(root, 'cwd') };
    const real = (text: string): string => text.replace(/\{(\w+)\}/g, (_, key: string) => places[key] ?? '');
    for (const place of Object.values(places)) mkdirSync(place);
    for (const file of input.files as string[]) {
      const path = file.startsWith('{') ? real(file) : join(places['models'] ?? '', file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'x');
    }
    let got: string | number;
    try {
      const found = resolveModel(real(input.model), 'model', { models: places['models'] ?? '', store: join(root, 'store') });
      got = found.file.replace(root, '').replace(/^\/(\w+)/, '{$1}');
    } catch (error) {
      assert.ok(error instanceof HttpProblem, String(error));
      got = error.status;
    }
    assert.equal(got, otherModels[name] ?? expected.resolved ?? expected.http_status, name);
    rmSync(root, { recursive: true });
  }
});

// ---- requests ----------------------------------------------------------------------------------------------------

/** Statuses that differ, request by request, and why. */
const otherStatuses: Readonly<Record<string, readonly number[]>> = {
  // A number in a text is a number in a form; in JSON it is a text.
  'wrong-types': [422, 422, 422, 200],
  // What cannot be read is told apart from what is wrong in it; forms are taken.
  'not-json': [400, 200],
  // An unknown weight, a negative one and an unknown field are mistakes, and a dataset that does not exist is told at once.
  'weights-unchecked': [422, 422],
  'extra-field': [422],
  'data-set-not-checked': [404],
  // One checkpoint is not compared with itself.
  'compare-validation': [404, 400, 422, 422],
  // A limit is 1 to 1000.
  'leaderboard-query': [200, 422, 422, 422, 200],
};

const detection = declaredEvaluation.parse({
  backend: { rule: 'yolo_backend' },
  criteria: '//:criteria',
  datasets: { 'data.yaml': { val: '//:pots' }, d: { val: '//:pots' } },
  fields: { mAP50: { metric: 'iou', corpus: 'val' }, inference_ms: { metric: 'ms', corpus: 'val' } },
  score: { mAP50: 0.9, speed: { field: 'inference_ms', weight: 0.1, zero: 500, one: 50 } },
});

// biome-ignore lint/suspicious/noExplicitAny: a request is whatever the file holds
async function statusOf(it: TestService, { method, path, query, json, form, body }: any): Promise<number> {
  if (method === 'GET') return (await it.get(query === undefined ? path : `${path}?${new URLSearchParams(query)}`)).status;
  if (form !== undefined) {
    return (await it.post(path, new URLSearchParams(form).toString(), { 'content-type': 'application/x-www-form-urlencoded' })).status;
  }
  return (await it.post(path, body ?? json, { 'content-type': 'application/json' })).status;
}

test('statuses of requests', async () => {
  for (const { name, input, expected } of cases('rest-validation')) {
    const it = new TestService({ evaluations: { detection } });
    if (Object.keys(input.models ?? {}).includes('det')) it.write('models/det/v1.onnx', { iou: 0.5 });
    for (const [i, request] of input.requests.entries()) {
      const status = await statusOf(it, request);
      assert.equal(status, otherStatuses[name]?.[i] ?? expected[i].status, `${name} ${i}`);
    }
    await it.remove();
  }
});

// ---- recall by size ----------------------------------------------------------------------------------------------

interface Detection {
  readonly cls: number;
  readonly conf: number;
  readonly xyxy: readonly [number, number, number, number];
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[] | null;
  readonly predictions: readonly Detection[];
}

function boxOf(line: string, { width, height }: Picture): { part: string; box: Box } {
  const [part = '', ...numbers] = line.trim().split(/\s+/);
  const [x = 0, y = 0, w = 0, h = 0] = numbers.map(Number);
  return { part, box: [(x - w / 2) * width, (y - h / 2) * height, w * width, h * height] };
}

test('recall by size is matched one to one, as pycocotools does it', () => {
  for (const { name, input, expected } of cases('size-recall')) {
    const pictures = (input.images as Picture[]).map((picture) => ({
      objects: (picture.labels ?? []).filter((line) => line.trim().split(/\s+/).length === 5).map((line) => boxOf(line, picture)),
      found: picture.predictions.map(
        ({ cls, conf, xyxy: [x, y, right, bottom] }) => [String(cls), conf, [x, y, right - x, bottom - y] as Box] as const,
      ),
    }));
    const { scene, overlaps } = observed(pictures);
    const shares = recallBySize(matchOnce({ scene, overlaps }, 0.5, 100), scene, 0.25, ones(scene.images));
    for (const [i, size] of objectSizes.entries()) {
      const { found, total } = expected.true_matching[size.name];
      assert.deepEqual(shares[i], { found, total }, `${name} ${size.name}`);
    }
  }
});
