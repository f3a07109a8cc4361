/** One scene with what pycocotools gives for it: COCO's files in, every number out. */
import assert from 'node:assert/strict';
import { type Cell, type CellNumbers, type CocoSettings, cocoSettings, meanOver, prepareCoco } from '../coco/evaluate.ts';
import { type CocoNumber, cocoNumbers, readNumber } from '../coco/numbers.ts';
import type { ClassNumbers } from '../curves.ts';
import { cocoOverlaps, readCocoFiles } from './coco_files.ts';

type Table = Readonly<Record<string, { readonly ap: number; readonly ar: number }>>;

export interface ExpectedNumbers {
  /** The twelve numbers; null with limits of its own. -1 where nothing is defined. */
  readonly stats: readonly number[] | null;
  readonly per_class: Readonly<
    Record<
      string,
      { readonly ap_by_iou: readonly number[]; readonly recall_by_iou: readonly number[]; readonly ap_by_area: Readonly<Record<string, number>> }
    >
  >;
  /** By "area@limit". */
  readonly grid: Table;
}

export interface CocoCase {
  readonly name: string;
  readonly why: string;
  readonly iou_type: 'bbox' | 'segm';
  readonly gt: { readonly categories: readonly { readonly id: number }[] };
  readonly dt: readonly unknown[];
  readonly max_dets?: readonly number[];
  readonly use_cats?: number;
  readonly expected: ExpectedNumbers;
}

/** Every number of the case to 1e-9. */
export function assertCase({ name, iou_type, gt, dt, max_dets: limits = cocoSettings.limits, use_cats, expected }: CocoCase): void {
  const settings: CocoSettings = { ...cocoSettings, limits };
  const files = {
    truth: { bytes: Buffer.from(JSON.stringify(gt)), location: 'gt.json' },
    results: { bytes: Buffer.from(JSON.stringify(dt)), location: 'dt.json' },
  };
  const { scene, overlaps } = cocoOverlaps(readCocoFiles(files, use_cats === 0), iou_type === 'bbox' ? 'box' : 'mask', {
    floor: Math.min(...settings.thresholds),
    classes: 'same',
  });
  // The grid holds every cell that the twelve numbers are read from.
  const cells = Object.keys(expected.grid).map(cellOf);
  const measured = prepareCoco(scene, overlaps, cells, settings)(new Float64Array(scene.images).fill(1));
  for (const [i, stat] of (expected.stats ?? []).entries()) {
    const number = cocoNumbers[i] as CocoNumber;
    assertNear(readNumber(number, cells, measured, settings), stat, `${name} ${number.id}`);
  }
  for (const [i, [key, { ap, ar }]] of Object.entries(expected.grid).entries()) {
    assertNear(meanOver(measured[i] as CellNumbers, 'ap'), ap, `${name} ${key} ap`);
    assertNear(meanOver(measured[i] as CellNumbers, 'recall'), ar, `${name} ${key} ar`);
  }
  const limit = Math.max(...limits);
  const ids =
    use_cats === 0
      ? ['-1']
      : gt.categories
          .map(({ id }) => id)
          .sort((a, b) => a - b)
          .map(String);
  for (const [part, id] of ids.entries()) {
    const of = expected.per_class[id];
    assert.ok(of !== undefined, `${name}: no expected numbers of class ${id}`);
    const all = numbersOf({ area: 'all', limit }, cells, measured)[part] ?? null;
    for (const t of settings.thresholds.keys()) {
      assertNear(all?.ap[t], of.ap_by_iou[t] as number, `${name} class ${id} ap at threshold ${t}`);
      assertNear(all?.recall[t], of.recall_by_iou[t] as number, `${name} class ${id} recall at threshold ${t}`);
    }
    for (const [area, ap] of Object.entries(of.ap_by_area)) {
      assertNear(meanOf(numbersOf({ area, limit }, cells, measured)[part] ?? null), ap, `${name} class ${id} ap ${area}`);
    }
  }
}

function cellOf(key: string): Cell {
  const [area = '', limit] = key.split('@');
  return { area, limit: Number(limit) };
}

function numbersOf(cell: Cell, cells: readonly Cell[], measured: readonly CellNumbers[]): CellNumbers {
  const at = cells.findIndex(({ area, limit }) => area === cell.area && limit === cell.limit);
  return measured[at] as CellNumbers;
}

function meanOf(numbers: ClassNumbers | null): number | undefined {
  return numbers === null ? undefined : numbers.ap.reduce((sum, value) => sum + value, 0) / numbers.ap.length;
}

/** @param expected -1 where nothing is defined */
export function assertNear(got: unknown, expected: number, what: string): void {
  if (expected === -1) assert.ok(typeof got !== 'number', `${what}: got ${got}, expected nothing defined`);
  else assert.ok(typeof got === 'number' && Math.abs(got - expected) <= 1e-9, `${what}: got ${JSON.stringify(got)}, expected ${expected}`);
}
