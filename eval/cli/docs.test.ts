/** The pages about the command line say what the program says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sanityCheckNames } from '../sanity/table.ts';
import { commandHelp } from './help.ts';
import { suspicionRules } from './lint/suspicions.ts';
import { commands } from './program.ts';

const page = readFileSync('docs/cli.md', 'utf8');
const failed = readFileSync('docs/gate-failed.md', 'utf8');

for (const command of commands) {
  test(`docs/cli.md quotes the help of ${command.name}`, () => {
    const quoted = commandHelp(command)
      .trimEnd()
      .replaceAll(/^(?=.)/gm, '    ');
    assert.ok(page.includes(`## ${command.name}\n\n${quoted}\n`), `put this below its heading:\n${quoted}`);
  });
}

test('docs/cli.md has a row for every warning of lint, and no other', () => {
  const section = page.split('\n## lint\n')[1]?.split('\n## ')[0] ?? '';
  const told = [...section.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, rule]) => rule);
  assert.deepEqual(told.sort(), [...suspicionRules].sort());
});

test('docs/gate-failed.md has a section for every sanity check', () => {
  const told = [...failed.matchAll(/^### ([a-z_]+)$/gm)].map(([, check]) => check);
  assert.deepEqual(told, [...sanityCheckNames]);
});

test('docs/gate-failed.md has every section that its table leads to', () => {
  const headings = new Set(
    [...failed.matchAll(/^## (.+)$/gm)].map(
      ([, heading]) =>
        `#${heading
          ?.toLowerCase()
          .replaceAll(/[^a-z ]/g, '')
          .replaceAll(' ', '-')}`,
    ),
  );
  for (const [, link] of failed.matchAll(/\]\((#[^)]+)\)/g)) assert.ok(headings.has(link ?? ''), link);
});
