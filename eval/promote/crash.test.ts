/** A promotion may die after any operation, in the middle of any write, also while it repairs, or with the power. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from './outcome.ts';
import { versionOf } from './statement.ts';
import type { FileSystem } from './store/file_system.ts';
import { pointer } from './store/formats.ts';
import { parseTrail } from './store/trail.ts';
import { checkVersion } from './store/version.ts';
import { codesIn, inputs, Machine, promoting, promotionOf, rollingBack, type Step, verifying } from './testing/machine.ts';
import { MemoryFileSystem } from './testing/memory_file_system.ts';
import { generator } from './testing/random.ts';
import { SteppingFileSystem, stoppingAt } from './testing/stopping.ts';

const versions = Object.fromEntries(
  Object.entries(inputs).map(([name, one]) => [name, one.checkpoint === undefined ? '' : versionOf(one, one.checkpoint).digest]),
) as Record<keyof typeof inputs, string>;

/** Commands, what a store must have seen before, and what the channel shows before and after. */
const scenarios: Record<string, { before: readonly Step[]; step: Step; old: string | undefined; new: string | undefined; line: string }> = {
  'the first promotion makes the store': {
    before: [],
    step: promoting(promotionOf(inputs.a)),
    old: undefined,
    new: versions.a,
    line: 'promote done',
  },
  'a second promotion': {
    before: [promoting(promotionOf(inputs.a))],
    step: promoting(promotionOf(inputs.b)),
    old: versions.a,
    new: versions.b,
    line: 'promote done',
  },
  'a rollback': {
    before: [promoting(promotionOf(inputs.a)), promoting(promotionOf(inputs.b))],
    step: rollingBack(versions.a),
    old: versions.b,
    new: versions.a,
    line: 'rollback done',
  },
  'a refusal': {
    before: [promoting(promotionOf(inputs.a))],
    step: promoting(promotionOf(inputs.c)),
    old: versions.a,
    new: versions.a,
    line: 'promote refused',
  },
};

/** What a reader sees who knows nothing of locks: the version in service, all of its files true. */
function inService(fs: FileSystem): string | undefined {
  const bytes = fs.read('channels/production.json');
  if (bytes === undefined) return undefined;
  const { version } = pointer.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  assert.deepEqual(checkVersion(fs, version), [], 'the version in service is whole');
  return version;
}

function linesOf(fs: FileSystem): string[] {
  const { entries, problems } = parseTrail(fs.read('audit.ndjson') ?? new Uint8Array(0));
  assert.deepEqual(problems, []);
  return entries.map(({ line }) => `${line.action} ${line.status}`);
}

/** Another process takes over: what is left must be the old state or the new one, and the same command ends well. */
function checkTakeover(machine: Machine, fs: FileSystem, name: string, dead: string): void {
  const scenario = scenarios[name]!;
  const earlier = scenario.before.length;
  const seen = inService(fs);
  assert.ok(seen === scenario.old || seen === scenario.new, `${dead}: a reader sees ${seen}`);

  // A refused rollback repairs, and changes nothing but the trail. There is none in a folder that is no store yet.
  const repair = machine.run(fs, rollingBack(`sha256:${'0'.repeat(64)}`));
  if (codesIn(repair).includes('EV7020')) assert.deepEqual([seen, scenario.old], [undefined, undefined]);
  else {
    assert.deepEqual(codesIn(repair), ['EV7016'], `${dead}: ${repair?.text}`);
    sound(machine.run(fs, verifying), dead);
    const added = linesOf(fs).slice(earlier, -1);
    assert.equal(inService(fs), added.includes(scenario.line) ? scenario.new : scenario.old, `${dead}: trail and channel tell one story`);
    assert.deepEqual(
      added,
      added.map(() => scenario.line),
      dead,
    );
  }
  const again = machine.run(fs, scenario.step);
  assert.equal(again?.exitCode, scenario.line.endsWith('refused') ? 1 : 0, `${dead}: ${again?.text}`);
  assert.equal(inService(fs), scenario.new, dead);
  sound(machine.run(fs, verifying), dead);
  if (!scenario.line.endsWith('refused')) assert.equal(linesOf(fs).filter((line) => line === scenario.line).length, 1 + same(scenario), dead);
}

/** Lines of the same kind that the store had before. */
function same({ before, line }: { before: readonly Step[]; line: string }): number {
  return line === 'promote done' ? before.length : 0;
}

function sound(outcome: Outcome | undefined, dead: string): void {
  assert.equal(outcome?.exitCode, 0, `${dead}: ${outcome?.text}`);
}

/** Stores before the command of each scenario. */
const prepared = new Map(
  Object.entries(scenarios).map(([name, { before }]) => {
    const [fs, machine] = [new MemoryFileSystem(), new Machine()];
    for (const step of before) assert.equal(machine.run(fs, step)?.exitCode, 0);
    return [name, fs];
  }),
);

for (const [name, start] of prepared) {
  const { step } = scenarios[name]!;
  const counted = new SteppingFileSystem(start.copy(), () => {});
  new Machine().run(counted, step);
  const { steps } = counted;

  test(`${name}: killed at every operation, and in the middle of every write`, (t) => {
    t.diagnostic(`${steps} operations`);
    for (let at = 1; at <= steps; at++) {
      for (const inTheMiddle of [false, true]) {
        const [fs, machine] = [start.copy(), new Machine()];
        assert.equal(machine.run(stoppingAt(fs, at, inTheMiddle), step), undefined);
        checkTakeover(machine, fs, name, `killed at ${at}`);
      }
    }
  });

  // A third of all pairs, in which every operation of both processes comes up.
  test(`${name}: killed at every operation, and the next process at every operation of its own`, () => {
    for (let at = 1; at <= steps; at++) {
      const [killed, machine] = [start.copy(), new Machine()];
      machine.run(stoppingAt(killed, at, at % 2 === 0), step);
      for (let second = 1; ; second++) {
        const fs = killed.copy();
        const survived = machine.run(stoppingAt(fs, second, at % 3 === 0), step);
        if ((at + second) % 3 === 0) checkTakeover(machine, fs, name, `killed at ${at}, then at ${second}`);
        if (survived !== undefined) break;
      }
    }
  });

  test(`${name}: the power fails at every operation`, (t) => {
    const seed = Number(process.env['SEED'] ?? 20261);
    t.diagnostic(`seed ${seed}`);
    const { below } = generator(seed);
    for (let round = 0; round < 6; round++) {
      for (let at = 1; at <= steps + 1; at++) {
        const [fs, machine] = [start.copy(), new Machine()];
        const completed = machine.run(stoppingAt(fs, at, at % 2 === 0), step) !== undefined;
        const after = fs.afterPowerFailure(below);
        if (completed) assert.equal(inService(after), scenarios[name]!.new, 'what was reported as done stays done');
        checkTakeover(machine, after, name, `seed ${seed}, round ${round}: power failed at ${at}`);
      }
    }
  });
}
