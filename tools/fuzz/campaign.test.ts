/** The oracle and the watch can fail: planted faults are found, and named by the case that shows them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { campaign, type Result } from './campaign.ts';

const extension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';
const faulty = pathToFileURL(join(import.meta.dirname, `testing/faulty${extension}`)).href;

async function endings(reader: string, cases: number): Promise<Result['ending'][]> {
  const results: Result[] = [];
  // Only what hangs is to be found by the watch, however busy the machine is.
  const limits = { seconds: reader === 'hangs' ? 1 : 60, memory: 400 };
  await campaign(faulty, 1, [{ reader, from: 0, to: cases }], (result) => results.push(result), limits);
  assert.deepEqual(
    results.map(({ number }) => number),
    Array.from({ length: cases }, (_, i) => i),
    'each case is told once, in order',
  );
  return results.map(({ ending }) => ending);
}

test('a reader that refuses in words is fine', async () => {
  assert.deepEqual(new Set((await endings('honest', 20)).map(({ kind }) => kind)), new Set(['refused']));
});

const faults: Readonly<Record<string, RegExp>> = {
  crashes: /^threw TypeError: cannot read/,
  hangs: /^not read within 1 s$/,
  aborts: /^the process ended with SIGABRT/,
  'eats memory': /^the process has \d+ MiB$/,
  promotes: /^a promotion/,
  pollutes: /^prototypes have new keys: polluted$/,
  'writes what nobody reads': /^wrote what no reader takes/,
  'writes NaN': /^wrote what is no JSON/,
  'refuses without a place': /^EV5001 without a place/,
  'blames us': /^our bug by its own account/,
  'program half_written': /ended with 2 and left out\/half.json/,
  'program promoting': /^a promotion/,
};

for (const [reader, what] of Object.entries(faults)) {
  test(`${reader}: is found`, async () => {
    const found = (await endings(reader, reader.startsWith('program ') ? 4 : 2)).flatMap((ending) =>
      ending.kind === 'finding' ? [ending.what] : [],
    );
    assert.ok(found.length > 0, 'nothing was found');
    for (const text of found) assert.match(text, what);
  });
}
