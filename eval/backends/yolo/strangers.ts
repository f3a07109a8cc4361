/** Exports that are refused by name: what they are, and what to do. Read by a layout of ours, some of them would give numbers. */
import type { Facts } from './metadata.ts';

interface Stranger {
  readonly message: string;
  readonly cure: string;
  readonly is: (shapes: readonly (readonly number[])[], names: readonly string[], facts: Facts, classes: number) => boolean;
}

const strangers: readonly Stranger[] = [
  {
    message: 'this is an RT-DETR model',
    cure: 'Use detr_backend with family "rtdetr_ultralytics".',
    is: (shapes, _names, { head }, classes) =>
      head === 'RTDETRDecoder' || (shapes.length === 1 && isShape(shapes[0], [0, 300, 4 + classes]) && classes !== 2),
  },
  {
    message: 'the export suppresses for TensorRT: detections are spread over four outputs',
    cure: 'Export without NMS for TensorRT (YOLOv6 and YOLOv7: without --end2end; Ultralytics: nms=False).',
    is: (_shapes, names) => names.some((name) => /^num_(?:dets|detections)$/.test(name)),
  },
  {
    message: 'the export is of YOLOv7 with suppression inside: rows of picture, corners, class, score',
    cure: 'Export with --grid and without --end2end.',
    is: (shapes) => shapes.length === 1 && shapes[0]?.length === 2 && shapes[0][1] === 7,
  },
  {
    message: 'the export ends before boxes are made: raw grids of anchors',
    cure: 'Export the whole model (YOLOv7: with --grid; YOLOv5: without --train).',
    is: (shapes) => shapes.some((shape) => shape.length === 5) && !shapes.some((shape) => shape.length === 3),
  },
  {
    message: 'this is a YOLO-NAS model: boxes and scores are outputs of their own',
    cure: 'Judge it by a command_backend, or by predictions made elsewhere.',
    is: (shapes, _names, _facts, classes) => {
      const [boxes, scores] = shapes;
      return shapes.length === 2 && isShape(boxes, [0, 0, 4]) && isShape(scores, [0, 0, classes]) && boxes?.[1] === scores?.[1];
    },
  },
];

/** @param classes 0 when they are not known */
export function strangerOf(
  shapes: ReadonlyMap<string, readonly number[]>,
  facts: Facts,
  classes = 0,
): Pick<Stranger, 'message' | 'cure'> | undefined {
  return strangers.find(({ is }) => is([...shapes.values()], [...shapes.keys()], facts, classes));
}

/** @param wanted 0 stands for any size */
function isShape(shape: readonly number[] | undefined, wanted: readonly number[]): boolean {
  return shape?.length === wanted.length && shape.every((size, i) => wanted[i] === 0 || size === wanted[i]);
}
