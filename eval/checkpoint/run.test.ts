import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkpoint } from '../contracts/checkpoint.ts';
import { InputError } from '../errors/errors.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import type { ExternalTensor } from '../onnx/model.ts';
import { checkExternalData } from './external.ts';
import { run } from './run.ts';

const folder = `${import.meta.dirname}/../../datasets/pottery/checkpoints`;
const load = (name: string): Uint8Array => readFileSync(`${folder}/${name}`);
const external = {
  name: 'model.onnx',
  model: load('pottery-v2-external/model.onnx'),
  data: new Map([['model.data', load('pottery-v2-external/model.data')]]),
};

function codesOf(act: () => unknown): string[] {
  try {
    act();
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    return error.problems.map(({ code }) => code);
  }
}

test('a checkpoint of one file has the digest of that file', () => {
  const model = load('pottery-v1.onnx');
  const result = run({ name: 'pottery-v1.onnx', model, data: new Map(), pinned: sha256(model).slice(7) });
  assert.deepEqual(checkpoint.parse(result), result);
  assert.equal(result.digest, 'sha256:cab3a76c4d4f96c29253b892da4e7c39c042c995792368730861b6d08332f6f6');
  assert.deepEqual(result.files, [{ name: 'pottery-v1.onnx', sha256: result.digest, bytes: model.length }]);
});

test('a checkpoint of several files has a digest over all of them; the pin is the model file alone', () => {
  const result = run({ ...external, pinned: '693da9b5b9af577b19303ac51711ca834d56856a57958a0a48c0c4102730028e' });
  assert.deepEqual(
    result.files.map(({ name }) => name),
    ['model.onnx', 'model.data'],
  );
  assert.equal(result.digest, digestOf(result.files));

  const changed = Uint8Array.from(external.data.get('model.data') ?? []);
  changed[100] = 255 - (changed[100] ?? 0);
  assert.notEqual(run({ ...external, data: new Map([['model.data', changed]]) }).digest, result.digest);
});

const foldOf = (source: string) => {
  const name = `fold_${source}.onnx`;
  const read = (file: string): Uint8Array => readFileSync(`${import.meta.dirname}/../../datasets/clips/models/mlp_medium/${file}`);
  return { name, model: read(name), weights: `${name}.data`, bytes: read(`${name}.data`) };
};

test('weights of another fold are refused where they are pinned, and said to be unpinned where they are not', () => {
  const [own, other] = [foldOf('Aurora'), foldOf('Bramble')];
  const pinnedData = new Map([[own.weights, sha256(own.bytes).slice(7)]]);
  const swapped = { name: own.name, model: own.model, data: new Map([[own.weights, other.bytes]]) };
  assert.equal(run({ ...swapped, data: new Map([[own.weights, own.bytes]]), pinnedData }).unpinned, undefined);
  assert.deepEqual(
    codesOf(() => run({ ...swapped, pinnedData })),
    ['EV3002'],
  );
  const unpinned = run(swapped);
  assert.deepEqual(checkpoint.parse(unpinned), unpinned);
  assert.deepEqual(unpinned.unpinned, [own.weights]);
});

test('what does not fit together is refused, all of it at once', () => {
  const data = external.data.get('model.data') ?? new Uint8Array(0);
  assert.deepEqual(
    codesOf(() => run({ ...external, pinned: '0'.repeat(64) })),
    ['EV3002'],
  );
  assert.deepEqual(
    codesOf(() => run({ ...external, data: new Map() })),
    ['EV3004'],
  );
  assert.deepEqual(
    codesOf(() => run({ ...external, data: new Map([['renamed.data', data]]), pinned: '0'.repeat(64) })),
    ['EV3002', 'EV3004'],
  );
  assert.deepEqual([...new Set(codesOf(() => run({ ...external, data: new Map([['model.data', data.subarray(0, 200_000)]]) })))], ['EV3005']);
  assert.deepEqual(
    codesOf(() => run({ name: 'x', model: Buffer.from('no model'), data: new Map(), pinned: '0'.repeat(64) })),
    ['EV3002', 'EV3001'],
  );
});

const tensor = (name: string, bytes: number | null, entries: Record<string, string>): ExternalTensor => ({
  tensor: name,
  bytes,
  entries: new Map(Object.entries(entries)),
});

