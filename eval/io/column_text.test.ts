import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnOf, columnsOf, columnsText, columnText } from './column_text.ts';

const written: [what: string, values: number[], start: string][] = [
  ['small whole numbers', [0, 7, 255], 'u1:'],
  ['larger ones', [0, 256], 'u2:'],
  ['the largest', [65_536, 2 ** 32 - 1], 'u4:'],
  ['below 0', [-1, 2 ** 31 - 1], 'i4:'],
  ['too large beside one below 0', [-1, 2 ** 31], 'f8:'],
  ['two decimals', [0.07, 655.35, 12.3], 'u2/100:'],
  ['five decimals', [0.50986, 0.00395, 1], 'u4/100000:'],
  ['a decimal below 0', [-0.5, 12], 'i4/10:'],
  ['a sum that is no decimal', [0.1, 0.1 + 0.2], 'f8:'],
  ['a third', [1 / 3], 'f8:'],
  ['the smallest', [5e-324], 'f8:'],
  ['huge', [1e300, 1], 'f8:'],
  ['whole, but of more bits', [2 ** 32], 'f8:'],
  ['a decimal beside a number too large for it', [0.000001, 2 ** 52], 'f8:'],
  ['zero below zero', [-0, 1], 'f8:'],
];
for (const [what, values, start] of written) {
  test(`comes back to the last bit: ${what}`, () => {
    const text = columnText(Float64Array.from(values));
    assert.ok(text.startsWith(start), text);
    const back = columnOf(text, 'doubles');
    assert.ok(back instanceof Float64Array && back.every((value, i) => Object.is(value, values[i])), String(back));
  });
}

test('random numbers of any number of decimals come back, and so do whole ones', () => {
  let seed = 1;
  const random = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  for (let round = 0; round < 500; round++) {
    const scale = 10 ** (round % 8);
    const range = 10 ** (round % 5);
    const values = Float64Array.from({ length: round % 40 }, () => Math.round((random() - (round % 3 === 0 ? 0.5 : 0)) * range * scale) / scale + 0);
    assert.deepEqual(columnOf(columnText(values), 'doubles'), values);
    const positions = Uint32Array.from(values, (value) => Math.abs(value));
    assert.deepEqual(columnOf(columnText(positions), 'indexes'), positions);
  }
});

test('an empty column is an empty text', () => {
  assert.equal(columnText(new Uint32Array()), '');
  assert.deepEqual(columnOf('', 'indexes'), new Uint32Array());
  assert.deepEqual(columnOf('', 'doubles'), new Float64Array());
});

test('what is no column is none', () => {
  const text = columnText(Float64Array.of(1000, 2000, 3000));
  for (const wrong of ['AQID', 'u3:AQID', 'u2/7:AQID', `u2:!${text.slice(4)}`, text.slice(0, -2), 'f8:AQID', ':AQID', 'u1/100'])
    assert.equal(columnOf(wrong, 'doubles'), undefined, wrong);
  for (const wrong of [columnText(Float64Array.of(0.5)), columnText(Float64Array.of(-1)), columnText(Float64Array.of(1e300))])
    assert.equal(columnOf(wrong, 'indexes'), undefined, wrong);
});

const together = [Uint32Array.of(1, 2, 300), Float64Array.of(0.5, -1.25), new Uint32Array(), Float64Array.of(1 / 3)];
const kinds = ['indexes', 'doubles', 'indexes', 'doubles'] as const;

test('columns that belong together are one text and come back', () => {
  const text = columnsText(together);
  assert.match(text, /^u2\*3 i4\/100\*2 u1\*0 f8\*1:[\w+/]{32}$/);
  assert.deepEqual(columnsOf(text, kinds), together);
  // What was written before lies in the same room.
  columnText(Float64Array.from({ length: 10 }, Math.random));
  assert.equal(columnsText(together), text);
});

test('what are no such columns are none', () => {
  const text = columnsText(together);
  for (const wrong of [
    '',
    'u1*0',
    text.slice(0, -4),
    `${text}AAAA`,
    text.replace('*3', '*5'),
    text.replace('*3', '*-3'),
    text.replace('*3', '*4294967299'),
    text.replace('*3', ''),
    text.replace('u2', 'u3'),
  ])
    assert.equal(columnsOf(wrong, kinds), undefined, wrong);
  assert.equal(columnsOf(text, kinds.slice(1)), undefined);
  assert.equal(columnsOf(text, ['indexes', 'indexes', 'indexes', 'doubles']), undefined);
});
