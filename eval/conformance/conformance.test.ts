import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { fakeProgram, temporaryFolder } from '../infer/command/testing/fake.ts';
import { nodeBinary } from '../io/node.ts';

const main = `${import.meta.dirname}/main${extname(import.meta.filename)}`;
const here = temporaryFolder();

/** Checks a program; the result is what it printed, and how it ended. */
function check(script: string, ...args: string[]): { status: number | null; failed: string[]; text: string } {
  const program = fakeProgram(here, `program${programs++}`, script);
  const { status, stdout, stderr } = spawnSync(nodeBinary, [main, '--command', program, ...args], { encoding: 'utf8', timeout: 120_000 });
  const lines = stdout.split('\n');
  return { status, failed: lines.filter((line) => line.startsWith('FAIL  ')).map((line) => line.slice(6)), text: stdout + stderr };
}

let programs = 0;

/** An empty mask of the picture's size: its one run is all of it. */
const answer = `
const counts = (pixels) => { let text = ''; for (let more = true; more; ) { const group = pixels & 31; pixels >>= 5; more = !(pixels === 0 && (group & 16) === 0); text += String.fromCharCode(group + (more ? 80 : 48)); } return text; };
const rowOf = ({ id, width, height, rows }) => (rows ? { id, values: rows.map(([first]) => first) } : { id, mask: { size: [height, width], counts: counts(width * height) } });
if (request.schemaVersion !== 1) throw new Error('schemaVersion');
`;
const good = `${answer} write(request.samples.map(rowOf));`;

const last = '13 passed, 0 failed\n';

test('a program that keeps the protocol passes, also on pictures of its owner, with arguments, configuration and data', () => {
  mkdirSync(join(here, 'pictures'));
  cpSync(`${import.meta.dirname}/../../datasets/pottery/heldout/images/test/pot_0008.jpg`, join(here, 'pictures/mine.JPG'));
  const backend = join(here, 'backend.json');
  const config = { pictures: 'ppm', config: { key: 1 }, args: ['go'] };
  writeFileSync(backend, JSON.stringify({ name: 'client', kind: 'command', config, source: { kind: 'command', timeout_seconds: 60, node: null } }));
  const strict = `${answer}
    if (process.argv[2] !== 'go' || request.config.key !== 1 || !existsSync(request.data.weights) || request.samples.some((s) => !existsSync(s.image) || !existsSync(s.pixels))) process.exit(1);
    write(request.samples.map(rowOf));`;
  const { status, text } = check(strict, '--images', join(here, 'pictures'), '--backend', backend, '--data', `weights=${backend}`);
  assert.ok(text.endsWith(last), text);
  assert.equal(status, 0);
});

test('a program that reads features', () => {
  const { status, text } = check(good, '--feature', 'jaw', '--feature', 'lip');
  assert.ok(text.endsWith(last), text);
  assert.equal(status, 0);
});

const misbehaving: Record<string, { script: string; failed: string[]; args?: string[] }> = {
  'masks turned round, and one row too few': {
    script: `${answer} write(request.samples.slice(1).map(rowOf).map((row) => ({ ...row, mask: { ...row.mask, size: row.mask.size.toReversed() } })));`,
    failed: [
      'every sample has a row',
      'masks have the displayed size of their pictures',
      'the order of the samples does not matter',
      'a sample alone is predicted as among others',
    ],
  },
  'rows that are none, and everything failed': {
    script: `${answer} write(['{"id": "wide", "mask": NaN}', ...request.samples.map(({ id }) => ({ id, failed: 'no weights' }))]);`,
    failed: ['every row is well formed and about a sample of the request', 'not all samples have failed'],
  },
  'another answer each time': {
    script: `${answer} write(request.samples.map((s) => ({ ...rowOf(s), confidence: Math.random() })));`,
    failed: [
      'asked again, it answers byte by byte the same',
      'the order of the samples does not matter',
      'a sample alone is predicted as among others',
    ],
  },
  'normalised over the batch': {
    script: `${answer} write(request.samples.map((s) => ({ ...rowOf(s), confidence: 1 / request.samples.length })));`,
    failed: ['a sample alone is predicted as among others'],
  },
  'a place in the batch': {
    script: `${answer} write(request.samples.map((s, i) => ({ ...rowOf(s), confidence: 1 / (i + 1) })));`,
    failed: ['the order of the samples does not matter', 'a sample alone is predicted as among others'],
  },
  'a cache beside the pictures': {
    script: `${answer} writeFileSync('pictures/cache', ''); writeFileSync(process.env.HOME + '/allowed', ''); write(request.samples.map(rowOf));`,
    failed: ['it writes nothing but its response'],
  },
  'it takes any request': {
    script: `${answer.replace("throw new Error('schemaVersion')", '')} write(request.samples.map(rowOf));`,
    failed: ['a request of another schemaVersion is refused'],
  },
  'a value too few': {
    script: `${answer} write(request.samples.map(rowOf).map((row) => ({ ...row, values: row.values.slice(0, 5) })));`,
    failed: ['series have a value for each frame'],
    args: ['--feature', 'jaw'],
  },
};

for (const [name, { script, failed, args = [] }] of Object.entries(misbehaving)) {
  test(`found: ${name}`, () => {
    const result = check(script, ...args);
    assert.deepEqual(result.failed, failed, result.text);
    assert.ok(result.text.endsWith(`${13 - failed.length} passed, ${failed.length} failed\n`), result.text);
    assert.equal(result.status, 1);
  });
}

test('without an answer everything has failed', () => {
  for (const [script, code] of [
    ['setTimeout(() => {}, 1e6);', 'EV4021'],
    ["console.error('no weights'); process.exit(3);", 'EV4022'],
  ] as const) {
    const { status, text } = check(script, '--seconds', '2');
    assert.match(text, new RegExp(code));
    assert.ok(text.endsWith('0 passed, 13 failed\n'), text);
    assert.equal(status, 1);
  }
});

test('into a file the result goes without an exit code, wrong usage has one', () => {
  const out = join(here, 'result.txt');
  const script = "console.error('in ' + process.cwd() + '/pictures'); process.exit(3);";
  assert.equal(check(script, '--out', out).status, 0);
  const text = readFileSync(out, 'utf8');
  assert.match(text, /\| in pictures\n/, 'paths do not tell where it was made');
  assert.ok(text.endsWith('0 passed, 13 failed\n'), text);
  const empty = join(here, 'empty');
  mkdirSync(empty);
  assert.equal(check(good, '--images', empty).status, 2);
  assert.equal(check(good, '--colour', 'blue').status, 2);
});
