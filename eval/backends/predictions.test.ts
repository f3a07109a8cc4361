import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { encodeMask, toText } from '../masks/runs.ts';
import { predictions } from './predictions.ts';

const mask = encodeMask(Uint8Array.of(0, 1, 1, 0, 1, 0), 2, 3);
const text = toText(mask);
const samples = ['a', 'b', 'c'].map((id) => ({ id, width: 3, height: 2 }));
const row = (value: object): string => `${JSON.stringify(value)}\n`;

async function outcomes(...texts: string[]) {
  const files = texts.map((content, i) => ({ place: `folder/p${i}.ndjson`, text: content }));
  const predictor = await predictions.open({}, { files, corpus: 'test', samples });
  return Promise.all(samples.map((sample) => predictor.predict({ ...sample, image: () => Promise.reject(new Error('no picture is needed')) })));
}

async function problems(...texts: string[]): Promise<string[]> {
  try {
    await outcomes(...texts);
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    return error.problems.map(({ code, place }) => `${code} ${place}`);
  }
}

test('rows of masks and failures; a sample without a row has failed', async () => {
  const found = await outcomes(row({ id: 'a', mask: text }) + row({ id: 'c', corpus: 'test', failed: 'timeout' }), '\n');
  assert.deepEqual(found, [{ mask }, { failed: 'no prediction in p0.ndjson, p1.ndjson' }, { failed: 'timeout' }]);
});

test('rows of another corpus are passed over, also where their ids are unknown or the same', async () => {
  const found = await outcomes(
    row({ id: 'a', mask: text }),
    row({ id: 'a', corpus: 'other', failed: 'x' }) + row({ id: 'z', corpus: 'other', failed: 'x' }),
  );
  assert.deepEqual(found[0], { mask });
});

test('runs are kept in one canonical form', async () => {
  const [first] = await outcomes(row({ id: 'a', mask: { size: [2, 3], counts: '060' } }));
  const [second] = await outcomes(row({ id: 'a', mask: { size: [2, 3], counts: '06' } }));
  assert.deepEqual(first, second);
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
    [...new Set(await problems(first, row({ id: 'a', mask: text }) + row(['a'])))],
    [
      'EV4001 folder/p0.ndjson:2',
      'EV4001 folder/p0.ndjson:3',
      'EV4001 folder/p0.ndjson:4',
      'EV4002 folder/p0.ndjson:5',
      'EV4004 folder/p0.ndjson:7',
      'EV4003 folder/p0.ndjson:8',
      'EV1202 folder/p0.ndjson:9',
      'EV4002 folder/p1.ndjson:1',
      'EV4001 folder/p1.ndjson:2',
    ],
  );
});

test('garbage is told line by line and never crashes the reader', async () => {
  let state = 5;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  const good = row({ id: 'a', mask: text });
  for (let round = 0; round < 200; round++) {
    const damaged = [...good].map((c) => (random() < 20 ? String.fromCharCode(random()) : c)).join('');
    for (const problem of await problems(damaged)) assert.match(problem, /^EV(400[1-4]|120[123]) folder\/p0\.ndjson:\d+$/, `seed 5, round ${round}`);
  }
});
