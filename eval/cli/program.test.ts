/** The program around its commands: help, mistakes, colours; every code of the command line. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cliCodes } from '../errors/cli_codes.ts';
import { commands, program } from './program.ts';
import { goldenRecord } from './record/golden.ts';
import { inFolder, typed } from './testing/folder.ts';
import { first, reportWith, second, voidReport } from './testing/reports.ts';
import { coloured, paintFor, plain } from './text/paint.ts';

const report = reportWith(first);
const record = goldenRecord(report, null);
const files = {
  'report.json': report,
  'mixed.json': { ...report, decision: reportWith(second).decision },
  'go.json': { ...reportWith(second), recommendation: 'go' },
  'golden.json': record,
  'moved.json': { ...record, tools: { edited: 'by hand' } },
  'decision.json': report.decision,
  'void.json': voidReport(),
  'extra.json': { ...report, more: 1 },
  'broken.json': '{',
  'empty/notes.txt': '',
  'workflow.yaml': 'on: push\n',
  'taken/README.md': 'a page of somebody',
};

const refused: readonly (readonly [line: string, code: string, message: RegExp])[] = [
  ['plan flor --difference 0.1 --report report.json', 'EV9014', /no criterion is named "flor" \(nearest: floor\)/],
  ['plan floor --difference some --report report.json', 'EV9001', /--difference some: expected a number above 0/],
  ['plan floor --difference 0.1 --power 80 --report report.json', 'EV9001', /--power 80: expected a number above 0\.5, at most 0\.99/],
  ['explan floor', 'EV9001', /there is no command explan \(nearest: explain\)/],
  ['explain', 'EV9001', /criterion is missing/],
  ['explain floor', 'EV9010', /there is no file bazel-bin\/eval\/report/],
  ['explain floor --report empty', 'EV9010', /there is no file empty\/report.json/],
  ['explain floor --report mixed.json', 'EV9011', /the table is not the one that was decided on[\s\S]*verdict is not that of its decision/],
  ['explain floor --report go.json', 'EV9011', /recommendation is not that of its decision\n {2}got: go\n {2}expected: no-go/],
  ['explain floor --report golden.json', 'EV9013', /this is no report\n {2}got: golden/],
  ['explain floor --report extra.json', 'EV5001', /unknown key "more"/],
  ['explain floor --report broken.json', 'EV5001', /not JSON/],
  ['explain flor --report report.json', 'EV9014', /no criterion or check is named "flor" \(nearest: floor\)/],
  ['explain classes/handle_hol --report report.json', 'EV9014', /nearest: classes\/handle_hole/],
  ['explain sanity:training_overlp --report report.json', 'EV9014', /nearest: sanity:training_overlap/],
  ['explain training_overlp --report report.json', 'EV9014', /nearest: sanity:training_overlap/],
  ['diff golden.json moved.json', 'EV9012', /its digest is not that of its content/],
  ['diff golden.json decision.json', 'EV9013', /this is no report\n {2}got: decision/],
  ['bless --report void.json --out new.json --write', 'EV9015', /nothing trustworthy was measured: predictions of yolo on flagged are the labels/],
  ['bless --report report.json --out report.json --write', 'EV9013', /this is no golden record\n {2}got: report/],
  ['bless --report report.json --out moved.json --write', 'EV9012', /its digest/],
  ['bless --report report.json --out nowhere/golden.json --write', 'EV9018', /no such file or directory/],
  ['export --format mlflo --out x --report report.json', 'EV9001', /there is no format mlflo \(nearest: mlflow\)/],
  ['export --format model-card --out taken --report report.json', 'EV9018', /something else is there already/],
  ['lint workflow.yaml', 'EV9016', /none of the keys at its top/],
  ['lint empty', 'EV9017', /the folder holds none of these files/],
  ['lint nowhere.yaml', 'EV9017', /there is no such file or folder/],
];

for (const [line, code, message] of refused) {
  test(`${code}: ${line}`, () => {
    inFolder(files, () => {
      const { stdout, stderr, exitCode } = typed(line);
      assert.deepEqual([stdout, exitCode], ['', 2]);
      assert.match(stderr, new RegExp(`^error ${code} `));
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\/tmp\//, 'paths are as they were typed');
      assert.equal(existsSync('new.json'), false);
    });
  });
}

test('every code of the command line is produced', () => {
  // The last is of the comment on a gate, whose own tests produce it.
  const produced = new Set([...refused.map(([, code]) => code), 'EV9039']);
  assert.deepEqual(
    Object.keys(cliCodes).filter((code) => !produced.has(code)),
    [],
  );
});

test('without a command it says what there is, and that this was wrong', () => {
  const { stdout, stderr, exitCode } = program([], plain);
  assert.deepEqual([stdout, exitCode], ['', 2]);
  for (const { name } of commands) assert.match(stderr, new RegExp(`^ {2}${name} `, 'm'));
});

test('--version is the command', () => assert.deepEqual(typed('--version'), typed('version')));

test('version names every metric', () => {
  assert.match(typed('version').stdout, /^rules_model_eval: files of schemaVersion 1, criteria of schema 1, Node\.js v/);
  assert.match(typed('version --json').stdout, /"id": "mask_iou",\n {3}"version": 1/);
});

test('colours are for terminals, unless NO_COLOR is set', () => {
  assert.equal(paintFor(true, undefined), coloured);
  assert.equal(paintFor(true, ''), coloured);
  assert.equal(paintFor(true, '1'), plain);
  assert.equal(paintFor(false, undefined), plain);
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const colourCodes = /\u001b\[\d+m/g;

test('colours add nothing but colours, and JSON has none', () => {
  inFolder(files, () => {
    for (const line of [
      'explain floor --report report.json',
      'explain classes --report report.json',
      'lint workflow.yaml',
      'diff report.json void.json',
    ]) {
      const painted = program(line.split(' '), coloured);
      const { stdout } = typed(line);
      assert.equal(painted.stdout.replace(colourCodes, ''), stdout);
      if (stdout !== '') assert.notEqual(painted.stdout, stdout);
    }
    const line = 'explain floor --report report.json --json';
    assert.equal(program(line.split(' '), coloured).stdout, typed(line).stdout);
  });
});

test('what a report quotes cannot steer the terminal', () => {
  const title = '\u001b[31mred\u009b2J\r\nnew line';
  const definitions = report.metrics.definitions.map((definition) => ({ ...definition, title }));
  inFolder({ 'report.json': reportWith(first, { definitions }) }, () => {
    const { stdout } = typed('explain floor --report report.json');
    assert.match(stdout, /^ {2}\ufffd\[31mred\ufffd2J new line \(mask_iou@1\)/m);
    assert.equal(stdout.includes('\u001b'), false);
  });
});

test('bless writes only with --write, keeps the chain, and leaves nothing beside the record', () => {
  inFolder({ 'first.json': reportWith(first), 'second.json': reportWith(second) }, () => {
    assert.equal(typed('bless --report first.json --out golden.json').exitCode, 1);
    assert.equal(existsSync('golden.json'), false);
    assert.equal(typed('bless --report first.json --out golden.json --write').exitCode, 0);
    const before = readFileSync('golden.json', 'utf8');
    assert.equal(typed('bless --report second.json --out golden.json').exitCode, 1);
    assert.equal(readFileSync('golden.json', 'utf8'), before);
    assert.match(typed('bless --report second.json --out golden.json --write').stdout, /^golden\.json is written: verdict go → no-go; /);
    assert.equal(JSON.parse(readFileSync('golden.json', 'utf8')).replaces, JSON.parse(before).digest);
    const after = readFileSync('golden.json', 'utf8');
    assert.equal(typed('bless --report second.json --out golden.json --write').exitCode, 0);
    assert.equal(readFileSync('golden.json', 'utf8'), after, 'a record that says the same is kept');
    assert.equal(existsSync('golden.json.new'), false);
  });
});
