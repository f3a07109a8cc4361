/** The script in service: what differs in brightness from the edge of the picture is a leaf. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pngjs from 'pngjs';
import { runLengths } from './run_lengths.mjs';

const { values } = parseArgs({ options: { request: { type: 'string' }, response: { type: 'string' } } });
const { schemaVersion, config, samples } = JSON.parse(readFileSync(values.request, 'utf8'));
if (schemaVersion !== 1) throw new Error(`expected a request of schemaVersion 1, got ${schemaVersion}`);

const rows = samples.map(({ id, image }) => {
  const file = readFileSync(image);
  if (file.toString('latin1', 1, 4) !== 'PNG') return { id, failed: 'the picture is no PNG' };
  const { width, height, data } = pngjs.PNG.sync.read(file);
  const brightness = (x, y) => [0.299, 0.587, 0.114].reduce((sum, weight, i) => sum + weight * data[4 * (y * width + x) + i], 0);
  const edge = brightness(0, 0);
  return { id, mask: { size: [height, width], counts: runLengths(width, height, (x, y) => Math.abs(brightness(x, y) - edge) > config.contrast) } };
});
writeFileSync(values.response, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
