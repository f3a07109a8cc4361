/** Detections made elsewhere as COCO's result files: one list of rows, each with image_id, category_id, score, bbox or segmentation. */
import * as z from 'zod';
import { JsonBytes, resultsCure } from '../annotations/instances/coco/json_bytes.ts';
import { readTable, type Table } from '../annotations/instances/coco/rows.ts';
import { cocoSampleId } from '../annotations/instances/coco/sample_id.ts';
import { type Groups, groupsOf } from '../annotations/instances/ranking.ts';
import { type InstancesPrediction, placeIn } from '../annotations/instances/schema.ts';
import { partName, type RleText } from '../contracts/common.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { newDoubles, newIndexes, positions } from '../io/typed_arrays.ts';
import { boundingBox, fromText } from '../masks/runs.ts';
import type { Backend, InputText, Outcome } from './backend.ts';
import { each } from './each.ts';

const configuration = z.strictObject({
  /** Names of the classes by category id. */
  classes: z.record(z.string().regex(/^\d+$/, 'expected a category id'), partName),
});
type Configuration = z.infer<typeof configuration>;

export const cocoResults: Backend<Configuration, 'imported'> = {
  kind: 'coco_results',
  source: 'imported',
  wholeFiles: true,
  configuration,
  async open({ classes }, { files }, task) {
    const position = new Map(task.samples.map(({ id }, i) => [id, i]));
    const problems = new Problems();
    const known = new Map<string, number>();
    const placed = files.flatMap((file) => problems.collect(() => place(file, classes, known, position, task.corpus)) ?? []);
    problems.check();
    const names = [...known.keys()];
    // A picture of which the file says nothing is one where nothing was found.
    return {
      predict: each(async ({ id }): Promise<Outcome> => ({ prediction: predictionOf(placed, names, position.get(id) as number) })),
      close: async () => {},
    };
  },
};

/** The rows of a file, sample by sample. */
interface Placed {
  readonly rows: Table<'image_id' | 'category_id' | 'score'>;
  /** Text of the file, in which masks lie. */
  readonly bytes: Buffer;
  readonly location: string;
  readonly bySample: Groups;
  /** Class of each row: its place among those of all files. */
  readonly part: Uint32Array;
}

/**
 * @param known classes of all files; two categories may be one class
 * @throws InputError EV4001 for what is no such file, EV4004 for a picture that the corpus lacks
 */
function place(
  file: InputText,
  classes: Configuration['classes'],
  known: Map<string, number>,
  position: ReadonlyMap<string, number>,
  corpus: string,
): Placed {
  const { location } = file;
  const bytes = bufferOf(file);
  const json = new JsonBytes(bytes, location);
  const rows = readTable(json, ['image_id', 'category_id', 'score']);
  const { image_id: images, category_id: categories, score: scores } = rows.numbers;
  json.end();
  const problems = new Problems();
  const sampleAt = remembered((image) => position.get(cocoSampleId(image)));
  const partAt = remembered((category) => {
    const name = classes[String(category)];
    return name === undefined ? undefined : placeIn(known, name);
  });
  const sample = new Uint32Array(rows.count);
  const parts = new Uint32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const image = images[row] as number;
    const category = categories[row] as number;
    const at = sampleAt(image);
    const part = partAt(category);
    if (Number.isNaN(image) || Number.isNaN(category) || Number.isNaN(scores[row])) {
      problems.add({ code: 'EV4001', location: rowOf(location, row), message: 'the row lacks image_id, category_id or score', cure: resultsCure });
    } else if (at === undefined) {
      problems.add({ code: 'EV4004', location: rowOf(location, row), message: `corpus ${corpus} has no image ${image}` });
    } else if ((rows.boxes[4 * row + 2] as number) < 0 || (rows.boxes[4 * row + 3] as number) < 0) {
      problems.add({ code: 'EV4001', location: rowOf(location, row), message: 'a width or height is negative', cure: resultsCure });
    } else if (part === undefined) {
      const [message, expected] = [`no class has the category id ${category}`, Object.keys(classes).join(', ')];
      const cure = 'Name the category in `classes` of the backend, or leave its rows out.';
      problems.add({ code: 'EV4001', location: rowOf(location, row), message, expected, cure });
    } else {
      sample[row] = at;
      parts[row] = part;
    }
  }
  problems.check();
  return { rows, bytes, location, bySample: groupsOf(positions(rows.count), sample, position.size), part: parts };
}

function rowOf(location: string, row: number): string {
  return `${location}, row ${row + 1}`;
}

