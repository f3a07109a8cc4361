/** Detections made elsewhere as Ultralytics writes them (`save_txt=True save_conf=True`): one text a picture, one object a line. */
import * as z from 'zod';
import { detectionsOf, type InstancesPrediction } from '../annotations/instances/schema.ts';
import { shapeOf } from '../annotations/instances/yolo_shape.ts';
import { partName } from '../contracts/common.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { decimalIn } from '../io/decimal.ts';
import { filledLines } from '../io/lines.ts';
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
  const lines = filledLines(text).flatMap(
    (line) => problems.collect(() => detectionOf(line.text.trim().split(/\s+/), `${location}:${line.number}`, sample, classes)) ?? [],
  );
  problems.check();
  const counts = lines.flatMap(({ mask }) => mask?.counts ?? []);
  const isMasked = counts.length > 0 && counts.length === lines.length;
  return detectionsOf({
    parts: lines.map(({ part }) => part),
    scores: lines.map(({ score }) => score),
    boxes: lines.flatMap(({ box }) => box),
    ...(isMasked && { masks: { size: [sample.height, sample.width], counts } }),
  });
}

/** `class x y width height confidence` or `class x1 y1 x2 y2 x3 y3 … confidence`, in shares; x and y are the box's centre. */
function detectionOf(words: readonly string[], location: string, picture: Picture, classes: readonly string[]) {
  const refuse = (message: string, cure?: string): never => {
    throw new InputError({ code: 'EV4001', location, message, got: words.join(' '), ...(cure !== undefined && { cure }) });
  };
  const numbers = words.map((word) => decimalIn(word) ?? refuse('not a finite number'));
  if (numbers.length % 2 === 1) refuse('the detection has no confidence', 'Predict again with save_txt=True save_conf=True.');
  if (numbers.length < 6) refuse('no class, box or outline, and confidence');
  const part = classes[numbers[0] as number] ?? refuse(`no class has this index; there are ${classes.length}`);
  const [shares, score] = [numbers.slice(1, -1), numbers.at(-1) as number];
  if (shares.length === 4 && shares.slice(2).some((side) => side < 0)) refuse('a width or height is negative');
  return { part, score, ...shapeOf(shares, picture, location) };
}
