/**
 * A process that works cases off and says before and after each one where it is, so that one that does not come back can
 * be named and killed. Arguments: the module of readers, the seed, an empty folder to work in, and a list of jobs as JSON.
 */
import { prepare, runCase } from './case.ts';
import type { Job, Message } from './messages.ts';
import type { Reader } from './reader.ts';

const [module = '', seed = '', location = '', jobs = '[]'] = process.argv.slice(2);
const { readers } = (await import(module)) as { readonly readers: readonly Reader[] };
const tell = (message: Message): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });

for (const { reader: name, from, to } of JSON.parse(jobs) as Job[]) {
  const reader = readers.find((one) => one.name === name);
  if (reader === undefined) throw new Error(`there is no reader ${name}`);
  const prepared = await prepare(reader, location);
  for (let number = from; number < to; number++) {
    await tell({ kind: 'begins', reader: name, number });
    const ending = await runCase(prepared, Number(seed), number);
    await tell({ kind: 'ended', reader: name, number, ending, memory: process.memoryUsage.rss() / 2 ** 20 });
  }
}
process.disconnect();
