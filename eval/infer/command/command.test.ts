import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import type { Config } from '../../backends/backend.ts';
import { backends } from '../../backends/registry.ts';
import { commandRequest } from '../../contracts/command.ts';
import type { ImageInput, InputRow } from '../../contracts/corpus.ts';
import type { PredictionRow } from '../../contracts/predictions.ts';
import { InputError } from '../../errors/errors.ts';
import { decodeRgb, displayedSize } from '../../image/decode.ts';
import { digestOf, sha256 } from '../../io/digest.ts';
import { nodeBinary } from '../../io/node.ts';
import { encodeMask, toText } from '../../masks/runs.ts';
import { pictureOpener } from '../pictures.ts';
import { run } from '../run.ts';
import { commandAt } from './command.ts';
import { maximumResponseBytes } from './exchange.ts';
import { fakeProgram, temporaryFolder } from './testing/fake.ts';

const pictures = `${import.meta.dirname}/../../../datasets/pottery/heldout/images/test`;
const bytesOf = (key: string): Buffer => readFileSync(`${pictures}/${key}`);
const here = temporaryFolder();
const meeting = join(here, 'predictions-0.rows.command');

async function picture(id: string): Promise<ImageInput> {
  const image = `${id}.jpg`;
  return { kind: 'image', id, image, sha256: sha256(bytesOf(image)), ...(await displayedSize(bytesOf(image), id)) };
}

const [turned, other] = await Promise.all([picture('pot_0008'), picture('pot_0001')]);
const features: InputRow = {
  kind: 'features',
  id: 'clip',
  sha256: sha256('clip'),
  source: 'Aurora',
  names: ['jaw', 'lip'],
  rows: [
    [1, 2],
    [3, 4.5],
  ],
};
const absent: InputRow[] = ['a', 'b', 'c'].map((id) => ({ kind: 'absent', id }));

interface Asked {
  readonly script: string;
  readonly inputs?: readonly InputRow[];
  readonly config?: Config;
  readonly seconds?: number;
  readonly data?: ReadonlyMap<string, string>;
}

let programs = 0;

function ask({ script, inputs = absent, config = {}, seconds = 30, data = new Map() }: Asked) {
  const executable = fakeProgram(here, `program${programs++}`, script);
  const location = { executable, data, seconds, folder: meeting, imagePath: (key: string) => `${pictures}/${key}`, readImage: bytesOf, node: null };
  return run({
    backends,
    backend: { name: 'client', kind: 'command', config },
    source: commandAt(location),
    corpus: 'heldout',
    inputs,
    picture: pictureOpener(bytesOf),
  });
}

async function refusal(asked: Asked): Promise<InputError> {
  try {
    await ask(asked);
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    assert.equal(existsSync(meeting), false, 'nothing is left of the exchange');
    return error;
  }
  return assert.fail('it was not refused');
}

const rowsOf = async (asked: Asked): Promise<PredictionRow[]> => (await ask(asked)).rows;
const good = "write(request.samples.map(({ id }) => ({ id, type: 'word', value: id, confidence: 0.5 })));";
const ok = (id: string, value: string): PredictionRow => ({
  id,
  status: 'ok',
  input: null,
  prediction: { kind: 'json', type: 'word', value },
  confidence: 0.5,
});

test('every kind of prediction, in any order; a sample may have failed', async () => {
  const mask = toText(encodeMask(new Uint8Array(turned.width * turned.height).fill(1), turned.height, turned.width));
  const rows = [
    { id: 'a', failed: 'too dark' },
    { id: 'pot_0008', mask },
    { id: 'pot_0001', regions: { rim: mask }, confidence: 0.25 },
    { id: 'clip', values: [0.5, 1] },
    { id: 'b', type: 'word', value: { text: 'bowl' } },
  ];
  const inputs = [turned, other, features, ...absent.slice(0, 2)];
  assert.deepEqual(await rowsOf({ script: `write(${JSON.stringify(rows)});`, inputs }), [
    { id: 'a', status: 'failed', input: null, reason: 'too dark' },
    { id: 'b', status: 'ok', input: null, prediction: { kind: 'json', type: 'word', value: { text: 'bowl' } } },
    { id: 'clip', status: 'ok', input: features.sha256, prediction: { kind: 'series', values: [0.5, 1] } },
    { id: 'pot_0001', status: 'ok', input: other.sha256, prediction: { kind: 'regions', regions: { rim: mask } }, confidence: 0.25 },
    { id: 'pot_0008', status: 'ok', input: turned.sha256, prediction: { kind: 'mask', mask } },
  ]);
});

