import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readText, step, tinyPlan, unpackTiny } from '../bundle/testing/tiny.ts';
import { type Bundle, bundle as contract, type StepPlan } from '../contracts/bundle.ts';
import { InputError } from '../errors/errors.ts';
import { type RunInput, run } from './run.ts';
import { StepError } from './step.ts';

interface Tiny {
  readonly folder: string;
  readonly out: string;
  readonly described: Bundle;
  readonly said: string[];
  readonly run: (more?: Partial<RunInput>) => Promise<void>;
}

function tiny(plan: StepPlan = tinyPlan): Tiny {
  const { folder, bundle } = unpackTiny(plan);
  const out = join(folder, 'out');
  const said: string[] = [];
  const described = contract.parse(JSON.parse(readText(bundle, 'bundle.json')));
  const input = { bundle: described, folder: bundle, out, jobs: 2, say: (line: string) => said.push(line), signal: new AbortController().signal };
  return { folder: bundle, out, described, said, run: (more) => run({ ...input, ...more }) };
}

/** What was done, step by step. */
function deeds(said: readonly string[]): string[] {
  return said.map((line) => line.replace(/^\[\d\/\d\] (\w+) EvalJoin \/\/:/, '$1 ')).sort();
}

test('artefacts stand where the plan says, and nothing else does', async () => {
  const { out, said, run } = tiny();
  await run();
  assert.deepEqual(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name).slice(out.length + 1), readFileSync(join(entry.parentPath, entry.name), 'utf8')])
      .sort(),
    [
      ['deep/again.txt', 'AA'],
      ['deep/both.txt', 'AA'],
      ['first.txt', 'A'],
      ['folder/second.txt', 'B'],
    ],
  );
  assert.deepEqual(deeds(said), ['ran both', 'ran first', 'ran second']);
  assert.equal(said.at(-1), '[3/3] ran EvalJoin //:both');
});

test('a step sees its inputs and nothing else, neither files nor variables', async () => {
  process.env['TINY_SECRET'] = 'secret';
  const curious = step('//:curious', ['made/b.txt'], 'out/text', {
    outputs: ['out/text', 'out/surroundings'],
    arguments: ['--surroundings', 'out/surroundings'],
  });
  const { out, run } = tiny({ ...tinyPlan, steps: [curious], artefacts: [{ from: 'out/surroundings', path: 'surroundings' }] });
  await run();
  const { seen, environment } = JSON.parse(readText(out, 'surroundings')) as { seen: string[]; environment: Record<string, string> };
  assert.deepEqual(seen, ['made', 'made/b.txt', 'out', 'out/text']);
  assert.deepEqual(environment, { GIVEN: 'yes', PATH: '/usr/local/bin:/usr/bin:/bin' });
});

test('a second run keeps every step, and makes the same', async () => {
  const { out, said, run } = tiny();
  await run();
  said.length = 0;
  rmSync(out, { recursive: true });
  await run();
  assert.deepEqual(deeds(said), ['kept both', 'kept first', 'kept second']);
  assert.equal(readText(out, 'deep/both.txt'), 'AA');
});

test('a step runs again when an input, a program or its own arguments are others', async () => {
  const { described, said, run } = tiny();
  await run();
  const differently = async (change: (copy: Bundle) => void) => {
    said.length = 0;
    const copy = structuredClone(described);
    change(copy);
    await run({ bundle: copy });
    return deeds(said);
  };
  const digest = (path: string) => (copy: Bundle) => {
    for (const file of copy.files) if (file.path === path) Object.assign(file, { sha256: `sha256:${'0'.repeat(64)}` });
  };
  assert.deepEqual(await differently(digest('inputs/made/b.txt')), ['kept both', 'kept first', 'ran second']);
  assert.deepEqual(await differently(digest('programs/join.mjs')), ['ran both', 'ran first', 'ran second']);
  assert.deepEqual(await differently((copy) => copy.plan.steps[0]?.arguments.push('--in', 'a.txt')), ['kept second', 'ran both', 'ran first']);
});

test('a damaged step is noticed and runs again', async () => {
  const { out, said, run } = tiny();
  await run();
  const [kept = ''] = readdirSync(`${out}.steps`, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('second.txt'));
  writeFileSync(join(`${out}.steps`, kept), 'C');
  said.length = 0;
  await run();
  assert.deepEqual(deeds(said), ['kept both', 'kept first', 'ran second']);
  assert.equal(readText(out, 'folder/second.txt'), 'B');
});

for (const [code, status, printed] of [
  ['2', 2, 'it ended with exit code 2'],
  ['3', 3, 'it ended with exit code 3'],
  ['signal', null, 'it was ended by SIGKILL'],
] as const) {
  test(`a step that fails (${code}) leaves no artefact; what was finished is kept`, async () => {
    const [first, second, both] = tinyPlan.steps;
    const failing = { ...second!, arguments: [...second!.arguments, '--fail', code] };
    const { out, said, run } = tiny({ ...tinyPlan, steps: [first!, failing, both!] });
    mkdirSync(out);
    await assert.rejects(run({ jobs: 1 }), (error: Error) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(
        error.problems.map(({ code, location, message, printed }) => ({ code, location, message, printed })),
        [{ code: 'EV8303', location: 'EvalJoin //:second', message: printed, printed: ['first line', 'it failed'] }],
      );
      // Exit code 2 is about the input; everything else is not.
      assert.equal(error instanceof StepError, status !== 2);
      return true;
    });
    assert.deepEqual(deeds(said), ['ran first']);
    assert.ok(!existsSync(out));
    assert.equal(readdirSync(`${out}.steps`).length, 1);
  });
}

test('a step that does not make what it should has failed', async () => {
  const { run } = tiny({ ...tinyPlan, steps: [step('//:lazy', ['a.txt'], 'out/first.txt', { outputs: ['out/first.txt', 'out/other'] })] });
  await assert.rejects(run(), /EV8303 {2}EvalJoin \/\/:lazy\n {2}it ended well and did not make out\/other/);
});

test('a run that is ended keeps what is finished and publishes nothing', async () => {
  const controller = new AbortController();
  const { out, said, run } = tiny();
  await assert.rejects(
    run({
      jobs: 1,
      signal: controller.signal,
      say: (line) => {
        said.push(line);
        controller.abort(new Error('ended'));
      },
    }),
    /^Error: ended$/,
  );
  assert.deepEqual(deeds(said), ['ran first']);
  assert.ok(!existsSync(out));
  said.length = 0;
  await run();
  assert.deepEqual(deeds(said), ['kept first', 'ran both', 'ran second']);
});

test('what an ended run left half done does not count', async () => {
  const { out, said, run } = tiny();
  mkdirSync(`${out}.steps/begun-abc/cwd/out`, { recursive: true });
  writeFileSync(`${out}.steps/begun-abc/cwd/out/first.txt`, 'half');
  await run();
  assert.deepEqual(deeds(said), ['ran both', 'ran first', 'ran second']);
  assert.ok(readdirSync(`${out}.steps`).every((name) => name.startsWith('sha256-')));
});

test('a folder of somebody else is left alone', async () => {
  const { out, run } = tiny();
  mkdirSync(out);
  writeFileSync(join(out, 'precious'), '');
  await assert.rejects(run(), /EV8304/);
  assert.deepEqual(readdirSync(out), ['precious']);
  assert.ok(!existsSync(`${out}.steps`));
});
