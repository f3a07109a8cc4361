/** The command line, against recorded runs of the script whose flags it takes. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { type Scorecard, scorecard as scorecardSchema } from '../../contracts/scorecard.ts';
import { nodeBinary } from '../../io/node.ts';
import { command as commandWith, type Result } from './command.ts';
import { assertSame, judged, type RecordedCard, wasSkipped } from './testing/recorded.ts';

interface Vector {
  readonly name: string;
  readonly input: { readonly args: readonly string[]; readonly files?: Readonly<Record<string, unknown>> };
  readonly expected: { readonly exit_code: number; readonly stdout_json: RecordedCard | null };
}

const { cases } = JSON.parse(readFileSync('eval/scorecard/command/testing/cli.json', 'utf8')) as { cases: readonly Vector[] };
const shipped = resolve('criteria');
const command = (argv: readonly string[]): Result => commandWith(argv, shipped);
const champion = readFileSync('criteria/scorecard/champion.yaml', 'utf8');

/** Runs in a folder of its own that holds the files. */
function inFolder<T>(files: Readonly<Record<string, unknown>>, act: (folder: string) => T): T {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'scorecard-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  process.chdir(folder);
  try {
    return act(folder);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

function cardOf({ stdout, stderr }: Result): Scorecard {
  assert.equal(stderr, '');
  const card: unknown = JSON.parse(stdout);
  assert.equal(stdout, `${JSON.stringify(card, null, 2)}\n`, 'indented by 2, with a line feed at the end');
  return scorecardSchema.parse(card);
}

const vouched = ['--who', 'the test', '--why', 'it was recorded so'];
const skipping = ['--policy', 'skipped_counts_as_passed'];

interface Outcome {
  /** Exit codes: as the criteria declare it, and where what was not measured is taken as passed. */
  readonly exits: readonly [declared: number, skipping: number];
  /** Recorded gates that are not measured here, and why. */
  readonly unmeasured?: readonly string[];
}

const usage: Outcome = { exits: [2, 2] };
const input: Outcome = { exits: [3, 3] };
const incomplete: Outcome = { exits: [4, 0] };

const outcomes: Readonly<Record<string, Outcome>> = {
  'no-arguments': { exits: [4, 4] },
  'report-passes': incomplete,
  'report-fails-at-future': { exits: [1, 1] },
  'report-file-missing': input,
  'shadow-file-missing': input,
  // Its traces have no variant, and its summary states a rate without counts.
  'all-artefacts': { ...incomplete, unmeasured: ['forbidden_region_avoidance', 'loop_rate_max', 'escalation_rate_max'] },
  'metric-overrides': incomplete,
  'metric-repeated': incomplete,
  'metric-spaces': incomplete,
  'metric-no-equals': usage,
  'metric-not-a-number': usage,
  'metric-empty-value': usage,
  'metric-two-equals': usage,
  'metric-unknown-name': usage,
  'metric-scientific': incomplete,
  'unknown-tier': usage,
  'unknown-flag': usage,
  'failing-writes-output': { exits: [1, 1] },
  'tier-abbreviation': usage,
};

for (const { name, input: given, expected } of cases) {
  test(`recorded run ${name}`, () => {
    const outcome = outcomes[name];
    assert.ok(outcome !== undefined);
    const { exits, unmeasured = [] } = outcome;
    const argv = given.args.includes('--metric') ? [...given.args, ...vouched] : given.args;
    inFolder(given.files ?? {}, () => {
      const results = [command(argv), command([...argv, ...skipping])];
      assert.deepEqual(
        results.map(({ exitCode }) => exitCode),
        exits,
      );
      if (exits[0] === 2 || exits[0] === 3) {
        for (const { stdout, stderr } of results) assert.deepEqual([stdout, /^error EV\d{4} {2}/.test(stderr)], ['', true], stderr);
        return;
      }
      const recorded = expected.stdout_json;
      assert.ok(recorded !== null);
      const gates = recorded.gates.filter((gate) => !unmeasured.includes(gate.name));
      for (const result of results) assertSame(cardOf(result), { ...recorded, gates });
      const [declared, skipped] = results.map(cardOf);
      for (const gate of unmeasured) assert.equal(declared?.gates.find((one) => one.name === gate)?.state, 'not_measured', gate);
      // Where nothing at all was measured there is nothing to pass by.
      if (!recorded.gates.every(wasSkipped)) assert.equal(skipped?.overall_passed, recorded.overall_passed);
      assert.equal(declared?.overall_passed, false);
      const output = given.args[given.args.indexOf('--output') + 1];
      if (given.args.includes('--output')) assert.equal(readFileSync(output ?? '', 'utf8'), results[1]?.stdout);
    });
  });
}

test('every recorded run has an outcome', () => {
  assert.deepEqual(Object.keys(outcomes).sort(), cases.map(({ name }) => name).sort());
});

/** Artefacts that pass at first_sft, large enough to count. */
const good = {
  'r.json': { results: Array.from({ length: 20 }, (_, i) => ({ task_id: `t${i}`, passed: i < 14, outcome: { cost: 0.08 } })) },
  's.json': { variants: { candidate: { step_count: 200, escalation_count: 8 } } },
  'lt/tenant/a.json': {
    variant: 'candidate',
    steps: Array.from({ length: 200 }, (_, i) =>
      i < 4 ? { label: 'negative', label_reason: 'escalation' } : { label: 'neutral', label_reason: 'success_no_delta' },
    ),
  },
  'lt/notes.txt': 'not a trace',
};
const artefacts = ['--eval-report', 'r.json', '--shadow-summary', 's.json', '--labelled-traces', 'lt'];
const byHand = ['parser_validity=297/300', 'grounding_accuracy=0.78', 'done_completeness=18/20'].flatMap((text) => ['--metric', text]);

test('a go: artefacts, counts by hand, and a gate that the tier may lack', () => {
  const { card, exitCode } = inFolder(good, () => {
    const result = command([...artefacts, ...byHand, ...vouched]);
    return { card: cardOf(result), exitCode: result.exitCode };
  });
  assert.deepEqual([exitCode, card.overall_passed, card.metadata.verdict], [0, true, 'go']);
  assert.deepEqual(card.metadata.not_measured, ['gallery_recovery_rate']);
  const parser = card.gates.find(({ name }) => name === 'parser_validity');
  assert.deepEqual([parser?.value, parser?.n, parser?.note], [0.99, 300, 'override by the test: it was recorded so']);
  assert.deepEqual(
    card.metadata.inputs.map(({ role }) => role),
    ['config', 'eval_report', 'shadow_summary', 'labelled_trace:tenant/a.json'],
  );
});

test('the gates of another scorecard come first and in its order', () => {
  const card = inFolder({}, () => cardOf(command([])));
  const nine = cases[0]?.expected.stdout_json?.gates.map(({ name }) => name) ?? [];
  assert.deepEqual(
    card.gates.map(({ name }) => name),
    [...nine, 'failed_step_rate'],
  );
});

test('a gate that failed outweighs one that was not measured; at future nothing may lack', () => {
  inFolder(good, () => {
    assert.equal(command([...artefacts, ...byHand, ...vouched, '--tier', 'future']).exitCode, 1);
    assert.equal(command(['--metric', 'task_pass_rate=18/20', ...vouched, '--tier=future']).exitCode, 4);
    assert.equal(judged(cardOf(command([...artefacts, '--metric', 'loop_rate_max=0.2', ...vouched]))).includes('-loop_rate_max'), true);
  });
});

test('what is typed wrong is told at once, and is not what is read wrong', () => {
  inFolder({ ...good, 'broken.json': '{' }, () => {
    const wrong = command(['--metric', 'a', '--metric', 'loop_rate_max=1/0', '--metric', 'task_pass_rate=inf', '--policy', 'none']);
    assert.equal(wrong.exitCode, 2);
    assert.deepEqual(
      wrong.stderr.split('\n').filter((line) => line.startsWith('  --')),
      [
        '  --metric a: expected NAME=VALUE',
        '  --metric loop_rate_max=1/0: the whole is 0',
        '  --metric task_pass_rate=inf: "inf" is no finite decimal number and no PART/WHOLE',
        "  --metric needs --who: an override is somebody's responsibility",
        "  --metric needs --why: an override is somebody's responsibility",
        '  --policy none: the one policy is skipped_counts_as_passed',
      ],
    );
    assert.equal(command(['--metric', 'task_pass_rate=0.5', '--who', 'me', '--why', ' ']).exitCode, 2);
    assert.equal(command(['--metric', 'task_pass_rate=3/2', ...vouched]).exitCode, 2);
    assert.equal(command(['--eval-report', 'broken.json', '--metric', 'x=1', ...vouched]).exitCode, 3);
    assert.equal(command(['--labelled-traces', 'r.json']).exitCode, 3, 'a file is no folder');
    assert.equal(command(['--criteria', 'nowhere.yaml']).exitCode, 3);
  });
});

test('other criteria have tiers of their own, or none', () => {
  inFolder({ ...good, 'champion.yaml': champion }, () => {
    const card = cardOf(command([...artefacts, '--criteria', 'champion.yaml']));
    assert.deepEqual([card.tier, card.metadata.verdict, card.gates.length], [null, 'void', 6]);
    assert.equal(command([...artefacts, '--criteria', 'champion.yaml', '--tier', 'base']).exitCode, 2);
    const undeclared = command(['--criteria', 'champion.yaml', '--metric', 'task_pass_rate=1/2', ...vouched]);
    assert.deepEqual([undeclared.exitCode, undeclared.stderr.slice(0, 12)], [2, 'error EV5211']);
  });
});

test('the program prints what the command gives', () => {
  const program = import.meta.filename.replace(/command\.test\.(ts|js)$/, 'main.$1');
  assert.ok(existsSync(program));
  inFolder(good, (folder) => {
    const env = { ...process.env, BUILD_WORKING_DIRECTORY: folder };
    const run = (...argv: string[]) => spawnSync(nodeBinary, [program, ...argv], { cwd: tmpdir(), encoding: 'utf8', env });
    const { status, stdout, stderr } = run(...artefacts, '--output', 'card.json');
    assert.deepEqual([status, stdout, stderr], [4, command(artefacts).stdout, '']);
    assert.equal(readFileSync('card.json', 'utf8'), stdout);
    assert.equal(run('--help').status, 0);
  });
});