test('what a program is told: the whole request, the same whatever the order of the samples', async () => {
  const weights = join(here, 'weights');
  writeFileSync(weights, 'w');
  const script = `write([{ id: 'clip', type: 'told', value: { request, args: process.argv.slice(2) } }]);`;
  const asked = { script, config: { args: ['serve', '--fast'], config: { threshold: 0.5 } }, data: new Map([['weights', weights]]) };
  for (const inputs of [
    [turned, features],
    [features, turned],
  ]) {
    const [told] = await rowsOf({ ...asked, inputs });
    assert.ok(told?.status === 'ok' && told.prediction.kind === 'json');
    const { request, args } = told.prediction.value as { request: unknown; args: string[] };
    assert.deepEqual(args, ['serve', '--fast', '--request', `${meeting}/request.json`, '--response', `${meeting}/response.ndjson`]);
    assert.deepEqual(commandRequest.parse(request), {
      schemaVersion: 1,
      corpus: 'heldout',
      config: { threshold: 0.5 },
      data: { weights },
      samples: [features, { ...turned, image: `${pictures}/pot_0008.jpg` }],
    });
  }
});

test('decoded pictures: upright, as PPM', async () => {
  const script = `
    const { pixels, width, height } = request.samples[0];
    const bytes = readFileSync(pixels);
    const header = 'P6\\n' + width + ' ' + height + '\\n255\\n';
    const exact = bytes.subarray(0, header.length).toString() === header && bytes.length === header.length + 3 * width * height;
    write([{ id: request.samples[0].id, type: 'sum', value: [exact, bytes.subarray(header.length).reduce((sum, v) => sum + v, 0)] }]);`;
  const [row] = await rowsOf({ script, inputs: [turned], config: { pictures: 'ppm' } });
  const { data } = await decodeRgb(bytesOf(turned.image), turned.id);
  assert.ok(row?.status === 'ok' && row.prediction.kind === 'json');
  assert.deepEqual(row.prediction.value, [true, data.reduce((sum, value) => sum + value, 0)]);
});

test('nothing of the environment of whoever builds', async () => {
  process.env['COMMAND_TEST_SECRET'] = 'x';
  const script = "write(request.samples.map(({ id }) => ({ id, type: 'names', value: Object.keys(process.env).sort() })));";
  const [row] = await rowsOf({ script });
  assert.ok(row?.status === 'ok' && row.prediction.kind === 'json');
  const own = ['BAZEL_BINDIR', 'HOME', 'LANG', 'PATH', 'TMPDIR', 'TZ'];
  // What the shell adds that starts the fake.
  const shell = new Set(['OLDPWD', 'PWD', 'SHLVL', '_']);
  assert.deepEqual(
    (row.prediction.value as string[]).filter((name) => !shell.has(name)),
    own,
  );
});

test('samples without a row have failed; noise on the standard streams does no harm', async () => {
  const noise = "process.stdout.write('x'.repeat(3_000_000)); console.error('loading\\u0007 model'.repeat(100_000));";
  const missing = (id: string): PredictionRow => ({ id, status: 'failed', input: null, reason: 'no prediction in response.ndjson' });
  assert.deepEqual(await rowsOf({ script: `${noise} write([{ id: 'b', type: 'word', value: 'b', confidence: 0.5 }]);` }), [
    missing('a'),
    ok('b', 'b'),
    missing('c'),
  ]);
  assert.deepEqual(await rowsOf({ script: `${noise} ${good}` }), [ok('a', 'a'), ok('b', 'b'), ok('c', 'c')]);
  assert.deepEqual(await rowsOf({ script: 'write([]);', inputs: [] }), []);
});

const row = (fields: object): string => JSON.stringify({ id: 'a', type: 'word', value: 1, ...fields });

