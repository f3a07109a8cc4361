/** An importer of this module: a list of measured leaves, as the herbarium exports it, to samples. */
import { readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const [, ...rows] = readFileSync(from, 'utf8').trim().split('\n');
const samples = rows.map((row) => {
  const [id, length_mm, width_mm, plant, remark] = row.split(';');
  const value = { length_mm: Number(length_mm), width_mm: Number(width_mm) };
  const truth = { kind: 'json', type: 'leaf_size', value, parts: { side: ['length', 'width'] } };
  return { id, truth, group: plant, notes: remark === '' ? [] : [remark] };
});
writeFileSync(to, samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
