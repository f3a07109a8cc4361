/** Masks as text: COCO run lengths, lengths along the rows, outlines, label files. */
import * as z from 'zod';
import { rle } from '../../../eval/contracts/common.ts';
import { readLabels } from '../../../eval/import/ultralytics/labels.ts';
import { readText } from '../../../eval/io/files.ts';
import { readJsonText } from '../../../eval/io/json_text.ts';
import { polygonsToRuns } from '../../../eval/masks/polygons.ts';
import { canonical, fromCounts, fromRowMajor, fromText, type Runs, resampleNearest, toText } from '../../../eval/masks/runs.ts';
import { type Files, file, json, type Read, type Reader } from '../reader.ts';

const size = z.tuple([z.number(), z.number()]);

function reader<T>(name: string, schema: z.ZodType<T>, inputs: readonly Files[], runs: (value: T) => Runs): Reader {
  const read = (): Read => {
    const { value } = readJsonText(readText('mask.json'), 'mask.json', schema, { syntax: 'EV1010', shape: 'EV1011' });
    const mask = canonical(runs(value));
    return { outputs: [toText(mask), toText(resampleNearest(mask, 7, 5))].map((text) => ({ schema: rle, value: text })) };
  };
  return { name, weight: 4, inputs: () => inputs, read };
}

/** A ring on 9 rows of 11 columns, in each of its forms. */
const outlines = [
  [1, 1, 10, 1, 10, 8, 1, 8],
  [3, 3, 8, 3, 8, 6, 3, 6],
];
const ring = polygonsToRuns(outlines, 9, 11);

export const maskReaders: readonly Reader[] = [
  reader(
    'run-length text',
    rle,
    [{ 'mask.json': json(toText(ring)) }, { 'mask.json': json({ size: [9, 11], counts: toText(ring).counts }) }],
    (mask) => fromText(mask),
  ),
  reader(
    'run-length list',
    z.strictObject({ size, counts: z.array(z.number()) }),
    [{ 'mask.json': json({ size: [9, 11], counts: [...ring.counts] }) }],
    (mask) => fromCounts(mask.counts, mask.size),
  ),
  reader('row-major lengths', z.strictObject({ size, counts: z.string() }), [{ 'mask.json': json({ size: [8, 8], counts: '0,3,9,4,48' }) }], (mask) =>
    fromRowMajor(mask.counts, mask.size),
  ),
  reader(
    'outlines',
    z.strictObject({ size, polygons: z.array(z.array(z.number())) }),
    [{ 'mask.json': json({ size: [9, 11], polygons: outlines }) }],
    (mask) => polygonsToRuns(mask.polygons, ...mask.size),
  ),
  {
    name: 'label file',
    weight: 3,
    inputs: () => [{ 'a.txt': file('text', '0 0.1 0.1 0.9 0.1 0.9 0.9\n1 0.25 0.5 0.5 0.25 0.75 0.5 0.5 0.75\n') }],
    read: () => {
      readLabels(
        readText('a.txt'),
        'a.txt',
        new Map([
          [0, 'bowl'],
          [1, 'mug'],
        ]),
      );
      return {};
    },
  },
];