const wrong: Record<string, Asked & { codes: string[]; says?: RegExp }> = {
  'it hangs': {
    script: "console.error('loading'); setTimeout(() => {}, 1e6);",
    seconds: 3,
    codes: ['EV4021'],
    says: /ended after 3 s.*\| loading/s,
  },
  'it hangs and ignores being asked to end': { script: "process.on('SIGTERM', () => {}); for (;;);", seconds: 1, codes: ['EV4021'] },
  'it crashes': { script: `${good} throw new Error('no\\u001b[31m weights');`, codes: ['EV4022'], says: /exit status 1.*\| Error: no weights\n/s },
  'it gives up without a word': { script: 'process.exit(7);', codes: ['EV4022'], says: /exit status 7; it printed nothing\n {2}do:/ },
  'it tells why on standard output': { script: "console.log('no weights'); process.exit(1);", codes: ['EV4022'], says: /\| no weights/ },
  'it crashes after a flood of words': {
    script: "for (let i = 0; i < 100_000; i++) process.stderr.write('line ' + i + ' ' + 'y'.repeat(300) + '\\n'); process.exitCode = 1;",
    codes: ['EV4022'],
    says: /\| line 99999 y{189}\n/,
  },
  'it is killed': { script: `${good} process.kill(process.pid, 'SIGKILL');`, codes: ['EV4023'], says: /ended by SIGKILL/ },
  'it writes nothing': { script: '', codes: ['EV4024'], says: /got: no file/ },
  'it writes an empty file': { script: "writeFileSync(response, '');", codes: ['EV4024'], says: /got: an empty file/ },
  'it makes a folder': { script: 'mkdirSync(response);', codes: ['EV4024'], says: /something else/ },
  'it writes too much': { script: `write([]); truncateSync(response, ${maximumResponseBytes + 1});`, codes: ['EV4025'] },
  'it is cut short': { script: `writeFileSync(response, ${JSON.stringify(`${row({})}\n${row({ id: 'b' }).slice(0, -4)}`)});`, codes: ['EV4026'] },
  garbage: { script: "write(['<html>', '[]', 'null', '7']);", codes: ['EV4001', 'EV4001', 'EV4001', 'EV4001'] },
  'bytes that are no text': { script: 'writeFileSync(response, Buffer.from([0xff, 0xfe, 0, 10]));', codes: ['EV5002'] },
  'numbers that are none': {
    script: `write(['{"id": "a", "values": [NaN]}', '{"id": "b", "values": [1e999]}', '{"id": "c", "values": [null]}']);`,
    codes: ['EV4001', 'EV4001', 'EV4001'],
  },
  'a sample twice, an unknown one, a doubtful confidence': {
    script: `write(${JSON.stringify([row({}), row({}), row({ id: 'A' }), row({ id: 'b', confidence: 2 })])});`,
    codes: ['EV4001', 'EV4002', 'EV4004'],
  },
  'a mask of another size': {
    script: `write([{ id: 'pot_0008', mask: { size: [${turned.width}, ${turned.height}], counts: ${JSON.stringify(toText(encodeMask(new Uint8Array(turned.width * turned.height), turned.width, turned.height)).counts)} } }]);`,
    inputs: [turned],
    codes: ['EV4003'],
  },
  'a mask that does not cover its picture': {
    script: `write([{ id: 'pot_0008', mask: { size: [${turned.height}, ${turned.width}], counts: '1' } }]);`,
    inputs: [turned],
    codes: ['EV1203'],
  },
  'pictures that are not those of the corpus': {
    script: good,
    inputs: [
      { ...turned, sha256: other.sha256 },
      { ...other, sha256: turned.sha256 },
    ],
    codes: ['EV1005', 'EV1005'],
  },
  'a decoded picture of another size': {
    script: good,
    config: { pictures: 'ppm' },
    inputs: [{ ...other, width: other.height, height: other.width }],
    codes: ['EV1006'],
  },
  'a wrong configuration': { script: good, config: { pictures: 'png', arguments: [] }, codes: ['EV3012', 'EV3012'] },
};

for (const [name, { codes, says, ...asked }] of Object.entries(wrong)) {
  test(`refused: ${name}`, async () => {
    const { problems, message } = await refusal(asked);
    assert.deepEqual(
      problems.map(({ code }) => code),
      codes,
      message,
    );
    if (says !== undefined) assert.match(message, says);
    assert.ok(message.length < 8000, 'what is quoted is bounded');
  });
}

