/** The stages in one process are the stages: from what people write to a verdict, with their errors. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { type BackendInput, type PipelineInput, run } from './run.ts';

const names = Array.from({ length: 12 }, (_, i) => `clip_${i}`);
const table = `source,clip,frame,motion,target\n${names.flatMap((name, i) => [0, 1, 2].map((frame) => `${name},${name},${frame},${i + frame},${10 * frame + i}`)).join('\n')}\n`;

/** Off by a little more from clip to clip. */
function seriesOf(name: string, error: number): BackendInput {
  const values = (i: number) => [0, 1, 2].map((frame) => 10 * frame + i + error * (1 + i / 20) * (frame - 1));
  const predictions = names.map((id, i) => `${JSON.stringify({ id, values: values(i) })}\n`).join('');
  return { name, kind: 'predictions', predictions };
}

const honest: PipelineInput = {
  corpora: { clips: { importer: 'feature_table', options: { format: 'csv', features: ['motion'] }, sources: { table } } },
  backends: { candidate: seriesOf('new', 1), baseline: seriesOf('old', 3) },
  criteria: `schema: 1
id: clips
version: 1
measure:
  compare: [rmse]
  statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 5}
criteria:
  - {id: error, metric: rmse, where: {corpus: clips}, of: candidate - baseline, limit: 0, minimum_n: 10}
`,
  sanity: readFileSync('criteria/sanity.yaml', 'utf8'),
};

const codesOf = (error: unknown): string => (error instanceof InputError ? error.problems.map(({ code }) => code).join() : String(error));

test('what crosses an action boundary is there, and the same again', async () => {
  const made = await run(honest);
  assert.deepEqual([made.decision.verdict, made.decision.digests.measure], ['go', made.measure.digest]);
  assert.deepEqual([...made.scores.keys()], ['candidate:clips', 'baseline:clips']);
  assert.equal(made.corpora.get('clips')?.corpus.samples, names.length);
  assert.deepEqual(await run(honest), made);
});

test('the other way round is a no-go', async () => {
  const { candidate, baseline } = honest.backends as { candidate: BackendInput; baseline: BackendInput };
  const { decision } = await run({ ...honest, backends: { candidate: baseline, baseline: candidate } });
  assert.deepEqual([decision.verdict, decision.failed], ['no-go', ['error']]);
});

test('a corpus that is left out is told, is not read, and lets nothing pass', async () => {
  const other = { importer: 'feature_table', sources: {} } as const;
  const criteria = `${honest.criteria}  - {id: more, metric: rmse, where: {corpus: other, slice: {kind: a}}, of: candidate, limit: 9, minimum_n: 1, missing: warn}\n`;
  const { decision, metrics, scores } = await run({ ...honest, criteria, corpora: { ...honest.corpora, other }, measured: ['clips'] });
  assert.deepEqual([decision.verdict, decision.deciding, metrics.leftOut], ['no-go', 'left_out', ['other']]);
  assert.deepEqual(
    decision.criteria.map(({ status }) => status),
    ['pass', 'insufficient'],
  );
  assert.deepEqual([...scores.keys()], ['candidate:clips', 'baseline:clips']);
});

test('a mistake in the criteria is told before anything is computed', async () => {
  const corpora = { clips: { importer: 'feature_table', sources: {} } } as const;
  await assert.rejects(run({ ...honest, corpora, criteria: honest.criteria.replace('rmse, where', 'rsme, where') }), (error) =>
    codesOf(error).startsWith('EV2'),
  );
  await assert.rejects(run({ ...honest, corpora }), (error) => !codesOf(error).startsWith('EV2') && codesOf(error).startsWith('EV'));
});
