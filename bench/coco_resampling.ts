/** The interval of a difference of two detectors in AP and AP50: `coco_resampling.ts <folder>`. Processor seconds out. */
import { readFileSync } from 'node:fs';
import { cocoSettings, prepareCoco } from '../eval/annotations/instances/coco/evaluate.ts';
import { cellsOf, cocoNumbers, readNumber } from '../eval/annotations/instances/coco/numbers.ts';
import { cocoOverlaps, readCocoFiles } from '../eval/annotations/instances/testing/coco_files.ts';
import { type Resampled, replicates } from '../eval/stats/bootstrap.ts';
import { randomStream } from '../eval/stats/random.ts';

const [folder = ''] = process.argv.slice(2);
const resamples = 2000;
const numbers = cocoNumbers.filter(({ id }) => id === 'ap' || id === 'ap50');
const file = (location: string) => ({ bytes: readFileSync(`${folder}/${location}`), location });
const data = readCocoFiles({ truth: file('gt.json'), results: file('dt.json') });
const { scene, overlaps } = cocoOverlaps(data, 'box', { floor: Math.min(...cocoSettings.thresholds), classes: 'same' });

/** Each detector is prepared and asked for itself: that both are one changes no time. */
function detector(): Resampled {
  const cells = cellsOf(numbers);
  const weighted = prepareCoco(scene, overlaps, cells);
  return {
    evaluate(drawn) {
      const measured = weighted(drawn);
      return Float64Array.from(numbers, (number) => {
        const value = readNumber(number, cells, measured, cocoSettings);
        return typeof value === 'number' ? value : Number.NaN;
      });
    },
  };
}

const [candidate, baseline] = [detector(), detector()];
const statistics = numbers.map((_, position) => ({ of: { resampled: candidate, position }, minus: { resampled: baseline, position } }));
const start = process.cpuUsage();
replicates(statistics, { groups: scene.images, resamples, random: randomStream(1, 'paired') });
const { user, system } = process.cpuUsage(start);
process.stdout.write(`${((user + system) / 1e6).toFixed(1)}\n`);
