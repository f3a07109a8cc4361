/**
 * The program, killed with SIGKILL before its n-th call that changes the disk: killed.ts <n> <argument...>. A write is
 * cut in half. Prints the number of calls on stderr when it comes to its end.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const changing = ['fsyncSync', 'linkSync', 'mkdirSync', 'openSync', 'renameSync', 'rmSync', 'writeSync'] as const;
const last = Number(process.argv[2]);
const argv = process.argv.slice(3);

let calls = 0;
for (const name of changing) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]): unknown => {
    const [file, chunk] = args;
    const reads = name === 'openSync' && chunk !== 'wx';
    if (!reads && ++calls === last) {
      if (name === 'writeSync' && chunk instanceof Uint8Array) original(file, chunk.subarray(0, chunk.length >> 1));
      process.kill(process.pid, 'SIGKILL');
    }
    return original(...args);
  };
  Object.assign(fs, { [name]: counted });
}
syncBuiltinESMExports();
process.on('exit', () => process.stderr.write(`${calls} calls\n`));
const { main } = await import('../main.ts');
await main(argv);
