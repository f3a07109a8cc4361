/** Detections made elsewhere as COCO's result files: one list of rows, each with image_id, category_id, score, bbox or segmentation. */
import { z } from 'zod';
import { JsonBytes } from '../annotations/instances/coco/json_bytes.ts';
import type { CocoRows } from '../annotations/instances/coco/rows.ts';
import { readRows } from '../annotations/instances/coco/rows.ts';
import { cocoSampleId } from '../annotations/instances/coco/sample_id.ts';
import type { InstancesPrediction } from '../annotations/instances/schema.ts';
import { detectionsOf } from '../annotations/instances/schema.ts';
import { partName, type RleText } from '../contracts/common.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { boundingBox, fromText } from '../masks/runs.ts';
import type { Backend, InputText, Outcome } from './backend.ts';
import { each } from './each.ts';

const configuration = z.strictObject({
  /** Names of the classes by category id. */
  classes: z.record(z.string().regex(/^\d+$/, 'expected a category id'), partName),
});
type Configuration = z.infer<typeof configuration>;

type Columns = { parts: string[]; scores: number[]; boxes: number[]; masks: RleText[] };

export const cocoResults: Backend<Configuration, 'imported'> = {
  kind: 'coco_results',
  source: 'imported',
  wholeFiles: true,
  configuration,
  async open({ classes }, { files }, task) {
    const known = new Map(task.samples.map(({ id }): [string, Columns] => [id, { parts: [], scores: [], boxes: [], masks: [] }]));
    const problems = new Problems();
    for (const file of files) problems.collect(() => collect(file, classes, known, task.corpus));
    problems.check();
    // A picture of which the file says nothing is one where nothing was found.
    return { predict: each(async ({ id }): Promise<Outcome> => ({ prediction: predictionOf(known.get(id)) })), close: async () => {} };
  },
};

/** @throws InputError EV4001 for what is no such file, EV4004 for a picture that the corpus lacks */
function collect(file: InputText, classes: Configuration['classes'], known: ReadonlyMap<string, Columns>, corpus: string): void {
  const { location } = file;
  const bytes = bufferOf(file);
  const json = new JsonBytes(bytes, location);
  const rows = readRows(json);
  json.end();
  const problems = new Problems();
  const columnsOf = remembered((image) => known.get(cocoSampleId(image)));
  const partOf = remembered((category) => classes[String(category)]);
  for (let row = 0; row < rows.count; row++) {
    const [image, category, score] = [rows.image[row] as number, rows.category[row] as number, rows.score[row] as number];
    const columns = columnsOf(image);
    const part = partOf(category);
    const at = (): string => `${location}, row ${row + 1}`;
    if (Number.isNaN(image) || Number.isNaN(category) || Number.isNaN(score)) {
      problems.add({ code: 'EV4001', location: at(), message: 'the row lacks image_id, category_id or score' });
    } else if (columns === undefined) {
      problems.add({ code: 'EV4004', location: at(), message: `corpus ${corpus} has no image ${image}` });
    } else if (part === undefined) {
      const message = `no class has the category id ${category}`;
      problems.add({ code: 'EV4001', location: at(), message, expected: Object.keys(classes).join(', ') });
    } else {
      const mask = maskOf(rows, row, bytes, at);
      columns.parts.push(part);
      columns.scores.push(score);
      addBox(columns.boxes, rows, row, mask, at);
      if (mask !== undefined) columns.masks.push(mask);
    }
  }
  problems.check();
}

function maskOf({ textStart, textEnd, textSize, others }: CocoRows, row: number, bytes: Buffer, location: () => string): RleText | undefined {
  const [start, end] = [textStart[row] as number, textEnd[row] as number];
  const other = others.get(row);
  if (end === 0 && other === undefined) return undefined;
  const size: RleText['size'] = [textSize[2 * row] as number, textSize[2 * row + 1] as number];
  if (typeof other === 'string') return { size, counts: other };
  if (other !== undefined) throw new InputError({ code: 'EV4001', location: location(), message: 'a result has outlines; results have run lengths' });
  return { size, counts: bytes.toString('latin1', start, end).replaceAll('\\\\', '\\') };
}

function addBox(to: number[], { boxes }: CocoRows, row: number, mask: RleText | undefined, location: () => string): void {
  const at = 4 * row;
  if (!Number.isNaN(boxes[at])) {
    to.push(boxes[at] as number, boxes[at + 1] as number, boxes[at + 2] as number, boxes[at + 3] as number);
    return;
  }
  if (mask === undefined) throw new InputError({ code: 'EV4001', location: location(), message: 'the row has neither a box nor a segmentation' });
  to.push(...(boundingBox(fromText(mask, location())) ?? [0, 0, 0, 0]));
}

/** Rows of one picture or one class are many: its name is made once. */
function remembered<T>(of: (id: number) => T | undefined): (id: number) => T | undefined {
  const known = new Map<number, T | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, of(id));
    return known.get(id);
  };
}

function predictionOf(columns: Columns | undefined): InstancesPrediction {
  const { parts = [], scores = [], boxes = [], masks = [] } = columns ?? {};
  const [first] = masks;
  const isMasked = first !== undefined && masks.length === parts.length;
  return detectionsOf({ parts, scores, boxes, ...(isMasked && { masks: { size: first.size, counts: masks.map(({ counts }) => counts) } }) });
}

/** A file that was read as a whole has its text only for who asks for it. */
function bufferOf(file: InputText): Buffer {
  const { bytes } = file;
  return bytes === undefined ? Buffer.from(file.text) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
