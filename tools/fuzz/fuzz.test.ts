import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../eval/errors/errors.ts';
import { optionsOf } from './arguments.ts';
import { readers } from './readers/table.ts';
import { fuzz, share } from './run.ts';

const seed = 20260722;

test(`changed inputs are read, or refused in words that help (seed ${seed})`, async () => {
  const { text, cases, findings } = await fuzz({ seed, count: 500, only: undefined });
  process.stdout.write(text);
  assert.equal(findings, 0, text);
  assert.ok(cases >= 500, `${cases} cases`);
  assert.match(text, new RegExp(`\\n${cases} passed, 0 failed\\n$`));
});

test('every reader gets its share', () => {
  const jobs = share(readers, 10_000);
  assert.equal(new Set(jobs.map(({ reader }) => reader)).size, readers.length, 'names are unique');
  assert.ok(jobs.every(({ reader, to }) => to >= (reader.startsWith('program ') ? 5 : 50)));
  const cases = jobs.reduce((sum, { to }) => sum + to, 0);
  assert.ok(cases >= 10_000 && cases <= 10_000 + readers.length, `${cases} cases`);
});

test('arguments are checked', () => {
  assert.deepEqual(optionsOf(['--seed', '7', '--count', '10', '--only', 'decide']), { seed: 7, count: 10, only: 'decide' });
  for (const argv of [
    ['--seed', 'x'],
    ['--count', '-1'],
    ['--only', 'decid'],
    ['--cases', '1'],
  ]) {
    assert.throws(() => optionsOf(argv), InputError, argv.join(' '));
  }
});
