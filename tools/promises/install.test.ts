import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installed } from './install.ts';

const says = (text: string, code: number): boolean => installed('sh', '-c', `echo "$1" >&2; exit ${code}`, 'sh', text);

test('an installer that works, whatever it says', () => {
  assert.equal(says('W: Could not connect to a mirror, took another one', 0), true);
});

test('a host that cannot be reached', () => {
  for (const text of [
    "E: Failed to fetch http://deb.example.org/x.deb  Could not resolve 'deb.example.org'",
    "Err:1 http://deb.example.org trixie InRelease\n  Temporary failure resolving 'deb.example.org'",
    'Could not connect to 127.0.0.1:9 (127.0.0.1). - connect (111: Connection refused)',
    "WARNING: Retrying after connection broken by 'NewConnectionError(...): [Errno 101] Network is unreachable'",
  ]) {
    assert.equal(says(text, 100), false, text);
  }
});

test('every other failure is one', () => {
  for (const text of [
    'E: Unable to locate package nginx-lite',
    'E: Failed to fetch http://deb.example.org/x.deb  404  Not Found',
    'ERROR: No matching distribution found for buildgrid==0.4.4',
    'E: You do not have enough free space',
  ]) {
    assert.throws(() => says(text, 1), new RegExp(text.slice(0, 12)), text);
  }
  assert.throws(() => installed('/no/such/program'), /ENOENT/);
});
