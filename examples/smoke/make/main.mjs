/** Writes the pictures, masks, list and checkpoints of this example: bazel run //make */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pngjs from 'pngjs';
import { drawLeaf, height, width } from './leaf.mjs';
import { weightedSum } from './onnx.mjs';

const root = process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.';
const write = (path, content) => writeFileSync(join(root, path), content);
const png = (data, colorType) => pngjs.PNG.sync.write(Object.assign(new pngjs.PNG({ width, height }), { data: Buffer.from(data) }), { colorType });
const [rgb, grey] = [2, 0];

for (const folder of ['leaves/images', 'leaves/masks', 'checkpoints']) mkdirSync(join(root, folder), { recursive: true });

const places = { paper: 8, wood: 6, slate: 4 };
const names = Object.entries(places).flatMap(([background, count]) => Array.from({ length: count }, (_, i) => ({ background, number: i + 1 })));
const rows = names.map(({ background, number }, i) => {
  const id = `${background}_${number}`;
  const { picture, mask } = drawLeaf(background, i);
  write(`leaves/images/${id}.png`, png(picture, rgb));
  write(`leaves/masks/${id}.png`, png(mask, grey));
  return JSON.stringify({ id, image: `images/${id}.png`, mask: `masks/${id}.png`, slices: { background: [background] } });
});
write('leaves/leaves.ndjson', `${rows.join('\n')}\n`);

write('checkpoints/leaf-v1.onnx', weightedSum([0.8, 1, -1.7])); // warm colours: wood is as warm as a leaf
write('checkpoints/leaf-v2.onnx', weightedSum([-0.5, 1, -0.5])); // green
write('checkpoints/leaf-v3.onnx', weightedSum([-1, 0, 0])); // little red: slate has less than a leaf
