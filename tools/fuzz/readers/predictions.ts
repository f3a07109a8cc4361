/** Predictions made elsewhere, in each of the formats that are quoted. */
import { readFileSync } from 'node:fs';
import { digestOf } from '../../../eval/io/digest.ts';
import { maskOf } from '../../false_greens/pictures.ts';
import { programs } from '../program.ts';
import { type Files, file, json, ndjson, type Reader } from '../reader.ts';

const infer = {
  folder: 'eval/infer/imported',
  words: '--backend backend.json --inputs inputs.ndjson --file 0=predictions.ndjson --corpus heldout --out out/predictions-0.rows',
};

const image = (id: string) => ({ kind: 'image', id, image: `${id}.png`, sha256: digestOf(id), height: 32, width: 32 });
const absent = (id: string) => ({ kind: 'absent', id });

const own: Files = {
  'backend.json': json({ name: 'elsewhere', kind: 'predictions', config: {}, source: { kind: 'imported' } }),
  'inputs.ndjson': ndjson([image('a'), image('b'), absent('c'), absent('d'), absent('e')]),
  'predictions.ndjson': ndjson([
    { id: 'a', corpus: 'heldout', mask: maskOf([1, 2, 9, 9]), confidence: 0.5 },
    { id: 'b', failed: 'crashed' },
    { id: 'c', regions: { nose: maskOf([1, 2, 9, 9]) } },
    { id: 'd', values: [1, 2.5] },
    { id: 'e', type: 'text_line', value: { text: ['x', 1, null] } },
  ]),
};

/** Rows of the example on faces: two of each of its files. */
function faces(): Files[] {
  const rows = (name: string) => readFileSync(`datasets/faces/${name}.ndjson`, 'utf8').split('\n').slice(0, 2).join('\n');
  const ids = (text: string) => text.split('\n').map((line) => absent((JSON.parse(line) as { sample_hash: string }).sample_hash));
  const regions = {
    grid: 64,
    modules: ['nose', 'forehead', 'left_cheek', 'right_cheek', 'chin', 'under_eye_left', 'under_eye_right'],
    runs: { skin: 'pred_skin_mask_rle_norm', oval: 'pred_oval_mask_rle_norm', hair: 'pred_hair_mask_rle_norm' },
    points: { jaw: ['jaw_points_norm'] },
    clips: [{ region: 'forehead', occluder: 'hair' }],
    minimum_coverage: [{ region: 'nose', of: 'skin', share: 0.01 }],
  };
  const labels = { grid: 64, strong: ['nose', 'forehead'], whole: { skin: 'skin_mask' } };
  return [['region_predictions', regions, rows('candidate')] as const, ['gold_label_predictions', labels, rows('annotator_b')] as const].map(
    ([kind, config, text]) => ({
      'backend.json': json({ name: 'elsewhere', kind, config, source: { kind: 'imported' } }),
      'inputs.ndjson': ndjson(ids(text)),
      'predictions.ndjson': file('ndjson', text),
    }),
  );
}

export const predictionReaders: readonly Reader[] = [
  programs('predictions', 12, () => [own], infer),
  programs('predictions of regions', 8, faces, infer),
];
