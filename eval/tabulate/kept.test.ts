import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryObjects } from 'node:v8';
import type { SliceRow } from '../contracts/corpus.ts';
import type { SampleRow } from '../contracts/samples.ts';
import { sha256 } from '../io/digest.ts';
import { assemble } from './assemble.ts';
import type { Evaluation } from './evaluation.ts';
import { corpusOf, identityOf, inputOf, scored, scoresOf, sliceRowOf } from './testing/build.ts';

const idOf = (i: number): string => `s${String(i).padStart(6, '0')}`;

function* slices(count: number): Generator<SliceRow> {
  for (let i = 0; i < count; i++)
    yield sliceRowOf(idOf(i), { slices: { kind: [`kind-${i % 5}`] }, group: sha256(idOf(i)), look: sha256(`${i}`).slice(7).repeat(2) });
}

const mask = (i: number) => ({ box: [i % 50, 2, 30, 30], area: 100 + (i % 700), corners: 0 }) as const;

function* scores(backend: string, count: number): Generator<SampleRow> {
  for (let i = 0; i < count; i++) {
    const geometry = {
      size: [100, 120] as const,
      truth: mask(i),
      prediction: mask(i + 1),
      ...(i % 3 > 0 && { traced: i % 3 === 1 ? null : i % 2 === 0 }),
    };
    yield scored(idOf(i), [i % 7, 7 + (i % 3), 9], { prediction: sha256(`${backend} ${i}`), geometry, confidence: (i % 10) / 10 });
  }
}

/** Of two backends, each row made when it is read. */
function evaluationOf(count: number): Evaluation {
  const kinds = [0, 1, 2, 3, 4].map((k) => `kind-${k}`);
  return assemble({
    ...inputOf({ samples: [], candidate: [] }),
    corpora: new Map([['heldout', { ...corpusOf('heldout', [], { kind: kinds }), samples: count }]]),
    slices: new Map([['heldout', slices(count)]]),
    scores: [
      { ...scoresOf('candidate', 'heldout', identityOf('new'), []), rows: scores('new', count) },
      { ...scoresOf('baseline', 'heldout', identityOf('old'), []), rows: scores('old', count) },
    ],
  });
}

/** What stays in memory after a collection: objects of any class, and bytes. */
function heldBy(count: number): { readonly objects: number; readonly bytes: number; readonly evaluation: Evaluation } {
  const evaluation = evaluationOf(count);
  const objects = queryObjects(Object, { format: 'count' }) as unknown as number;
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { objects, bytes: heapUsed + arrayBuffers, evaluation };
}

test('of a sample no object is kept, and as many bytes as its columns have', () => {
  heldBy(100);
  const [few, many] = [heldBy(1000), heldBy(9000)];
  assert.ok(many.objects - few.objects < 800, `${many.objects - few.objects} objects more for 8,000 samples of two backends`);
  const each = (many.bytes - few.bytes) / 8000;
  assert.ok(each < 1000, `${each} bytes for a sample`);
  assert.equal(many.evaluation.corpora[0]?.kept.length, 9000);
});

test('what is kept of a sample is what was read', () => {
  const { corpora, candidate } = evaluationOf(20);
  const kept = candidate.scores.get('heldout')?.kept;
  const [{ kept: samples } = { kept: undefined }] = corpora;
  const [rows, read] = [[...scores('new', 20)], [...slices(20)]];
  for (const [i, row] of rows.entries()) {
    assert.deepEqual(kept?.geometry(i), row.geometry);
    assert.deepEqual([kept?.confidence(i), kept?.isFailed(i), kept?.isCorrectRejection(i)], [row.confidence, false, false]);
    assert.deepEqual(
      [samples?.id(i), samples?.group(i), samples?.slices(i), samples?.image(i), samples?.look(i)],
      [read[i]?.id, read[i]?.group, read[i]?.slices, read[i]?.image, read[i]?.look],
    );
  }
});
