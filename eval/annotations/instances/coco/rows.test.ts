/** Rows read from bytes are what JSON.parse reads, whatever their layout; what is broken is refused where it stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../errors/errors.ts';
import { randomStream, type Xoshiro128 } from '../../../stats/random.ts';
import { type CocoRows, readRows } from '../testing/coco_files.ts';
import { JsonBytes } from './json_bytes.ts';

function read(text: string): CocoRows {
  const json = new JsonBytes(Buffer.from(text), 'results.json');
  const rows = readRows(json);
  json.end();
  return rows;
}

const numbers = ['0', '-0', '7', '-12.5', '0.1', '123456789012345', '0.123456789012345', '0.30000000000000004', '258.15301513671875'];
const powers = ['1e-05', '2.5E+3', '9007199254740993', '1e300', '-4.9e-324', '0.000000000000000000001'];

/** A row as text: often the layout of the row before, so that both ways of reading a row are taken. */
function randomRow(random: Xoshiro128, layout: readonly string[]): string {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const number = (): string => pick([...numbers, ...powers]);
  const values: Record<string, () => string> = {
    image_id: () => String(random.below(1000)),
    category_id: () => String(random.below(90)),
    bbox: () => pick([`[${number()}, ${number()},${number()} ,${number()}]`, '[]']),
    score: number,
    area: number,
    iscrowd: () => pick(['0', '1']),
    note: () => pick(['"a \\"quoted\\" text"', 'null', '{"a": [1, {"b": []}]}', 'true']),
    segmentation: () =>
      pick([
        '{"size": [4, 5], "counts": "0\\\\d0"}',
        '{"counts": "44", "size": [4, 2]}',
        '[[1, 2, 3, 4.5, 5, 6]]',
        '{"counts": [4, 4], "size": [4, 2]}',
      ]),
  };
  const blank = (): string => (random.below(20) === 0 ? pick([' ', '\n', '\t', '']) : '');
  return `{${layout.map((key) => `"${key}":${blank()} ${(values[key] as () => string)()}${blank()}`).join(', ')}}`;
}

test('300 files of random rows (seed 7)', () => {
  const random = randomStream(7, 'rows');
  const every = ['image_id', 'category_id', 'bbox', 'score', 'area', 'iscrowd', 'note', 'segmentation'];
  for (let file = 0; file < 300; file++) {
    let layout = every;
    const rows = Array.from({ length: random.below(12) }, () => {
      if (random.below(4) === 0) layout = every.filter(() => random.below(4) > 0).sort(() => random.below(3) - 1);
      return randomRow(random, layout);
    });
    const text = `[${rows.join(', ')}]`;
    const got = read(text);
    const expected = JSON.parse(text);
    assert.equal(got.count, expected.length, text);
    for (const [row, { image_id, category_id, score, area, bbox, iscrowd, segmentation }] of expected.entries()) {
      const box = bbox === undefined || bbox.length === 0 ? [Number.NaN] : bbox;
      assert.deepEqual(
        [got.image[row], got.category[row], got.score[row], got.area[row], got.crowd[row] || 0, ...got.boxes.subarray(4 * row, 4 * row + box.length)],
        [image_id ?? Number.NaN, category_id ?? Number.NaN, score ?? Number.NaN, area ?? Number.NaN, iscrowd ?? 0, ...box],
        text,
      );
      const isText = typeof segmentation?.counts === 'string';
      assert.equal(got.others.get(row) === '44', Array.isArray(segmentation?.counts), text);
      if (Array.isArray(segmentation?.counts)) continue;
      assert.equal(isText ? JSON.parse(`"${text.slice(got.textStart[row], got.textEnd[row])}"`) : undefined, segmentation?.counts, text);
      assert.deepEqual(isText ? [...got.textSize.subarray(2 * row, 2 * row + 2)] : undefined, segmentation?.size, text);
      assert.deepEqual(got.others.get(row), Array.isArray(segmentation) ? segmentation : undefined, text);
    }
  }
});

for (const [text, expected, at] of [
  ['{}', '"["', 0],
  ['[{"image_id": 1} {"image_id": 1}]', '"," or "]"', 17],
  ['[{"image_id": 1}, {"image_id": }]', 'a number', 31],
  ['[{"score": 1.}]', 'a number', 11],
  ['[{"score": -}]', 'a number', 11],
  ['[{"bbox": [1, 2, 3]}]', 'a box of 4 numbers', 19],
  ['[{"bbox": [1, 2, 3, 4, 5]}]', 'a box of 4 numbers', 22],
  ['[{"score": "high"}]', 'a number', 11],
  ['[{"score', 'a closing quote', 3],
  ['[{"score": 1}', '"," or "]"', 13],
  ['[] []', 'the end of the file', 3],
] as const) {
  test(`${text} is refused at byte ${at}`, () => {
    assert.throws(
      () => read(text),
      (error) => {
        assert.ok(error instanceof InputError);
        const [problem] = error.problems;
        assert.deepEqual([problem?.code, problem?.location, problem?.expected], ['EV4001', `results.json, byte ${at}`, expected]);
        return true;
      },
    );
  });
}
