/** Eval reports as people really have them: each has its right number, or is refused for its own reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { textOf } from '../io/files.ts';
import { evidenceOf, problemsOf, rowOf, source, told } from './testing/build.ts';

const rate = '0.6666666666666666 on 3: 2 of 3 tasks passed';

const reports: [file: string, expected: string | RegExp][] = [
  ['bom', rate],
  ['ratefull', rate],
  ['True', /^EV6001 r\.json:12:14 not JSON/],
  ['nan', /^EV6001 r\.json:7:13 not JSON/],
  ['inf', /^EV6001 r\.json:7:13 not JSON/],
  ['trail', /^EV6001 r\.json:8:4 not JSON/],
  ['jsonl', /^EV6001 r\.json:2:1 not JSON/],
  ['idint', /^EV6002 r\.json:4:15 results\[0\]\.task_id: .*expected string, received number/],
  ['int', /^EV6002 r\.json:12:14 results\[1\]\.passed: .*expected boolean, received number/],
  ['npstr', /^EV6002 r\.json:7:13 results\[0\]\.outcome\.cost: .*expected number, received string/],
  ['rate100', /^EV6002 r\.json:28:15 pass_rate: Too big/],
  ['gz', /^EV5002 r\.json the file is compressed with gzip/],
  ['utf16', /^EV5002 r\.json the text is UTF-16/],
];

for (const [file, expected] of reports) {
  test(`report, ${file}`, () => {
    const read = (): string => {
      const text = textOf(readFileSync(join(import.meta.dirname, `testdata/reports/${file}.json`)), 'r.json');
      return told(rowOf(evidenceOf({ evalReport: source('r.json', text) }), 'task_pass_rate'));
    };
    if (typeof expected === 'string') return assert.equal(read(), expected);
    const found = problemsOf(read);
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', expected);
  });
}
