/** Detections made elsewhere as Ultralytics writes them (`save_txt=True save_conf=True`): one text a picture, one object a line. */
import { z } from 'zod';
import { detectionsOf, type InstancesPrediction } from '../annotations/instances/schema.ts';
import { partName } from '../contracts/common.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { decimalIn } from '../io/decimal.ts';
import { polygonsToRuns } from '../masks/polygons.ts';
import { toText } from '../masks/runs.ts';
import type { Backend, InputText, Outcome } from './backend.ts';
import { each } from './each.ts';
import { samplesOfFiles } from './imported_files.ts';

const configuration = z.strictObject({
  /** Names of the classes by their index. */
  classes: z.array(partName).min(1),
});

type Picture = Extract<InputRow, { kind: 'image' }>;

export const yoloResults: Backend<z.infer<typeof configuration>, 'imported'> = {
  kind: 'yolo_results',
  source: 'imported',
  wholeFiles: true,
  configuration,
  async open({ classes }, { files }, task) {
    const problems = new Problems();
    const pictures = { corpus: task.corpus, samples: task.samples.filter((sample): sample is Picture => sample.kind === 'image') };
    const names = files.map(({ location }) => location);
    const sampleOf = samplesOfFiles(names, () => '', pictures, problems);
    const found = new Map<string, InstancesPrediction>();
    for (const file of files) {
      const sample = sampleOf.get(file.location);
      if (sample === undefined) continue;
      if (found.has(sample.id)) problems.add({ code: 'EV4002', location: file.location, message: 'a second file about this picture' });
      else found.set(sample.id, problems.collect(() => predictionOf(file, sample, classes)) ?? nothing);
    }
    problems.check();
    // Ultralytics writes no file about a picture in which it found nothing.
    return { predict: each(async ({ id }): Promise<Outcome> => ({ prediction: found.get(id) ?? nothing })), close: async () => {} };
  },
};

const nothing = detectionsOf({ parts: [], scores: [], boxes: [] });

/** @throws InputError EV4001 lines that are no detections, all at once */
function predictionOf({ text, location }: InputText, sample: Picture, classes: readonly string[]): InstancesPrediction {
  const problems = new Problems();
  const lines = text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    return problems.collect(() => detectionOf(line.trim().split(/\s+/), `${location}:${i + 1}`, sample, classes)) ?? [];
  });
  problems.check();
  const counts = lines.flatMap(({ mask }) => mask ?? []);
  const isMasked = counts.length > 0 && counts.length === lines.length;
  return detectionsOf({
    parts: lines.map(({ part }) => part),
    scores: lines.map(({ score }) => score),
    boxes: lines.flatMap(({ box }) => box),
    ...(isMasked && { masks: { size: [sample.height, sample.width], counts } }),
  });
}

interface Detection {
  readonly part: string;
  readonly score: number;
  readonly box: readonly number[];
  readonly mask?: string;
}

/** `class x y width height confidence` or `class x1 y1 x2 y2 x3 y3 … confidence`, in shares; x and y are the box's centre. */
function detectionOf(words: readonly string[], location: string, { height, width }: Picture, classes: readonly string[]): Detection {
  const refuse = (message: string, cure?: string): never => {
    throw new InputError({ code: 'EV4001', location, message, got: words.join(' '), ...(cure !== undefined && { cure }) });
  };
  const numbers = words.map((word) => decimalIn(word) ?? refuse('not a finite number'));
  if (numbers.length % 2 === 1) refuse('the detection has no confidence', 'Predict again with save_txt=True save_conf=True.');
  if (numbers.length < 6) refuse('no class, box or outline, and confidence');
  const part = classes[numbers[0] as number] ?? refuse(`no class has this index; there are ${classes.length}`);
  const [shares, score] = [numbers.slice(1, -1), numbers.at(-1) as number];
  if (shares.length === 4) {
    const [x, y, wide, high] = shares as [number, number, number, number];
    if (wide < 0 || high < 0) refuse('a width or height is negative');
    return { part, score, box: [(x - wide / 2) * width, (y - high / 2) * height, wide * width, high * height] };
  }
  const outline = shares.map((value, i) => value * (i % 2 === 0 ? width : height));
  const [xs, ys] = [0, 1].map((axis) => outline.filter((_, i) => i % 2 === axis).sort((a, b) => a - b)) as [number[], number[]];
  const [left, right, top, bottom] = [xs[0], xs.at(-1), ys[0], ys.at(-1)] as [number, number, number, number];
  const mask = toText(polygonsToRuns([outline], height, width, location)).counts;
  return { part, score, box: [left, top, right - left, bottom - top], mask };
}
