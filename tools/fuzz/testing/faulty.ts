/** Readers that do what no reader may, each on every other of its cases. */
import { z } from 'zod';
import { InputError } from '../../../eval/errors/errors.ts';
import { readText } from '../../../eval/io/files.ts';
import type { Read, Reader } from '../reader.ts';
import { file } from '../reader.ts';

const kept: Buffer[] = [];

/** Valid as long as the text is as it was, else the fault. */
function faulty(name: string, fault: (text: string) => Read | Promise<Read>): Reader {
  return {
    name,
    weight: 1,
    inputs: () => [{ a: file('text', 'one\ntwo\nthree\n') }],
    read: () => {
      const text = readText('a');
      return text === 'one\ntwo\nthree\n' ? {} : fault(text);
    },
  };
}

export const readers: readonly Reader[] = [
  faulty('honest', () => {
    throw new InputError({ code: 'EV5001', place: 'a', message: 'it was changed' });
  }),
  faulty('crashes', () => {
    throw new TypeError('cannot read properties of undefined');
  }),
  faulty('hangs', () => {
    for (;;);
  }),
  faulty('aborts', () => process.abort()),
  faulty('eats memory', () => {
    kept.push(Buffer.alloc(2 ** 28, 1));
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
    throw new InputError({ code: 'EV5001', place: '', message: 'somewhere' });
  }),
  faulty('blames us', () => {
    throw new InputError({ code: 'EV5003', place: 'a', message: 'not finite' });
  }),
];