test('refused: a program that cannot be started, a time limit that is none', async () => {
  const location = { data: new Map(), seconds: 5, folder: meeting, imagePath: (key: string) => key, readImage: bytesOf, node: null };
  const codeOf = async (start: () => Promise<unknown>): Promise<string> =>
    start().then(
      () => 'started',
      (error: unknown) => (error instanceof InputError ? (error.problems[0]?.code ?? '') : String(error)),
    );
  const question = { corpus: 'c', config: {}, args: [], pictures: 'file', samples: absent } as const;
  const file = join(here, 'not-executable');
  writeFileSync(file, 'text');
  assert.equal(await codeOf(() => commandAt({ ...location, executable: file }).answer(question)), 'EV4020');
  writeFileSync(file, '#!/no/such/interpreter\n');
  chmodSync(file, 0o755);
  assert.equal(await codeOf(() => commandAt({ ...location, executable: file }).answer(question)), 'EV4020');
  for (const seconds of [0, Number.NaN, 1e9]) {
    assert.equal(await codeOf(async () => commandAt({ ...location, executable: file, seconds })), 'EV9001');
  }
});

test('refused: a backend of a program without a program', async () => {
  const backend = { name: 'client', kind: 'command', config: {} };
  const asked = run({ backends, backend, source: { kind: 'imported', files: [] }, corpus: 'c', inputs: absent, picture: pictureOpener(bytesOf) });
  await assert.rejects(asked, /EV3013 {2}client\n {2}a backend of kind command is not made of this\n {2}got: imported\n {2}expected: command/);
});

test('what stops infer stops the program', async () => {
  const mark = join(here, 'pid');
  const program = fakeProgram(here, 'endless', `writeFileSync(${JSON.stringify(mark)}, String(process.pid)); setTimeout(() => {}, 1e6);`);
  const module = `${import.meta.dirname}/process${extname(import.meta.filename)}`;
  writeFileSync(join(here, 'request.json'), '{}');
  const args = ['--request', join(here, 'request.json'), '--response', join(here, 'response.ndjson')];
  const script = `const { runProgram } = await import(${JSON.stringify(module)}); await runProgram(${JSON.stringify({ program, args, scratch: here, seconds: 60 })});`;
  const infer = spawn(nodeBinary, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
  const until = async (met: () => boolean): Promise<void> => {
    for (let i = 0; !met(); i++) {
      assert.ok(i < 300, 'waited 30 s');
      await new Promise((done) => setTimeout(done, 100));
    }
  };
  await until(() => existsSync(mark) && readFileSync(mark, 'utf8') !== '');
  const pid = Number(readFileSync(mark, 'utf8'));
  infer.kill('SIGTERM');
  await until(() => infer.signalCode === 'SIGTERM' && !isAlive(pid));
});

/** Not a process, or one that only waits to be noticed. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('processes that it leaves behind are ended with it, and do not hold it up', async () => {
  const mark = join(here, 'still-there');
  const late = `setTimeout(() => require('fs').writeFileSync(${JSON.stringify(mark)}, ''), 700)`;
  const script = `spawn(process.execPath, ['-e', ${JSON.stringify(late)}], { stdio: 'inherit' }).unref(); ${good} process.exit(0);`;
  assert.deepEqual(await rowsOf({ script }), [ok('a', 'a'), ok('b', 'b'), ok('c', 'c')]);
  await new Promise((done) => setTimeout(done, 1200));
  assert.equal(existsSync(mark), false);
});

test('the digest: kind, configuration and everything that the program is made of; not where it stands, not its time limit', async () => {
  const { header } = await ask({ script: good, inputs: [] });
  const config = { args: [], config: {}, pictures: 'file' };
  const executable = `program${programs - 1}`;
  const bytes = readFileSync(join(here, executable));
  assert.deepEqual(header.backend, {
    name: 'client',
    kind: 'command',
    checkpoint: null,
    config,
    digest: digestOf({ kind: 'command', config, command: digestOf([['executable', sha256(bytes)]]) }),
  });
  assert.deepEqual(
    readdirSync(here).filter((name) => name.startsWith('predictions')),
    [],
  );
});