function maskOf({ rows, bytes, location }: Placed, row: number): RleText | undefined {
  const start = rows.textStart[row] as number;
  const end = rows.textEnd[row] as number;
  const other = rows.others.size === 0 ? undefined : rows.others.get(row);
  if (end === 0 && other === undefined) return undefined;
  const size: RleText['size'] = [rows.textSize[2 * row] as number, rows.textSize[2 * row + 1] as number];
  if (typeof other === 'string') return { size, counts: other };
  const message = 'a result has outlines; results have run lengths';
  if (other !== undefined) throw new InputError({ code: 'EV4001', location: rowOf(location, row), message, cure: resultsCure });
  return { size, counts: bytes.toString('latin1', start, end).replaceAll('\\\\', '\\') };
}

/** Of a result without a box, the one around its pixels. */
function boxAround(mask: RleText | undefined, location: string): readonly number[] {
  if (mask === undefined)
    throw new InputError({ code: 'EV4001', location, message: 'the row has neither a box nor a segmentation', cure: resultsCure });
  return boundingBox(fromText(mask, location)) ?? [0, 0, 0, 0];
}

/** Rows of one picture or one class are many, and those of one picture mostly follow each other: its name is made once. */
function remembered<T>(of: (id: number) => T | undefined): (id: number) => T | undefined {
  const known = new Map<number, T | undefined>();
  let last = Number.NaN;
  let lastOf: T | undefined;
  return (id) => {
    if (id === last) return lastOf;
    last = id;
    lastOf = known.get(id);
    if (lastOf === undefined) {
      lastOf = of(id);
      known.set(id, lastOf);
    }
    return lastOf;
  };
}

/** Of all files together, one after the other. @param names classes of all of them */
function predictionOf(placed: readonly Placed[], names: readonly string[], sample: number): InstancesPrediction {
  const count = placed.reduce((sum, file) => sum + countOf(file, sample), 0);
  const neighbours = neighboursIn(placed, sample);
  const { scores, boxes } = neighbours ?? { scores: newDoubles(count), boxes: newDoubles(4 * count) };
  const part = newIndexes(count);
  const parts: string[] = [];
  // By class, 0 where the picture has none of it: its place in `parts`, counted from 1.
  const place = new Uint32Array(names.length);
  const masks: RleText[] = [];
  let at = 0;
  for (const file of placed) {
    const { rows: columns, location, part: classes, bySample } = file;
    const { score } = columns.numbers;
    for (let i = bySample.start[sample] as number; i < (bySample.start[sample + 1] as number); i++) {
      const row = bySample.rows[i] as number;
      const mask = maskOf(file, row);
      if (mask !== undefined) masks.push(mask);
      const own = classes[row] as number;
      if (place[own] === 0) place[own] = parts.push(names[own] as string);
      part[at] = (place[own] as number) - 1;
      if (Number.isNaN(columns.boxes[4 * row])) columns.boxes.set(boxAround(mask, rowOf(location, row)), 4 * row);
      if (neighbours === undefined) {
        scores[at] = score[row] as number;
        for (let k = 0; k < 4; k++) boxes[4 * at + k] = columns.boxes[4 * row + k] as number;
      }
      at++;
    }
  }
  const [first] = masks;
  const isMasked = first !== undefined && masks.length === count;
  return {
    boxes,
    kind: 'instances',
    ...(isMasked && { masks: { size: first.size, counts: masks.map(({ counts }) => counts) } }),
    part,
    parts,
    scores,
  };
}

function countOf({ bySample: { start } }: Placed, sample: number): number {
  return (start[sample + 1] as number) - (start[sample] as number);
}

/** The columns of a picture whose rows follow each other in one file, as they mostly do: those of the file itself, not copied. */
function neighboursIn(placed: readonly Placed[], sample: number): Pick<InstancesPrediction, 'scores' | 'boxes'> | undefined {
  const [file, ...others] = placed.filter((one) => countOf(one, sample) > 0);
  if (file === undefined || others.length > 0) return undefined;
  const { rows: columns, bySample } = file;
  const start = bySample.start[sample] as number;
  const first = bySample.rows[start] as number;
  const end = first + countOf(file, sample);
  if (bySample.rows[start + end - first - 1] !== end - 1) return undefined;
  return { scores: columns.numbers.score.subarray(first, end), boxes: columns.boxes.subarray(4 * first, 4 * end) };
}

/** A file that was read as a whole has its text only for who asks for it. */
function bufferOf(file: InputText): Buffer {
  const { bytes } = file;
  return bytes === undefined ? Buffer.from(file.text) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
