/** A truth file and a results file in COCO's format, as a scene. Pictures and classes are in the order of their ids, as COCO's tools take them. */
import { InputError } from '../../../errors/errors.ts';
import { polygonsToRuns } from '../../../masks/polygons.ts';
import { toText } from '../../../masks/text.ts';
import { boxOverlaps } from '../box_overlaps.ts';
import { maskOverlaps } from '../mask_overlaps.ts';
import type { MaskTexts } from '../mask_texts.ts';
import type { Kept, Overlaps } from '../overlaps.ts';
import { groupsOf } from '../ranking.ts';
import type { Scene } from '../scene.ts';
import { JsonBytes } from './json_bytes.ts';
import type { CocoRows, Segmentation } from './rows.ts';
import { readRows } from './rows.ts';

export interface CocoFile {
  readonly bytes: Uint8Array;
  readonly location: string;
}

export interface CocoFiles {
  readonly truth: CocoFile;
  readonly results: CocoFile;
}

interface TruthFile {
  readonly images: readonly { readonly id: number; readonly height: number; readonly width: number }[];
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly rows: CocoRows;
}

function readTruth({ bytes, location }: CocoFile): TruthFile {
  const json = new JsonBytes(bytes, location);
  const images = new Map<number, { id: number; height: number; width: number }>();
  const categories = new Map<number, { id: number; name: string }>();
  let rows: CocoRows | undefined;
  json.expect('{');
  for (let first = true; json.more('}', first); first = false) {
    json.key();
    if (json.is('images')) readObjects(json, ['id', 'height', 'width'], ({ id = 0, height = 0, width = 0 }) => images.set(id, { id, height, width }));
    else if (json.is('categories')) readObjects(json, ['id'], ({ id = 0 }, name) => categories.set(id, { id, name }));
    else if (json.is('annotations')) rows = readRows(json);
    else json.skip();
  }
  json.end();
  const byId = (a: { id: number }, b: { id: number }): number => a.id - b.id;
  return {
    images: [...images.values()].sort(byId),
    categories: [...categories.values()].sort(byId),
    rows: rows ?? readRows(new JsonBytes(Buffer.from('[]'), location)),
  };
}

/** Objects of which a few numbers and the name are wanted. */
function readObjects(json: JsonBytes, keys: readonly string[], add: (numbers: Partial<Record<string, number>>, name: string) => void): void {
  json.expect('[');
  for (let first = true; json.more(']', first); first = false) {
    const numbers: Record<string, number> = {};
    let name = '';
    json.expect('{');
    for (let firstKey = true; json.more('}', firstKey); firstKey = false) {
      json.key();
      const key = keys.find((wanted) => json.is(wanted));
      if (key !== undefined) numbers[key] = json.number();
      else if (json.is('name')) name = json.string();
      else json.skip();
    }
    add(numbers, name);
  }
}

export interface CocoScene {
  readonly scene: Scene;
  readonly overlaps: Overlaps;
}

/**
 * Reads both files and finds what overlaps. Detections of classes that the truth does not list are left out. When masks are compared,
 * a detection's size class is that of its box where the first result has one, else that of its pixels: as COCO's tools do.
 * @throws InputError EV4001 for what is no such JSON, EV4004 for results about pictures that the truth does not have
 */
export function readCoco({ truth, results }: CocoFiles, shape: 'bbox' | 'segm', kept: Kept, oneClass = false): CocoScene {
  const { images, categories, rows: truthRows } = readTruth(truth);
  const json = new JsonBytes(results.bytes, results.location);
  const resultRows = readRows(json);
  json.end();
  const imageAt = new Map(images.map(({ id }, i) => [id, i]));
  const partAt = new Map(categories.map(({ id }, i) => [id, oneClass ? 0 : i]));
  const truths = place(truthRows, imageAt, partAt, truth.location);
  const detections = place(resultRows, imageAt, partAt, results.location);
  const detectionBoxes = gather4(resultRows.boxes, detections.rows);
  const boxedFirst = resultRows.count > 0 && !Number.isNaN(resultRows.boxes[0]);
  const scene: Scene = {
    images: images.length,
    parts: oneClass ? ['all'] : categories.map(({ name }) => name),
    truths: {
      ...truths.columns,
      area: gather(truthRows.area, truths.rows),
      crowd: Uint8Array.from(truths.rows, (row) => truthRows.crowd[row] as number),
      ignored: Uint8Array.from(truths.rows, (row) => truthRows.crowd[row] as number),
    },
    detections: { ...detections.columns, area: boxAreas(detectionBoxes), score: gather(resultRows.score, detections.rows) },
  };
  if (shape === 'bbox') return { scene, overlaps: boxOverlaps(scene, gather4(truthRows.boxes, truths.rows), detectionBoxes, kept) };
  const sizes = Uint32Array.from(images.flatMap(({ height, width }) => [height, width]));
  const texts = (file: CocoFile, rows: CocoRows, placed: Placed): MaskTexts => textsOf(file, rows, placed, sizes);
  const overlaps = maskOverlaps(scene, texts(truth, truthRows, truths), texts(results, resultRows, detections), sizes, kept);
  if (boxedFirst) return { scene, overlaps };
  return { scene: { ...scene, detections: { ...scene.detections, area: overlaps.detectionArea } }, overlaps };
}

