/** The programs as people and targets run them: files, variables, exit codes. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { canonicalJson } from '../io/canonical_json.ts';
import { nodeBinary } from '../io/node.ts';
import type { PromotionInputs } from './inputs.ts';
import { versionOf } from './statement.ts';
import { checkpointOf, inputsOf } from './testing/inputs.ts';
import { keyPair } from './testing/keys.ts';
import { inputs } from './testing/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'promote-main-'));
after(() => rmSync(folder, { recursive: true }));
const extension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';

function run(program: 'main' | 'verify/main', argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(nodeBinary, [`${import.meta.dirname}/${program}${extension}`, ...argv], {
    cwd: join(folder, 'runfiles'),
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, BUILD_WORKING_DIRECTORY: join(folder, 'home'), NODE_COMPILE_CACHE: join(folder, 'compiled'), ...env },
  });
  return { status, stdout, stderr };
}

function write(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return path;
}

/** The files of the inputs below the runfiles, and the variable with which a target names them. */
function target(name: string, { decision, metrics, policy, measure, corpora, checkpoint }: PromotionInputs): { MODEL_EVAL_INPUTS: string } {
  const put = (file: string, content: string | Uint8Array): string => {
    write(`runfiles/${name}/${file}`, content);
    return `${name}/${file}`;
  };
  const words: string[] = [];
  for (const [flag, value] of Object.entries({ decision, metrics, policy, measure }))
    words.push(`--${flag}`, put(`${flag}.json`, canonicalJson(value)));
  for (const [corpus, value] of corpora) words.push('--corpus', `${corpus}=${put(`${corpus}.json`, canonicalJson(value))}`);
  if (checkpoint !== undefined) {
    words.push('--checkpoint', put('checkpoint.json', canonicalJson(checkpoint.manifest)), '--model', put('some.onnx', checkpoint.model));
    for (const [data, bytes] of checkpoint.data) words.push('--data', `${data}=${put('some.bin', bytes)}`);
  }
  return { MODEL_EVAL_INPUTS: words.join('\n') };
}

const { secretPem, openPem } = keyPair();
write('home/key.pem', secretPem);
write('home/public.pem', openPem);
write('runfiles/keys/public.pem', openPem);
const who = ['--store', 'store', '--actor', 'Ada Lovelace'];
const [a, b] = [inputs.a, inputs.b].map((one) => versionOf(one, one.checkpoint!).digest);

test('a store from its first promotion to its first damage', () => {
  const first = run('main', [...who, '--key', 'key.pem'], target('a', inputs.a));
  assert.deepEqual([first.status, first.stderr], [0, '']);
  assert.match(first.stdout, /^promoted: production has sha256:/);
  assert.deepEqual(readdirSync(join(folder, 'home')), ['key.pem', 'public.pem', 'store'], 'relative to where people stand');

  const second = run('main', ['promote', ...who, '--expect-current', a!, '--key', 'key.pem'], target('b', inputs.b));
  assert.deepEqual([second.status, second.stderr], [0, '']);

  const noGo = inputsOf({ checkpoint: checkpointOf('hasty'), baseline: inputs.b.checkpoint, overlap: 0.6 });
  const refused = run('main', who, target('hasty', noGo));
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match(refused.stderr, /^refused: production stays at sha256:.*\nerror EV7001 {2}decision\.json\n/);

  const back = run('main', ['rollback', ...who, '--to', a!, '--reason', 'it drifts']);
  assert.deepEqual([back.status, back.stderr], [0, '']);
  const told = run('main', ['status', '--store', 'store']);
  assert.equal(told.status, 0);
  assert.match(
    told.stdout,
    new RegExp(
      `^production: ${a}\n[^]*\n  rollback by Ada Lovelace at \\d{4}-[^]*Z: it drifts\n  earlier: ${b}\naudit trail: 4 lines, 1 refusal among them`,
    ),
  );

  const sound = run('verify/main', ['--store', 'store', '--public-key', 'public.pem']);
  assert.deepEqual([sound.status, sound.stderr], [0, '']);
  assert.match(sound.stdout, /^sound: 2 versions, all signed by a trusted key/);
  assert.deepEqual(run('verify/main', ['--store', 'store'], { MODEL_EVAL_PUBLIC_KEYS: 'keys/public.pem' }), sound, 'keys of the target');
  write('home/other.pem', keyPair().openPem);
  assert.equal(run('verify/main', ['--store', 'store', '--public-key', 'other.pem']).status, 1);

  write('home/store/channels/production.json', '{}');
  for (const [program, argv] of [
    ['verify/main', ['--store', 'store']],
    ['main', ['status', '--store', 'store']],
    ['main', ['rollback', ...who, '--to', b!, '--reason', 'why']],
  ] as const) {
    const damaged = run(program, argv);
    assert.equal(damaged.status, 4, damaged.stderr);
    assert.match(damaged.stderr, /^error EV7024 {2}channels\/production\.json\n/);
  }
});

const wrong: Record<string, { argv: readonly string[]; inputs?: () => { MODEL_EVAL_INPUTS: string }; says: RegExp }> = {
  'no inputs: the program without a target': { argv: who, says: /EV9001.*\n.*--decision is needed/ },
  'no actor': { argv: ['--store', 'store'], inputs: () => target('c', inputs.a), says: /--actor is needed/ },
  'a key that is none': {
    argv: [...who, '--key', 'public.pem'],
    inputs: () => target('c', inputs.a),
    says: /error EV7017 {2}public\.pem\n/,
  },
  'a key that is not there': { argv: [...who, '--key', 'no.pem'], inputs: () => target('c', inputs.a), says: /EV5002/ },
  'a decision that is no decision': {
    argv: who,
    inputs: () => {
      const named = target('d', inputs.a);
      write('runfiles/d/decision.json', '{"verdict": "go"}');
      return named;
    },
    says: /EV5001 {2}d\/decision\.json/,
  },
  'a table without candidate': {
    argv: who,
    inputs: () => target('e', { ...inputs.b, metrics: { ...inputs.b.metrics, backends: inputs.b.metrics.backends.slice(1) } }),
    says: /EV5306/,
  },
  'a manifest without model': {
    argv: [...who],
    inputs: () => ({ MODEL_EVAL_INPUTS: target('f', inputs.a).MODEL_EVAL_INPUTS.replace(/\n--model\n.*/, '') }),
    says: /--checkpoint and --model are needed together/,
  },
};
for (const [name, { argv, inputs: variable, says }] of Object.entries(wrong)) {
  test(`exit code 2, and no store: ${name}`, () => {
    const at = argv.map((word) => (word === 'store' ? 'nowhere' : word));
    const { status, stderr } = run('main', at, variable?.());
    assert.equal(status, 2, stderr);
    assert.match(stderr, says);
    assert.ok(!readdirSync(join(folder, 'home')).includes('nowhere'));
  });
}

test('--help says what can be typed', () => {
  for (const [program, words] of [
    ['main', /^usage: promote {2}--store/],
    ['verify/main', /^usage: verify --store/],
  ] as const) {
    const help = run(program, ['--help']);
    assert.deepEqual([help.status, help.stderr], [0, '']);
    assert.match(help.stdout, words);
  }
});
