/**
 * Whatever is done to a store in whatever order, with processes that die and power that fails: the pointer names a
 * version whose files are true, the chain holds, and the store agrees with a model of a few lines.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PromotionInputs } from './inputs.ts';
import { versionOf } from './statement.ts';
import { type AuditLine, pointer } from './store/formats.ts';
import { parseTrail } from './store/trail.ts';
import { checkpointOf, inputsOf } from './testing/inputs.ts';
import { inputs, Machine, promoting, promotionOf, rollingBack, type Step, verifying } from './testing/machine.ts';
import { MemoryFileSystem } from './testing/memory_file_system.ts';
import { type Generator, generator } from './testing/random.ts';
import { stoppingAt } from './testing/stopping.ts';

const rounds = 30;
const commands = 15;
const channels = ['production', 'beta'] as const;
const noGo = inputsOf({ checkpoint: checkpointOf('hasty'), overlap: 0.6 });
const candidates: readonly PromotionInputs[] = [...Object.values(inputs), noGo];
const versions = candidates.map((one) => versionOf(one, one.checkpoint!));
const unknown = `sha256:${'0'.repeat(64)}`;

/** What a command asks for: the version it would move its channel to, and the channels' versions for which it is allowed. */
interface Wish {
  readonly step: Step;
  readonly channel: string;
  readonly to: string;
  /** Nothing stands against the command itself. */
  readonly fair: boolean;
  readonly allowed: (current: string | undefined, history: ReadonlySet<string>) => boolean;
}

function wish({ below, pick }: Generator): Wish {
  const channel = pick(channels);
  if (below(3) === 0) {
    const to = pick([...versions.map(({ digest }) => digest), unknown]);
    return { step: rollingBack(to, { channel }), channel, to, fair: true, allowed: (_current, history) => history.has(to) };
  }
  const number = below(candidates.length);
  const [one, version] = [candidates[number]!, versions[number]!];
  const [force, otherBaseline] = [below(2) === 0, below(2) === 0 ? 'for a test' : null];
  const backendOf = (current: string): string | undefined => versions.find(({ digest }) => digest === current)?.statement.predicate.backend.digest;
  return {
    step: promoting(promotionOf(one, { channel, force, reason: 'for a test', otherBaseline })),
    channel,
    to: version.digest,
    fair: one.decision.verdict === 'go' || force,
    allowed: (current) => current === undefined || otherBaseline !== null || backendOf(current) === one.decision.digests.baseline,
  };
}

test('random commands, deaths and power failures', (t) => {
  const first = Number(process.env['SEED'] ?? 7);
  const seen: Record<string, number> = {};
  const count = (what: string): void => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
  for (let seed = first; seed < first + rounds; seed++) {
    const random = generator(seed);
    const machine = new Machine();
    let fs = new MemoryFileSystem();
    let lines: readonly AuditLine[] = [];
    for (let i = 0; i < commands; i++) {
      const location = `seed ${seed}, command ${i + 1}`;
      const { step, channel, to, fair, allowed } = wish(random);
      const before = stateOf(lines);
      const [current, history] = [before.current.get(channel), before.history.get(channel) ?? new Set<string>()];

      const fate = random.below(5);
      const outcome = machine.run(fate === 0 ? stoppingAt(fs, 1 + random.below(40), random.below(2) === 0) : fs, step);
      if (random.below(6) === 0) fs = fs.afterPowerFailure(random.below);
      if (outcome?.exitCode === 4) {
        assert.ok(before.current.size === 0 && fs.read('store.json') === undefined, `${location}: ${outcome.text}`);
        continue;
      }
      if (outcome === undefined) machine.run(fs, rollingBack(unknown));

      const after = fs.read('audit.ndjson') === undefined ? [] : linesOf(fs, location);
      assert.deepEqual(after.slice(0, lines.length), lines, `${location}: the trail only grows`);
      const moves = after.slice(lines.length).filter(({ status }) => status === 'done');
      const mayMove = fair && to !== current && allowed(current, history);
      assert.deepEqual(
        moves.map((line) => [line.channel, line.from, line.to]),
        moves.length > 0 || (outcome !== undefined && mayMove) ? [[channel, current ?? null, mayMove ? to : 'nothing']] : [],
        location,
      );
      if (outcome !== undefined) assert.equal(outcome.exitCode, mayMove || (fair && to === current) ? 0 : 1, `${location}: ${outcome.text}`);
      if (fs.list('channels') !== undefined) checkInvariants(machine, fs, after, location);
      lines = after;
      count(outcome === undefined ? 'died' : moves.length > 0 ? 'moved' : outcome.exitCode === 0 ? 'nothing to do' : 'refused');
    }
  }
  t.diagnostic(`seeds ${first} to ${first + rounds - 1}: ${JSON.stringify(seen)}`);
  assert.deepEqual(Object.keys(seen).sort(), ['died', 'moved', 'nothing to do', 'refused'], 'every kind of end came up');
});

function linesOf(fs: MemoryFileSystem, location: string): readonly AuditLine[] {
  const { entries, problems } = parseTrail(fs.read('audit.ndjson')!);
  assert.deepEqual(problems, [], location);
  return entries.map(({ line }) => line);
}

/** The model: what is in service, and what was, by channel. */
function stateOf(lines: readonly AuditLine[]): { current: Map<string, string>; history: Map<string, Set<string>> } {
  const [current, history] = [new Map<string, string>(), new Map<string, Set<string>>()];
  for (const { status, channel, to } of lines) {
    if (status !== 'done' || to === null) continue;
    current.set(channel, to);
    history.set(channel, (history.get(channel) ?? new Set()).add(to));
  }
  return { current, history };
}

function checkInvariants(machine: Machine, fs: MemoryFileSystem, lines: readonly AuditLine[], location: string): void {
  const verified = machine.run(fs, verifying);
  if (fs.read('store.json') !== undefined) assert.equal(verified?.exitCode, 0, `${location}: ${verified?.text}`);
  const shown = (fs.list('channels') ?? []).map((name) => pointer.parse(JSON.parse(Buffer.from(fs.read(`channels/${name}`)!).toString('utf8'))));
  assert.deepEqual(new Map(shown.map(({ channel, version }) => [channel, version])), new Map([...stateOf(lines).current].sort()), location);
  for (const { version, forced } of shown)
    assert.equal(forced, version === versions.at(-1)?.digest, `${location}: the mark of a forced version stays`);
}
