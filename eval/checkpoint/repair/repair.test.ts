import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { InputError } from '../../errors/errors.ts';
import { sha256 } from '../../io/digest.ts';
import { nodeBinary } from '../../io/node.ts';
import { delimited } from '../../onnx/protobuf.ts';
import { run as check } from '../run.ts';
import { run } from './run.ts';

const broken = `${import.meta.dirname}/../../../datasets/clips/broken`;
const load = (path: string): Uint8Array => readFileSync(`${broken}/${path}`);
const given = {
  model: { name: 'old.onnx', bytes: load('renamed-model/model.onnx') },
  data: { name: 'model.onnx.data', bytes: load('renamed-model/model.onnx.data') },
};

function codesOf(act: () => unknown): string[] {
  try {
    act();
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, (error as Error).stack);
    return error.problems.map(({ code }) => code);
  }
}

test('the renamed model asks for the file that is there, and passes the checks of a checkpoint', () => {
  assert.deepEqual(
    codesOf(() => check({ name: 'm', model: given.model.bytes, data: new Map([[given.data.name, given.data.bytes]]) })),
    ['EV3004'],
  );
  const repaired = run({ ...given, dataSha256: sha256(given.data.bytes).slice(7) });
  assert.deepEqual(
    [repaired.from, repaired.tensors, repaired.modelDigest],
    ['mlp_small_final.onnx.data', 6, sha256(load('control-external/model.onnx'))],
  );
  assert.equal(repaired.dataDigest, sha256(given.data.bytes));
  assert.equal(check({ name: 'm', model: repaired.model, data: new Map([[given.data.name, given.data.bytes]]) }).parameters, 257);
});

const withData = (bytes: Uint8Array, name = 'model.onnx.data') => ({ ...given, data: { name, bytes } });

test('what is not a matter of one name is refused', () => {
  const { bytes } = given.data;
  const cases: readonly [string, () => unknown, string[]][] = [
    ['short data', () => run(withData(bytes.subarray(8))), ['EV3005', 'EV3005']],
    ['long data', () => run(withData(Buffer.concat([bytes, bytes]))), ['EV3008']],
    ['data that is not the stated one', () => run({ ...given, dataSha256: '0'.repeat(64) }), ['EV3009']],
    ['the name is right already', () => run(withData(bytes, 'mlp_small_final.onnx.data')), ['EV3009']],
    ['no external data', () => run({ ...given, model: { name: 'm', bytes: load('control-inline/model.onnx') } }), ['EV3009']],
    [
      'overlapping tensors',
      () => run({ ...given, data: { ...given.data, name: 'x' }, model: { name: 'm', bytes: load('overlapping-tensors/model.onnx') } }),
      ['EV3006', 'EV3006'],
    ],
    ['no model', () => run({ ...given, model: { name: 'm', bytes: Buffer.from('x') } }), ['EV3001']],
  ];
  for (const [what, act, codes] of cases) assert.deepEqual(codesOf(act), codes, what);
});

const number = (field: number, value: number): Uint8Array => Uint8Array.of(field * 8, value);

/** A model of one-float tensors with entries of their own. */
function modelOf(...tensors: readonly Readonly<Record<string, string>>[]): Uint8Array {
  const initializers = tensors.map((entries, i) => {
    const pairs = Object.entries(entries).map(([key, value]) => delimited(13, Buffer.concat([delimited(1, key), delimited(2, value)])));
    return delimited(5, Buffer.concat([number(1, 1), number(2, 1), delimited(8, `t${i}`), ...pairs, number(14, 1)]));
  });
  return Buffer.concat([number(1, 9), delimited(7, Buffer.concat([...initializers, delimited(12, delimited(1, 'out'))]))]);
}

test('data in several files is not merged', () => {
  const bytes = modelOf({ location: 'a' }, { location: 'b' });
  assert.deepEqual(
    codesOf(() => run({ model: { name: 'm', bytes }, data: { name: 'c', bytes: Buffer.alloc(4) } })),
    ['EV3009'],
  );
});

test('a stated SHA-1 must be that of the data', () => {
  const data = { name: 'c', bytes: Buffer.alloc(4) };
  const right = modelOf({ location: 'a', checksum: '9069CA78E7450A285173431B3E52C5C25299E473' });
  assert.equal(run({ model: { name: 'm', bytes: right }, data }).from, 'a');
  const wrong = modelOf({ location: 'a', checksum: '0'.repeat(40) });
  assert.deepEqual(
    codesOf(() => run({ model: { name: 'm', bytes: wrong }, data })),
    ['EV3009'],
  );
});

const folder = mkdtempSync(join(tmpdir(), 'repair-'));
after(() => rmSync(folder, { recursive: true }));
const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
const program = join(import.meta.dirname, `main.${extension}`);

test('the program: paths from where it was called, both digests, and nothing is overwritten', () => {
  copyFileSync(`${broken}/renamed-model/model.onnx`, join(folder, 'old.onnx'));
  copyFileSync(`${broken}/renamed-model/model.onnx.data`, join(folder, 'new.onnx.data'));
  const options = { env: { ...process.env, BUILD_WORKING_DIRECTORY: folder }, encoding: 'utf8' } as const;
  const args = [program, '--model', 'old.onnx', '--data', 'new.onnx.data', '--out', 'fixed.onnx'];
  const text = execFileSync(nodeBinary, args, options);
  const fixed = readFileSync(join(folder, 'fixed.onnx'));
  assert.match(text, /^fixed\.onnx: 6 tensors looked for in new\.onnx\.data, before in mlp_small_final\.onnx\.data\n/);
  assert.ok(text.includes(`${sha256(fixed)}  fixed.onnx\n${sha256(given.data.bytes)}  new.onnx.data\n`), text);
  assert.match(text, /compare its SHA-256/);

  const again = spawnSync(nodeBinary, args, options);
  assert.deepEqual([again.status, again.stdout], [2, '']);
  assert.match(again.stderr, /--out fixed\.onnx exists, and nothing is overwritten/);
  const elsewhere = spawnSync(nodeBinary, [...args.slice(0, -1), '../elsewhere.onnx'], options);
  assert.equal(elsewhere.status, 2);
  assert.match(elsewhere.stderr, /different folders/);
  assert.equal(existsSync(join(folder, '../elsewhere.onnx')), false);
});
