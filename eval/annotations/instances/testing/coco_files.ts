/** A truth file and a results file in COCO's format, as a scene. Pictures and classes are in the order of their ids, as COCO's tools take them. */
import { InputError } from '../../../errors/errors.ts';
import { polygonsToRuns } from '../../../masks/polygons.ts';
import { toText } from '../../../masks/text.ts';
import { boxOverlaps } from '../box_overlaps.ts';
import { JsonBytes } from '../coco/json_bytes.ts';
import { readTable, type Segmentation, type Table } from '../coco/rows.ts';
import { maskOverlaps } from '../mask_overlaps.ts';
import type { MaskTexts } from '../mask_texts.ts';
import type { ObservedScene, Shape } from '../observed.ts';
import type { Kept } from '../overlaps.ts';
import { gather, groupsOf } from '../ranking.ts';
import type { Scene } from '../scene.ts';

export interface CocoFile {
  readonly bytes: Uint8Array;
  readonly location: string;
}

export interface CocoFiles {
  readonly truth: CocoFile;
  readonly results: CocoFile;
}

export interface CocoRows extends Omit<Table<string>, 'numbers'> {
  readonly image: Float64Array;
  readonly category: Float64Array;
  readonly score: Float64Array;
  /** NaN where the row does not say it. */
  readonly area: Float64Array;
  /** NaN or 0 where it is none. */
  readonly crowd: Float64Array;
}

/** Reads a list of annotations or results; the reader stands before its opening bracket. */
export function readRows(json: JsonBytes): CocoRows {
  const { numbers, ...rest } = readTable(json, ['image_id', 'category_id', 'score', 'area', 'iscrowd']);
  return { ...rest, image: numbers.image_id, category: numbers.category_id, score: numbers.score, area: numbers.area, crowd: numbers.iscrowd };
}

interface Image {
  readonly id: number;
  readonly height: number;
  readonly width: number;
}

interface Category {
  readonly id: number;
  readonly name: string;
}

interface TruthFile {
  readonly images: readonly Image[];
  readonly categories: readonly Category[];
  readonly rows: CocoRows;
}

