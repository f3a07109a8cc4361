/** Readers and programs that do what none may. */
import * as z from 'zod';
import { InputError } from '../../../eval/errors/errors.ts';
import { readText } from '../../../eval/io/files.ts';
import { programs, spawned } from '../program.ts';
import { type Files, file, type Read, type Reader } from '../reader.ts';

const kept: Buffer[] = [];

const valid = 'one\ntwo\nthree\n';
const inputs = (): Files[] => [{ a: file('text', valid) }];

/** Valid as long as the text is as it was, else the fault. */
function faulty(name: string, fault: (text: string) => Read | Promise<Read>): Reader {
  return {
    name,
    weight: 1,
    inputs,
    read: () => {
      const text = readText('a');
      return text === valid ? {} : fault(text);
    },
  };
}

export const readers: readonly Reader[] = [
  faulty('honest', () => {
    throw new InputError({ code: 'EV5001', location: 'a', message: 'it was changed' });
  }),
  faulty('crashes', () => {
    throw new TypeError('cannot read properties of undefined');
  }),
  faulty('hangs', () => {
    for (;;);
  }),
  faulty('aborts', () => process.abort()),
  faulty('eats memory', () => {
    kept.push(Buffer.alloc(2 ** 29, 1));
    return {};
  }),
  faulty('promotes', () => ({ go: true })),
  faulty('pollutes', () => {
    Reflect.set(Object.prototype, 'polluted', true);
    return {};
  }),
  faulty('writes what nobody reads', () => ({ outputs: [{ schema: z.number(), value: 'text' }] })),
  faulty('writes NaN', () => ({ outputs: [{ schema: z.unknown(), value: { a: Number.NaN } }] })),
  faulty('refuses without a place', () => {
    throw new InputError({ code: 'EV5001', location: '', message: 'somewhere' });
  }),
  faulty('blames us', () => {
    throw new InputError({ code: 'EV5003', location: 'a', message: 'not finite' });
  }),
  ...['half_written', 'promoting'].map((name) => spawned(programs(name, 1, inputs, { folder: `tools/fuzz/testing/${name}`, words: 'x' }))),
];
