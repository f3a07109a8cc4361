/** The steps of both templates, run as GitHub's runner and GitLab's run them: in front of a Bazel and a forge that stand in. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { TestForge } from './testing/forge.ts';
import { TestJob } from './testing/job.ts';

const reportOf = (recommendation: string): string =>
  `# ${recommendation}\n\n![137](gallery/137.jpg)\n\nhandle_hole fell\n\nrecommendation: "${recommendation}"\n`;

interface Step {
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'continue-on-error'?: boolean;
}

const action = parse(readFileSync('ci/github/action.yml', 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};
const gitlab = parse(readFileSync('ci/gitlab/gate.gitlab-ci.yml', 'utf8'))['.model-evaluation'] as {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
};

interface Result {
  readonly code: number;
  readonly forge: TestForge;
  readonly job: TestJob;
  readonly log: string;
}

type End = { readonly code: number; readonly report?: string };

async function made(
  t: TestContext,
  end: End,
  others = 0,
): Promise<{ forge: TestForge; address: string; jobOf: (env: Record<string, string>) => TestJob }> {
  const forge = new TestForge(others);
  t.after(() => forge.close());
  const address = await forge.listen();
  const jobOf = (env: Record<string, string>): TestJob => {
    const job = new TestJob(end, env);
    t.after(() => job.remove());
    return job;
  };
  return { forge, address, jobOf };
}

/** `bash --noprofile --norc -eo pipefail` is what GitHub starts for `shell: bash`. */
async function onGitHub(forge: TestForge, address: string, job: TestJob): Promise<Result> {
  const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']));
  writeFileSync(join(job.folder, 'outputs'), '');
  const known: Record<string, string> = {
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value])),
    'inputs.bazel': job.bazel,
    'inputs.token': 'secret',
    'github.event.pull_request.number': '7',
    'runner.temp': join(job.folder, 'temp dir'),
  };
  const filled = (text: string): string =>
    text.replace(/\$\{\{ ([\w.]+) \}\}/g, (_, name: string) => known[name] ?? assert.fail(`no value of ${name}`));
  const base = {
    GITHUB_OUTPUT: join(job.folder, 'outputs'),
    GITHUB_STEP_SUMMARY: join(job.folder, 'summary'),
    GITHUB_API_URL: address,
    GITHUB_REPOSITORY: 'pots/models',
    GITHUB_SERVER_URL: 'https://forge.example',
    GITHUB_RUN_ID: '11',
  };
  await job.run(['bash'], 'mkdir "temp dir"');
  let log = '';
  for (const step of action.runs.steps) {
    if (step.run === undefined) continue;
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value)]));
    const { code, output } = await job.run(['bash', '--noprofile', '--norc', '-eo', 'pipefail'], step.run, { ...base, ...env });
    log += output;
    for (const [, name, value] of job.read('outputs').matchAll(/^(\w+)=(.*)$/gm)) known[`steps.gate.outputs.${name}`] = value ?? '';
    if (code !== 0 && step['continue-on-error'] !== true) return { code, forge, job, log };
  }
  return { code: 0, forge, job, log };
}

/** GitLab's runner joins the lines and stops at the first that fails. */
async function onGitLab(forge: TestForge, address: string, job: TestJob): Promise<Result> {
  const { code, output } = await job.run(['sh', '-e'], gitlab.script.join('\n'), {
    ...gitlab.variables,
    BAZEL: job.bazel,
    GATE_TOKEN: 'secret',
    CI_API_V4_URL: address,
    CI_PROJECT_ID: '3',
    CI_MERGE_REQUEST_IID: '7',
    CI_PROJECT_DIR: job.folder,
    CI_JOB_URL: 'https://forge.example/jobs/11',
  });
  return { code, forge, job, log: output };
}

const runners = { GitHub: onGitHub, GitLab: onGitLab };
const ends: [title: string, end: End, verdict: string, shown: RegExp][] = [
  ['a go', { code: 0, report: reportOf('go') }, 'go', /# go.*recommendation: "go"/s],
  ['a no-go', { code: 3, report: reportOf('no-go') }, 'no-go', /# no-go.*recommendation: "no-go"/s],
  ['no verdict', { code: 1 }, 'none', /# No verdict/],
];

for (const [name, runOn] of Object.entries(runners)) {
  for (const [title, end, verdict, shown] of ends) {
    test(`${name}: ${title} ends as Bazel ended and is commented on once, however often it runs`, async (t) => {
      const { forge, address, jobOf } = await made(t, end, 150);
      for (let round = 1; round <= 2; round++) {
        const { code, job } = await runOn(forge, address, jobOf({}));
        assert.equal(code, end.code);
        if (name === 'GitHub') assert.match(job.read('outputs'), new RegExp(`^verdict=${verdict}$`, 'm'));
        assert.match(job.read('calls'), /^test --nozip_undeclared_test_outputs --test_output=errors \/\/eval:gate$/m);
      }
      assert.equal(forge.comments.length, 151);
      const body = forge.comments.at(-1)?.body ?? '';
      assert.match(body, shown);
      assert.match(body, /^<!-- rules_model_eval: \/\/eval:gate -->/);
      assert.match(body, /https:\/\/forge\.example/);
      assert.doesNotMatch(body, /gallery/, 'a comment cannot show files of the report');
    });
  }

  test(`${name}: a comment that is refused changes no verdict, and the log says why`, async (t) => {
    const { forge, address, jobOf } = await made(t, { code: 3, report: reportOf('no-go') });
    forge.refusal = 403;
    const { code, log } = await runOn(forge, address, jobOf({}));
    assert.equal(code, 3);
    assert.match(log, /EV9039 .*the answer is 403/s);
    assert.doesNotMatch(log, /secret/);
  });
}
