/** docs/design promises what runs again after each kind of change; here Bazel's execution log says what did. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ran, type Spawn, type Workspace } from './bazel.ts';
import { promise } from './checks.ts';

const report = '//eval:report';

function edit(workspace: Workspace, path: string, change: (text: string) => string): void {
  const file = join(workspace.folder, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the edit of ${path} changed nothing`);
  writeFileSync(file, after);
}

/** Changes the bytes of a file without changing what it shows: a PNG may end with anything, a JPEG may hold a comment. */
function touchPicture(workspace: Workspace, path: string): void {
  const file = join(workspace.folder, path);
  const bytes = readFileSync(file);
  const comment = Buffer.from([0xff, 0xfe, 0x00, 0x06, 0x68, 0x65, 0x79, 0x21]);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]));
}

const decided = { Decide: 1, Render: 1 };
const tabulated = { ...decided, Gallery: 1, Tabulate: 1 };
/** The names in the criteria are held against the summary of the corpus. */
const assembled = { ...tabulated, Assemble: 1, Names: 1 };

/** The table "what changed, what runs again". The workspace must have been built once. */
export function checkRebuilds(workspace: Workspace): void {
  const after = (title: string, expected: Record<string, number>, ...flags: readonly string[]): Spawn[] => {
    const spawns = workspace.build(report, ...flags);
    promise(`${title}: ${Object.keys(expected).length === 0 ? 'nothing runs' : JSON.stringify(expected)}`, ran(spawns), expected);
    return spawns;
  };

  after('nothing changed', {});

  const criteria = 'criteria/pottery/success_criteria.yaml';
  edit(workspace, criteria, (text) => text.replace('limit: 0.75', 'limit: 0.76'));
  after('a limit in the criteria (they are read again)', { Criteria: 1, Names: 1, ...decided });

  edit(workspace, 'criteria/pottery/failure_classes.yaml', (text) => text.replace('glossy', 'glossy, gleaming, sheen'));
  after('a keyword of a failure class that moves no picture', { Import: 1 });

  edit(workspace, 'datasets/pottery/flagged/crop_runs.json', (text) =>
    text.replace('background visible through the handle', 'background well visible through the handle'),
  );
  after('a note: no picture is opened, nothing is compared', { Import: 1, ...assembled });

  edit(workspace, 'criteria/pottery/failure_classes.yaml', (text) => text.replace('sheen', 'glare on it'));
  after('a failure class that notes and pictures keep', { Import: 1 });

  const mask = join(workspace.folder, 'datasets/pottery/flagged/masks/img_0101.png');
  writeFileSync(mask, readFileSync(join(workspace.folder, 'tools/promises/testdata/img_0101_eroded.png')));
  after('one mask of a corpus in two shards: one verification and one comparison a backend, no inference', {
    Verify: 1,
    Score: 2,
    ...assembled,
  });

  touchPicture(workspace, 'datasets/pottery/heldout/images/test/pot_0001.jpg');
  after('one picture of a corpus in four shards: one verification, one inference and one comparison a backend', {
    Verify: 1,
    Infer: 2,
    Score: 2,
    ...assembled,
  });

  const swapped = after(
    'the candidate checkpoint: its inference and scores, nothing of the baseline',
    { Checkpoint: 1, Infer: 6, Score: 6, ...tabulated },
    '--//eval:candidate=//datasets/pottery:v3',
  );
  promise(
    'no action of the baseline runs for another candidate',
    swapped.filter((s) => s.targetLabel.includes('baseline')).map((s) => s.targetLabel),
    [],
  );
  after('back to the first candidate: everything is known', {});

  edit(workspace, 'eval/report/html/style.ts', (text) => `${text}\n// another line\n`);
  after('a comment in the source of the report: its program has the same bytes', {});
  edit(workspace, 'eval/report/html/style.ts', (text) => `${text}\nprocess.title = 'another';\n`);
  after('the source of the report, compiled to other bytes', { Render: 1 });
}

/** Targets that have an action of every stage between them. */
const stages = [
  report,
  '//examples/command:typescript_conformance',
  '//examples/external:stated.decision',
  '//examples/faces:good.decision',
  '//examples/scorecard:base.scorecard',
];

/** The same actions in two configurations are one cache entry: no path of an input or an output names the configuration. */
export function checkPathMapping(workspace: Workspace): void {
  const flags = ['--experimental_output_paths=strip', '--@rules_model_eval//rules/settings:enforce'];
  workspace.build(...stages, ...flags, '--compilation_mode=fastbuild');
  const again = workspace.build(...stages, ...flags, '--compilation_mode=opt');
  promise('in a second configuration no action of a stage runs', ran(again), {});
  promise('and these come from the cache', [...new Set(again.map((s) => s.mnemonic.slice('Eval'.length)))].sort(), [
    'Assemble',
    'Checkpoint',
    'Conformance',
    'Criteria',
    'Decide',
    'Enforce',
    'ExternalMetrics',
    'Gallery',
    'Import',
    'Infer',
    'Naive',
    'Names',
    'Render',
    'Score',
    'Scorecard',
    'Tabulate',
    'Verify',
  ]);
}

/** A second output base with the same disk cache: what a colleague or CI has. */
export function checkSharedCache(workspace: Workspace): void {
  const spawns = workspace.build(report, '--//eval:candidate=//datasets/pottery:v1');
  const baseline = spawns.filter((s) => s.targetLabel.includes('baseline'));
  promise('with a shared cache a second machine runs no baseline action', baseline.filter((s) => !s.cacheHit).length, 0);
  promise('and asks the cache for all of them', baseline.length >= 8, true);
  promise('the new candidate is inferred', ran(spawns)['Infer'], 6);
}
