/** A run leaves all of its outputs or none, whatever else runs in the process. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { allOrNothing, writeParts, writeText } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

function failing(name: string): Promise<never> {
  return allOrNothing(async () => {
    writeText(at(name), 'half');
    await setTimeout(1);
    throw new Error(`${name} failed`);
  });
}

test('a run that fails removes its outputs and none of an earlier run', async () => {
  await allOrNothing(() => writeText(at('first'), 'whole'));
  await assert.rejects(failing('second'), /second failed/);
  assert.deepEqual([readFileSync(at('first'), 'utf8'), existsSync(at('second'))], ['whole', false]);
});

test('runs at once do not touch each other', async () => {
  const good = allOrNothing(async () => {
    writeText(at('good'), 'whole');
    await setTimeout(5);
    writeText(at('good too'), 'whole');
  });
  await assert.rejects(failing('bad'));
  await good;
  assert.deepEqual(
    ['good', 'good too', 'bad'].map((name) => existsSync(at(name))),
    [true, true, false],
  );
});

test('a file whose parts end in an error is removed, and so is a synchronous run', async () => {
  function* parts(): Generator<string> {
    yield 'half';
    throw new Error('no more');
  }
  await assert.rejects(
    allOrNothing(() => writeParts(at('parts'), parts())),
    /no more/,
  );
  assert.equal(existsSync(at('parts')), false);
});

test('what is written outside of any run stays', () => {
  writeText(at('own'), 'whole');
  assert.equal(readFileSync(at('own'), 'utf8'), 'whole');
});
