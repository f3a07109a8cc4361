/** Our evaluation of COCO's files as a whole process: `coco_ours.ts <bbox | segm> <folder>`. One line of JSON out. */
import { readFileSync } from 'node:fs';
import { cocoSettings, prepareCoco } from '../eval/annotations/instances/coco/evaluate.ts';
import { cellsOf, cocoNumbers, readNumber } from '../eval/annotations/instances/coco/numbers.ts';
import { cocoOverlaps, readCocoFiles } from '../eval/annotations/instances/testing/coco_files.ts';

const [kind, folder = ''] = process.argv.slice(2);
const file = (location: string) => ({ bytes: readFileSync(`${folder}/${location}`), location });
const data = readCocoFiles({ truth: file('gt.json'), results: file('dt.json') });
const [start, cpu] = [performance.now(), process.cpuUsage()];
const { scene, overlaps } = cocoOverlaps(data, kind === 'segm' ? 'mask' : 'box', { floor: Math.min(...cocoSettings.thresholds), classes: 'same' });
const cells = cellsOf(cocoNumbers);
const measured = prepareCoco(scene, overlaps, cells)(new Float64Array(scene.images).fill(1));
const stats = cocoNumbers.map((number) => readNumber(number, cells, measured, cocoSettings));
const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
const alone = (performance.now() - start) / 1000;
const answer = {
  version: process.version,
  alone,
  aloneCpu: seconds(process.cpuUsage(cpu)),
  cpu: seconds(process.cpuUsage()),
  megabytes: process.resourceUsage().maxRSS / 1024,
  stats: stats.map((value) => (typeof value === 'number' ? value : -1)),
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
