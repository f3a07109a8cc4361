/** Our side of a benchmark: `ours.ts <benchmark> <setup.json>`. One line with a task's number in, one line with its lap out. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { duels } from './duels.ts';

const [name = '', path = ''] = process.argv.slice(2);
const duel = duels.find((one) => one.name === name);
if (duel === undefined) throw new Error(`no benchmark ${name}`);
const task = await duel.ours(readFileSync(path, 'utf8'));
for await (const line of createInterface({ input: process.stdin })) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const answer = await task(Number(line));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, answer })}\n`);
}
