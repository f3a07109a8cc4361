/**
 * How exports of the YOLO generations lay their detections out. Each detection is an item with fields: the box, scores, mask
 * coefficients. The layouts overlap in shape, and one read as another gives plausible nonsense.
 */
import type { Size } from '../../image/raster.ts';

export interface Layout {
  /** Whether the output is [fields, items] or [items, fields]. */
  readonly across: 'items' | 'fields';
  /** Fields before the scores of the classes. */
  readonly before: number;
  /** Fields that are no mask coefficients. */
  readonly fields: (classes: number) => number;
  /** Items for each cell of the grids that the model looks at; undefined where the model has chosen already. */
  readonly perCell: readonly number[] | undefined;
  /** What exports it. */
  readonly by: string;
}

const anchored = { across: 'fields', fields: (classes: number) => 5 + classes, perCell: [3, 1], by: 'YOLOv5, YOLOv6 and YOLOv7' } as const;

export const layouts = {
  /** Centre, size, scores of the classes. */
  anchors: { across: 'items', before: 4, fields: (classes) => 4 + classes, perCell: [1], by: 'YOLOv8 and later without suppression' },
  /** Corners, score, index of the class; the best first, suppressed inside of the model or never doubled. */
  rows: { across: 'fields', before: 4, fields: () => 6, perCell: undefined, by: 'end-to-end models, and exports with suppression inside' },
  /** Centre, size, objectness, scores of the classes; a detection's score is their product. */
  objectness: { ...anchored, before: 5 },
  /** The same where the only class was not trained: objectness alone is the score. YOLOv7 with one class. */
  objectness_only: { ...anchored, before: 5 },
} satisfies Record<string, Layout>;

export type LayoutName = keyof typeof layouts;
export const layoutNames = Object.keys(layouts) as LayoutName[];

/** What of a model decides about the layout of an output. */
export interface Expected {
  readonly classes: number;
  readonly coefficients: number;
  /** The input that the shape belongs to. */
  readonly canvas: Size;
}

/** Layouts that an output [rows, columns] can have, by the number of its fields and by the grids that its items belong to. */
export function layoutsOf(rows: number, columns: number, { classes, coefficients, canvas }: Expected): LayoutName[] {
  return layoutNames.filter((name) => {
    const { across, fields, perCell }: Layout = layouts[name];
    const [found, items] = across === 'items' ? [rows, columns] : [columns, rows];
    if (name === 'objectness_only' && classes !== 1) return false;
    return found === fields(classes) + coefficients && (perCell === undefined || perCell.some((count) => isOfGrids(items / count, canvas)));
  });
}

/** Pixels of the input for a cell, from the finest grid to the coarsest that models have. */
const strides = [4, 8, 16, 32, 64, 128];

/** Whether so many cells are those of some grids, each half as fine as the one before. */
function isOfGrids(cells: number, { width, height }: Size): boolean {
  const grids = strides.map((stride) => Math.ceil(width / stride) * Math.ceil(height / stride));
  return grids.some((_, finest) => {
    let sum = 0;
    return grids.slice(finest).some((grid) => {
      sum += grid;
      return sum === cells;
    });
  });
}