test('references to external data', () => {
  const sizes = new Map([['w.data', 100]]);
  const cases: readonly [what: string, tensors: ExternalTensor[], codes: string[]][] = [
    [
      'side by side',
      [tensor('a', 40, { location: 'w.data', length: '40' }), tensor('b', 60, { location: 'w.data', offset: '40', length: '60' })],
      [],
    ],
    ['bytes at the end that nobody uses', [tensor('a', 96, { location: 'w.data' })], ['EV3008']],
    ['bytes in between are for alignment', [tensor('a', 40, { location: 'w.data' }), tensor('b', 40, { location: 'w.data', offset: '60' })], []],
    ['no length', [tensor('a', 100, { location: 'w.data' })], []],
    ['unknown type, no length', [tensor('a', null, { location: 'w.data', offset: '99' })], []],
    ['empty tensors may stand anywhere', [tensor('a', 100, { location: 'w.data' }), tensor('b', 0, { location: 'w.data', offset: '5' })], []],
    ['beyond the end', [tensor('a', 40, { location: 'w.data', offset: '61', length: '40' })], ['EV3005']],
    ['offset beyond the end', [tensor('a', null, { location: 'w.data', offset: '101' })], ['EV3005']],
    ['length against shape', [tensor('a', 40, { location: 'w.data', length: '44' })], ['EV3005']],
    ['negative offset', [tensor('a', 40, { location: 'w.data', offset: '-4' })], ['EV3005']],
    ['no number', [tensor('a', 40, { location: 'w.data', length: '4e1' })], ['EV3005']],
    ['beyond exact numbers', [tensor('a', 40, { location: 'w.data', offset: '99999999999999999999' })], ['EV3005']],
    ['overlap', [tensor('a', 40, { location: 'w.data', offset: '30' }), tensor('b', 40, { location: 'w.data' })], ['EV3006']],
    [
      'overlap with one further back',
      [
        tensor('a', 90, { location: 'w.data' }),
        tensor('b', 4, { location: 'w.data', offset: '4' }),
        tensor('c', 4, { location: 'w.data', offset: '50' }),
      ],
      ['EV3006', 'EV3006'],
    ],
    ['nowhere', [tensor('a', 4, {})], ['EV3003']],
    ['unused', [], ['EV3007']],
    ['not declared, told once', [tensor('a', 4, { location: 'v.data' }), tensor('b', 4, { location: 'v.data' })], ['EV3004']],
  ];
  for (const [what, tensors, codes] of cases)
    assert.deepEqual(
      checkExternalData(tensors, sizes, 'm').map(({ code }) => code),
      codes,
      what,
    );
});

test('locations that leave the bundle are refused even if such a file is declared', () => {
  for (const location of [
    '/etc/passwd',
    '../w.data',
    'a/../../w.data',
    'C:\\w.data',
    'c:w.data',
    '\\\\host\\w.data',
    'a\\..\\w.data',
    './w.data',
    'a//w.data',
    'a/',
  ]) {
    const problems = checkExternalData([tensor('a', 4, { location })], new Map([[location, 4]]), 'm');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['EV3003'],
      location,
    );
  }
});

test('the external-data cases that other loaders were measured by', () => {
  /** Two float32 weights, 16 x 6 and 8 x 16, one behind the other. */
  const weights = (location: string, length = 512): ExternalTensor[] => [
    tensor('0.weight', 384, { location, offset: '0', length: '384' }),
    tensor('2.weight', 512, { location, offset: '384', length: String(length) }),
  ];
  const cases: readonly [name: string, tensors: ExternalTensor[], bytes: number, expected: RegExp][] = [
    ['external-data-ok', weights('m.onnx.data'), 896, /^$/],
    [
      'external-data-length-mismatch',
      weights('m.onnx.data', 508),
      896,
      /^EV3005 tensor "2\.weight" .* the length is 508, its shape needs 512 bytes$/,
    ],
    ['external-data-truncated', weights('m.onnx.data'), 895, /^EV3005 tensor "2\.weight" .* bytes 384 to 896 of a file of 895 bytes$/],
    ['external-data-traversal', weights('../x/m.onnx.data'), 896, /^EV3003 the data of 2 tensors .* is not inside of the checkpoint$/],
    ['external-data-renamed', weights('mlp_small_final.onnx.data'), 896, /^EV3004 the data of 2 tensors .* is in a file that is not declared$/],
  ];
  for (const [name, tensors, bytes, expected] of cases) {
    const problems = checkExternalData(tensors, new Map([['m.onnx.data', bytes]]), 'm.onnx');
    assert.match(problems.map(({ code, message }) => `${code} ${message}`).join('\n'), expected, name);
    if (name === 'external-data-renamed') assert.match(problems[0]?.cure ?? '', /^m\.onnx\.data has the size that fits/);
  }
});