function readTruth({ bytes, location }: CocoFile): TruthFile {
  const json = new JsonBytes(bytes, location);
  const images = new Map<number, Image>();
  const categories = new Map<number, Category>();
  let rows: CocoRows | undefined;
  json.expect('{');
  for (let first = true; json.more('}', first); first = false) {
    json.key();
    if (json.is('images')) readImages(json, images);
    else if (json.is('categories')) readCategories(json, categories);
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

function readImages(json: JsonBytes, images: Map<number, Image>): void {
  const { count, numbers } = readTable(json, ['id', 'height', 'width']);
  for (let row = 0; row < count; row++) {
    const [id, height, width] = [numbers.id[row] || 0, numbers.height[row] || 0, numbers.width[row] || 0];
    images.set(id, { id, height, width });
  }
}

function readCategories(json: JsonBytes, categories: Map<number, Category>): void {
  json.expect('[');
  for (let first = true; json.more(']', first); first = false) {
    let [id, name] = [0, ''];
    json.expect('{');
    for (let firstKey = true; json.more('}', firstKey); firstKey = false) {
      json.key();
      if (json.is('id')) id = json.number();
      else if (json.is('name')) name = json.string();
      else json.skip();
    }
    categories.set(id, { id, name });
  }
}

/** Both files as a scene with the shapes of its rows. */
export interface CocoData {
  /** Areas of detections are those of their boxes. */
  readonly scene: Scene;
  readonly truthBoxes: Float64Array;
  readonly detectionBoxes: Float64Array;
  /** Whether the first result has a box: it decides for all what their areas are. */
  readonly boxedFirst: boolean;
  /** [height, width] of the pictures, one after the other. */
  readonly sizes: Uint32Array;
  readonly truthTexts: () => MaskTexts;
  readonly detectionTexts: () => MaskTexts;
}

/**
 * Reads both files. Detections of classes that the truth does not list are left out.
 * @throws InputError EV4001 for what is no such JSON, EV4004 for results about pictures that the truth does not have
 */
export function readCocoFiles({ truth, results }: CocoFiles, oneClass = false): CocoData {
  const { images, categories, rows: truthRows } = readTruth(truth);
  const json = new JsonBytes(results.bytes, results.location);
  const resultRows = readRows(json);
  json.end();
  const imageAt = finder(
    images.map(({ id }) => id),
    (i) => i,
  );
  const partAt = finder(
    categories.map(({ id }) => id),
    (i) => (oneClass ? 0 : i),
  );
  const truths = place(truthRows, imageAt, partAt, images.length, truth.location);
  const detections = place(resultRows, imageAt, partAt, images.length, results.location);
  const detectionBoxes = gather4(resultRows.boxes, detections.rows);
  const crowd = Uint8Array.from(truths.rows, (row) => Number((truthRows.crowd[row] || 0) !== 0));
  const sizes = Uint32Array.from(images.flatMap(({ height, width }) => [height, width]));
  return {
    scene: {
      images: images.length,
      parts: oneClass ? ['all'] : categories.map(({ name }) => name),
      truths: { ...truths.columns, area: gather(truthRows.area, truths.rows), crowd, ignored: crowd },
      detections: { ...detections.columns, area: boxAreas(detectionBoxes), score: gather(resultRows.score, detections.rows) },
    },
    truthBoxes: gather4(truthRows.boxes, truths.rows),
    detectionBoxes,
    boxedFirst: resultRows.count > 0 && !Number.isNaN(resultRows.boxes[0]),
    sizes,
    truthTexts: () => textsOf(truth, truthRows, truths, sizes),
    detectionTexts: () => textsOf(results, resultRows, detections, sizes),
  };
}

/**
 * What overlaps. When pixels are compared, a detection's size class is that of its box where the first result has one, else that of
 * its pixels: as COCO's tools do.
 */
export function cocoOverlaps(
  { scene, truthBoxes, detectionBoxes, boxedFirst, sizes, truthTexts, detectionTexts }: CocoData,
  shape: Shape,
  kept: Kept,
): ObservedScene {
  if (shape === 'box') return { scene, overlaps: boxOverlaps(scene, truthBoxes, detectionBoxes, kept) };
  const overlaps = maskOverlaps(scene, truthTexts(), detectionTexts(), sizes, kept);
  return { scene: boxedFirst ? scene : { ...scene, detections: { ...scene.detections, area: overlaps.detectionArea } }, overlaps };
}

interface Placed {
  readonly columns: Pick<Scene['truths'], 'count' | 'start' | 'part'>;
  /** The file's row of each row of the scene. */
  readonly rows: Uint32Array;
  readonly image: Uint32Array;
}

/** The rows of known classes, picture by picture. */
function place(rows: CocoRows, imageAt: Finder, partAt: Finder, images: number, location: string): Placed {
  const [image, part, known] = [new Uint32Array(rows.count), new Uint32Array(rows.count), new Uint32Array(rows.count)];
  let count = 0;
  for (let row = 0; row < rows.count; row++) {
    const atImage = imageAt(rows.image[row] as number);
    if (atImage < 0) {
      const message = `row ${row} is about image ${rows.image[row]}, which the truth does not have`;
      throw new InputError({ code: 'EV4004', location, message });
    }
    image[row] = atImage;
    const atPart = partAt(rows.category[row] as number);
    if (atPart < 0) continue;
    part[row] = atPart;
    known[count++] = row;
  }
  const { start, rows: placed } = groupsOf(known.subarray(0, count), image, images);
  return { columns: { count, start, part: gather(part, placed) }, rows: placed, image: gather(image, placed) };
}

/** The place of an id; -1 for one that nobody has. */
type Finder = (id: number) => number;

/** Most ids are small whole numbers, found in a table. */
const longestTable = 2 ** 20;

function finder(ids: readonly number[], placeOf: (position: number) => number): Finder {
  const highest = ids.reduce((most, id) => Math.max(most, id), 0);
  if (highest >= longestTable || ids.some((id) => !Number.isInteger(id) || id < 0)) {
    const places = new Map(ids.map((id, i) => [id, placeOf(i)]));
    return (id) => places.get(id) ?? -1;
  }
  const table = new Int32Array(highest + 1).fill(-1);
  for (const [i, id] of ids.entries()) table[id] = placeOf(i);
  return (id) => table[id] ?? -1;
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
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
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
