import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import { encodeMask, toText } from '../masks/runs.ts';
import { predictions } from './predictions.ts';
import { importedOutcomes } from './testing/predict.ts';

const text = toText(encodeMask(Uint8Array.of(0, 1, 1, 0, 1, 0), 2, 3));
const pictures: readonly InputRow[] = ['a', 'b', 'c'].map((id) => ({
  kind: 'image',
  id,
  image: `${id}.png`,
  sha256: sha256(id),
  width: 3,
  height: 2,
}));
const absent: readonly InputRow[] = ['a', 'b', 'c'].map((id) => ({ kind: 'absent', id }));
const row = (value: object): string => `${JSON.stringify(value)}\n`;

async function outcomes(texts: readonly string[], samples: readonly InputRow[] = pictures) {
  const files = texts.map((content, i) => ({ location: `folder/p${i}.ndjson`, text: content }));
  return importedOutcomes(predictions, {}, files, samples);
}

async function problems(texts: readonly string[], samples?: readonly InputRow[]): Promise<string[]> {
  try {
    await outcomes(texts, samples);
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    return error.problems.map(({ code, location }) => `${code} ${location}`);
  }
}

const masked = { prediction: { kind: 'mask', mask: text } };

test('rows of masks and failures; a sample without a row has failed', async () => {
  const found = await outcomes([row({ id: 'a', mask: text }) + row({ id: 'c', corpus: 'test', failed: 'timeout' }), '\n']);
  assert.deepEqual(found, [masked, { failed: 'no prediction in p0.ndjson, p1.ndjson' }, { failed: 'timeout' }]);
});

const kinds: [name: string, given: object, outcome: object][] = [
  ['a mask', { mask: text }, masked],
  ['a mask, and how sure it is', { mask: text, confidence: 0.25 }, { ...masked, confidence: 0.25 }],
  [
    'regions on any grid',
    { regions: { wheel: text, door: { size: [1, 1], counts: '1' } } },
    { prediction: { kind: 'regions', regions: { wheel: text, door: { size: [1, 1], counts: '1' } } } },
  ],
  ['one number a frame', { values: [1, -2.5], confidence: 1 }, { prediction: { kind: 'series', values: [1, -2.5] }, confidence: 1 }],
  ['a record', { type: 'caption', value: { words: ['a'] } }, { prediction: { kind: 'json', type: 'caption', value: { words: ['a'] } } }],
];
for (const [name, given, outcome] of kinds) {
  test(`reads ${name}, whatever the corpus has as input`, async () => {
    for (const samples of [pictures, absent]) assert.deepEqual((await outcomes([row({ id: 'a', ...given })], samples))[0], outcome);
  });
}

test('rows of another corpus are passed over, also where their ids are unknown or the same', async () => {
  const found = await outcomes([
    row({ id: 'a', mask: text }),
    row({ id: 'a', corpus: 'other', failed: 'x' }) + row({ id: 'z', corpus: 'other', failed: 'x' }),
  ]);
  assert.deepEqual(found[0], masked);
});

test('runs are kept in one canonical form, of regions too', async () => {
  const of = async (counts: string) => {
    const mask = { size: [2, 3], counts };
    return [(await outcomes([row({ id: 'a', mask })]))[0], (await outcomes([row({ id: 'a', regions: { wheel: mask } })]))[0]];
  };
  assert.deepEqual(await of('060'), await of('06'));
});

test('every wrong row is told with its line', async () => {
  const first = [
    row({ id: 'a', mask: text }),
    '{"id": "b", \n',
    row({ id: 'b', mask: text, failed: 'both' }),
    row({ id: 'b', size: [2, 3] }),
    row({ id: 'a', failed: 'twice' }),
    '\n',
    row({ id: 'bb', failed: 'unknown' }),
    row({ id: 'b', mask: { size: [3, 2], counts: text.counts } }),
    row({ id: 'c', mask: { size: [2, 3], counts: '~~' } }),
  ].join('');
  assert.deepEqual(
    [...new Set(await problems([first, row({ id: 'a', mask: text }) + row(['a'])]))],
    [
      'EV4001 folder/p0.ndjson:2',
      'EV4001 folder/p0.ndjson:3',
      'EV4001 folder/p0.ndjson:4',
      'EV4001 folder/p1.ndjson:2',
      'EV4002 folder/p0.ndjson:5',
      'EV4004 folder/p0.ndjson:7',
      'EV4003 folder/p0.ndjson:8',
      'EV1202 folder/p0.ndjson:9',
      'EV4002 folder/p1.ndjson:1',
    ],
  );
});

const wrong: [name: string, given: object, problem: string][] = [
  ['two kinds at once', { values: [1], regions: {} }, 'EV4001'],
  ['a type without a value', { type: 'caption' }, 'EV4001'],
  ['no number at all', { values: [] }, 'EV4001'],
  ['a confidence above 1', { mask: text, confidence: 1.5 }, 'EV4001'],
  ['a region with a dot in its name', { regions: { 'a.b': text } }, 'EV4001'],
  ['a region whose runs do not cover it', { regions: { wheel: { size: [2, 3], counts: '1' } } }, 'EV1203'],
];
for (const [name, given, problem] of wrong) {
  test(`refuses ${name}`, async () => {
    const told = (await problems([row({ id: 'a', ...given })])).map((one) => one.slice(0, 6));
    assert.deepEqual([...new Set(told)], [problem]);
  });
}

test('garbage is told line by line and never crashes the reader', async () => {
  let state = 5;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  const good = row({ id: 'a', mask: text });
  for (let round = 0; round < 200; round++) {
    const damaged = [...good].map((c) => (random() < 20 ? String.fromCharCode(random()) : c)).join('');
    for (const problem of await problems([damaged]))
      assert.match(problem, /^EV(400[1-4]|120[123]) folder\/p0\.ndjson:\d+$/, `seed 5, round ${round}`);
  }
});