interface Placed {
  readonly columns: Pick<Scene['truths'], 'count' | 'start' | 'part'>;
  /** The file's row of each row of the scene. */
  readonly rows: Uint32Array;
  readonly image: Uint32Array;
}

/** The rows of known classes, picture by picture. */
function place(rows: CocoRows, imageAt: ReadonlyMap<number, number>, partAt: ReadonlyMap<number, number>, location: string): Placed {
  const image = new Uint32Array(rows.count);
  const known = new Uint32Array(rows.count);
  const part = new Uint32Array(rows.count);
  let count = 0;
  let [id, index] = [Number.NaN, 0];
  for (let row = 0; row < rows.count; row++) {
    if (rows.image[row] !== id) {
      id = rows.image[row] as number;
      const at = imageAt.get(id);
      if (at === undefined)
        throw new InputError({ code: 'EV4004', location, message: `row ${row} is about image ${id}, which the truth does not have` });
      index = at;
    }
    image[row] = index;
    const at = partAt.get(rows.category[row] as number);
    if (at === undefined) continue;
    part[row] = at;
    known[count++] = row;
  }
  const { start, rows: placed } = groupsOf(known.subarray(0, count), image, imageAt.size);
  return {
    columns: { count, start, part: Uint32Array.from(placed, (row) => part[row] as number) },
    rows: placed,
    image: Uint32Array.from(placed, (row) => image[row] as number),
  };
}

function gather(values: Float64Array, rows: Uint32Array): Float64Array {
  const gathered = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = values[rows[i] as number] as number;
  return gathered;
}

function gather4(values: Float64Array, rows: Uint32Array): Float64Array {
  const gathered = new Float64Array(4 * rows.length);
  for (let i = 0; i < rows.length; i++) for (let k = 0; k < 4; k++) gathered[4 * i + k] = values[4 * (rows[i] as number) + k] as number;
  return gathered;
}

function boxAreas(boxes: Float64Array): Float64Array {
  const areas = new Float64Array(boxes.length / 4);
  for (let i = 0; i < areas.length; i++) areas[i] = (boxes[4 * i + 2] as number) * (boxes[4 * i + 3] as number);
  return areas;
}

/** Texts of the scene's rows: most lie in the file; outlines and lists become texts behind it. */
function textsOf({ bytes }: CocoFile, { textStart, textEnd, others }: CocoRows, { rows, image }: Placed, sizes: Uint32Array): MaskTexts {
  const [start, end] = [new Uint32Array(rows.length), new Uint32Array(rows.length)];
  const made: Buffer[] = [];
  let after = bytes.length;
  for (const [i, row] of rows.entries()) {
    const other = others.get(row);
    if (other === undefined) {
      start[i] = textStart[row] as number;
      end[i] = textEnd[row] as number;
      continue;
    }
    const text = textOf(other, sizes[2 * (image[i] as number)] as number, sizes[2 * (image[i] as number) + 1] as number);
    made.push(Buffer.from(text.replaceAll('\\', '\\\\'), 'latin1'));
    start[i] = after;
    after += made.at(-1)?.length ?? 0;
    end[i] = after;
  }
  return { bytes: made.length === 0 ? bytes : Buffer.concat([bytes, ...made]), start, end };
}

function textOf(segmentation: Segmentation, height: number, width: number): string {
  return typeof segmentation === 'string' ? segmentation : toText(polygonsToRuns(segmentation, height, width)).counts;
}
