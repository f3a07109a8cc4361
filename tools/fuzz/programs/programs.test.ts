/** Programs on changed inputs, end to end: a documented exit code, no stack trace, and no output unless they computed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { casesOf } from '../case.ts';
import { flawOf, runProgram } from './run.ts';
import { programs } from './table.ts';

const seed = 1;
const casesOfEach = 12;

for (const program of programs) {
  test(`${program.name}: ${casesOfEach} changed inputs, seed ${seed}`, async () => {
    const files = await program.inputs();
    const right = await runProgram(program, files, []);
    assert.equal(right.exitCode, program.exitCode, right.stderr);
    const endings = new Map<number | null, number>();
    for (let number = 0; number < casesOfEach; number++) {
      const { changes } = casesOf(`program ${program.name}`, [files], seed, number);
      const ran = await runProgram(program, files, changes);
      const changed = changes.map(({ name, bytes }) => `${name}: ${bytes instanceof Uint8Array ? Buffer.from(bytes.subarray(0, 300)).toString() : bytes}`);
      assert.equal(flawOf(program, ran), undefined, `case ${number}, ${changed.join('\n')}`);
      endings.set(ran.exitCode, (endings.get(ran.exitCode) ?? 0) + 1);
    }
    assert.ok((endings.get(2) ?? 0) > 0, 'nothing was refused: the changes change nothing');
  });
}
