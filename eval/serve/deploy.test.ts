/** What operators copy: arguments that the service takes, and files that the programs they are for accept, as far as those are on the machine. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const unit = readFileSync('eval/serve/deploy/model-eval.service', 'utf8');
const container = readFileSync('eval/serve/deploy/Containerfile', 'utf8');
/** Lines without comments, continued ones joined. */
const instructions = container
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', '')
  .split('\n')
  .filter((line) => line !== '');

test('both give the service nothing but documented arguments', () => {
  const page = readFileSync('docs/service.md', 'utf8');
  for (const text of [unit, container]) {
    const flags = [...(text.split(/ --(?:"|\s)|"--",/)[1]?.matchAll(/--[a-z-]+/g) ?? [])].map(([flag]) => flag);
    assert.ok(flags.includes('--config') && flags.includes('--home'), text);
    for (const flag of flags) assert.ok(page.includes(`\`${flag}\``), flag);
  }
});

test('the container is nobody special, and what listens outside of it wants a token', () => {
  const kinds = instructions.map((line) => line.split(' ')[0]);
  assert.deepEqual([...new Set(kinds)], ['FROM', 'RUN', 'COPY', 'USER', 'WORKDIR', 'VOLUME', 'EXPOSE', 'ENTRYPOINT']);
  assert.equal(
    instructions.findLast((line) => line.startsWith('USER')),
    'USER model-eval',
  );
  const words = JSON.parse(instructions.at(-1)?.slice('ENTRYPOINT '.length) ?? '') as string[];
  assert.deepEqual([words[words.indexOf('--host') + 1], words.includes('--token-file')], ['0.0.0.0', true]);
});

const analyze = spawnSync('systemd-analyze', ['--version']).error === undefined;
test('systemd accepts the unit', { skip: !analyze && 'this machine has no systemd-analyze' }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'unit-'));
  t.after(() => rmSync(folder, { recursive: true }));
  // It also looks for the program.
  const launcher = join(folder, 'bazelw');
  writeFileSync(launcher, '#!/bin/sh\n', { mode: 0o755 });
  const file = join(folder, 'model-eval.service');
  writeFileSync(file, unit.replaceAll('/opt/rules_model_eval/bazelw', launcher));
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  assert.deepEqual([status, stdout + stderr], [0, '']);
});
