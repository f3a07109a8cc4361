import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, type Column, columnBytes, columnOf } from './column_bytes.ts';

/** Written, and read among other bytes. */
function again(column: Column): Column {
  const { word, bytes } = columnBytes(column);
  assert.equal(bytes.length, bytesOf(word, column.length));
  const all = new Uint8Array(16 + bytes.length).fill(0xff);
  all.set(bytes, 8);
  return columnOf(word, column.length, all.buffer, 8);
}

const written: [what: string, values: number[], word: string][] = [
  ['small whole numbers', [0, 7, 255], 'u1/1'],
  ['larger ones', [0, 256], 'u2/1'],
  ['the largest', [65_536, 2 ** 32 - 1], 'u4/1'],
  ['below 0', [-1, 2 ** 31 - 1], 'i4/1'],
  ['too large beside one below 0', [-1, 2 ** 31], 'f8'],
  ['two decimals', [0.07, 655.35, 12.3], 'u2/100'],
  ['five decimals', [0.50986, 0.00395, 1], 'u4/100000'],
  ['a decimal below 0', [-0.5, 12], 'i4/10'],
  ['a sum that is no decimal', [0.1, 0.1 + 0.2], 'f8'],
  ['a third', [1 / 3], 'f8'],
  ['the smallest', [5e-324], 'f8'],
  ['huge', [1e300, 1], 'f8'],
  ['whole, but of more bits', [2 ** 32], 'f8'],
  ['a decimal beside a number too large for it', [0.000001, 2 ** 52], 'f8'],
  ['zero below zero', [-0, 1], 'f8'],
];
for (const [what, values, word] of written) {
  test(`comes back to the last bit: ${what}`, () => {
    const column = Float64Array.from(values);
    assert.equal(columnBytes(column).word, word);
    const back = again(column);
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
    assert.deepEqual(again(values), values);
    const positions = Uint32Array.from(values, (value) => Math.abs(value));
    assert.deepEqual(again(positions), positions);
  }
});

test('a column without numbers has no bytes, and keeps its kind', () => {
  for (const column of [new Uint32Array(), new Float64Array()]) {
    assert.equal(columnBytes(column).bytes.length, 0);
    assert.deepEqual(again(column), column);
  }
});

test('whole numbers from 0 have as few bytes as the largest needs', () => {
  for (const [largest, word, bytes] of [
    [255, 'u1', 2],
    [256, 'u2', 4],
    [65_535, 'u2', 4],
    [65_536, 'u4', 8],
    [2 ** 32 - 1, 'u4', 8],
  ] as const) {
    const column = Uint32Array.of(0, largest);
    assert.equal(columnBytes(column).word, word);
    assert.equal(bytesOf(word, 2), bytes);
    assert.deepEqual(again(column), column);
  }
});

test('what is no word of a column has no bytes', () => {
  for (const wrong of ['', 'u3', 'u2/7', 'i4', 'f8/1', 'f4', '__proto__']) assert.equal(bytesOf(wrong, 1), undefined, wrong);
});

test('bytes are those of one column, also when others were written since', () => {
  const column = Float64Array.of(0.5, -1.25);
  const { word, bytes } = columnBytes(column);
  columnBytes(Float64Array.of(7, -7, 7));
  assert.deepEqual(columnOf(word, 2, new Uint8Array(bytes).buffer, 0), column);
});
