/** Exports of reports, read back by the programs that they are for. PEERS names a Python that has them all. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Exported, exportedOf } from '../../eval/cli/export/exported.ts';
import { program } from '../../eval/cli/program.ts';
import { plain } from '../../eval/cli/text/paint.ts';
import { report as schema } from '../../eval/contracts/report.ts';
import { writeJson } from '../../eval/io/files.ts';
import { writeRun } from '../../eval/leaderboard/store/results.ts';
import { run as render } from '../../eval/render/run.ts';
import { changed, type Fixture, unmeasured, voided } from '../../eval/report/testing/fixture.ts';

const python = process.env['PEERS'] ?? '';
const finished = '2026-03-04T05:06:07.000Z';
const whole = (name: Fixture) => changed(() => {}, name);
const oddText = 'a: ["1\n---\n# <i>`|';
const reports = {
  pottery: whole('pottery'),
  void: voided(),
  series: whole('series'),
  external_metrics: whole('external_metrics'),
  detection: whole('detection'),
  unmeasured: unmeasured('pottery'),
  // YAML 1.1 reads the one as a boolean or a text, and nobody takes the other as a name of a file.
  odd: changed(({ decision, metrics: { rows, definitions } }) => {
    for (const definition of definitions) definition.title = oddText;
    Object.assign(decision, { evaluation: oddText, why: oddText });
    for (const [i, value] of ['no', '1:30', '..', 'a/b', 'a_b', 'ä\u202e#é'].entries()) {
      Object.assign(rows[i] ?? {}, { value: 1e-7 * i, where: { corpus: 'flagged', slice: { dimension: 'no', value } } });
    }
  }),
};

// biome-ignore lint/suspicious/noExplicitAny: each program has a form of its own
type Held = (found: any, exported: Exported) => void;

const mlflow: Held = ({ numbers, parameters, tags, model, evaluation, time, state }, exported) => {
  const { verdict } = exported.report.decision;
  assert.deepEqual(numbers, Object.fromEntries(exported.numbers));
  assert.deepEqual(parameters, Object.fromEntries(exported.parameters));
  const { 'mlflow.note.content': note, 'mlflow.runName': _name, 'mlflow.user': _user, ...own } = tags;
  assert.deepEqual(own, Object.fromEntries(exported.tags));
  assert.ok(note.startsWith(`${verdict}: `));
  assert.deepEqual([model, evaluation, time], [exported.model, exported.report.decision.evaluation, exported.finished]);
  assert.equal(state, verdict === 'void' ? 'FAILED' : 'FINISHED');
};

const wandb: Held = ({ numbers, parameters, tags, model, project, notes, state }, exported) => {
  const { verdict } = exported.report.decision;
  assert.deepEqual(numbers, Object.fromEntries(exported.numbers));
  assert.deepEqual(parameters, Object.fromEntries([...exported.parameters, ...exported.tags]));
  assert.equal(model, exported.model);
  assert.match(project, /^[^/\\#?%:]{1,128}$/, 'what the server takes as the name of a project');
  assert.ok(notes.startsWith(`${verdict}: `));
  assert.deepEqual([tags, state], [[verdict], verdict === 'void' ? 1 : 0]);
};

const modelCard: Held = ({ model, tags, rows, text }, { report, model: name }) => {
  const { verdict, why } = report.decision;
  const measured = report.metrics.rows.filter(({ role, value }) => role === 'candidate' && value !== null);
  const place = (corpus: string, rest: unknown, metric: string, value: unknown): string => JSON.stringify([corpus, rest, metric, value]);
  const expected = measured.map(({ where: { corpus, ...rest }, metric, value }) => place(corpus, rest, metric, value));
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const got = rows.map(([, corpus, rest, metric, value]: any[]) => place(corpus, rest, metric, value));
  assert.deepEqual(got.sort(), verdict === 'void' ? [] : expected.sort());
  assert.equal(model, expected.length === 0 || verdict === 'void' ? null : name);
  assert.deepEqual(tags, [`verdict:${verdict}`]);
  assert.match(text, new RegExp(`^# ${{ go: 'Go', 'no-go': 'No-go', inconclusive: 'Inconclusive', void: 'Void' }[verdict]}`, 'm'));
  const shown = text.replaceAll('\\', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  assert.ok(shown.includes(why.replaceAll(/\s+/g, ' ')));
};

const readers: Readonly<Record<string, readonly [module: string, Held]>> = {
  mlflow: ['mlflow', mlflow],
  wandb: ['wandb', wandb],
  'model-card': ['huggingface_hub', modelCard],
};

for (const [format, [module, held]] of Object.entries(readers)) {
  test(`${format}, read back by ${module}`, { skip: python === '' && 'PEERS names no Python' }, () => {
    const root = mkdtempSync(join(tmpdir(), 'export-'));
    const folders = Object.entries(reports).flatMap(([name, input]) =>
      [false, true].map((timed) => {
        const folder = join(root, `${name}.${timed}`);
        const { report } = render(input);
        writeJson(join(folder, 'in', 'report.json'), schema, report);
        if (timed) writeRun(join(folder, 'in'), report, { model: 'other', dataset: 'd', finished });
        const line = ['export', '--format', format, '--report', join(folder, 'in'), '--out', join(folder, 'out')];
        assert.equal(program(line, plain).stderr, '', name);
        return folder;
      }),
    );
    const env = { ...process.env, MLFLOW_ALLOW_FILE_STORE: 'true' };
    const outs = folders.map((folder) => join(folder, 'out'));
    const { stdout, stderr } = spawnSync(python, ['tools/parity/testing/read_exports.py', format, ...outs], { env, encoding: 'utf8' });
    assert.notEqual(stdout, '', stderr);
    for (const [i, found] of JSON.parse(stdout).entries()) {
      assert.equal(found.length, 1, folders[i]);
      held(found[0], exportedOf(join(folders[i] as string, 'in')));
    }
    rmSync(root, { recursive: true });
  });
}
