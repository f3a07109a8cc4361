/** A program that begins an output and then finds its input wrong. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

mkdirSync('out');
const text = readFileSync('a', 'utf8');
writeFileSync('out/half.json', '{}');
if (text !== 'one\ntwo\nthree\n') {
  process.stderr.write('error EV5001  a\n  it was changed\n');
  process.exitCode = 2;
}
