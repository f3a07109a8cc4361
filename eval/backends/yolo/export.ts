/** What a YOLO export is: input size, class names, which output holds what, told by its metadata and its shapes, both of which must agree. */
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import { Problems } from '../../errors/errors.ts';
import { type LayoutName, layouts, layoutsOf } from './layouts.ts';
import { type Facts, type Note, notesOn, readFacts } from './metadata.ts';
import type { DetectorOptions } from './options.ts';
import { strangerOf } from './strangers.ts';

/** Declared in place of metadata that is missing or wrong. */
export type Declared = Pick<DetectorOptions, 'names' | 'image_size' | 'layout'>;

export interface YoloExport {
  readonly height: number;
  readonly width: number;
  /** Pictures that go in at once. */
  readonly batch: number;
  /** Whether it takes pictures of any size. */
  readonly dynamic: boolean;
  readonly stride: number;
  /** Class names by index. */
  readonly names: readonly string[];
  readonly detections: {
    readonly output: string;
    /** More than one when shapes and metadata fit several: what the model gives must decide. */
    readonly layouts: readonly LayoutName[];
  };
  /** Of a segmentation model. */
  readonly prototypes: { readonly output: string; readonly coefficients: number } | undefined;
}

/** Shapes of outputs by name, as numbers. */
export type Shapes = ReadonlyMap<string, readonly number[]>;

/**
 * @param measured shapes of the outputs for one picture of the model's size, when the model does not state them itself
 * @returns the export, or `unmeasured` with the input that its outputs' shapes are to be measured with
 * @throws InputError EV3016 naming all that is missing, unreadable or contradictory
 */
export function readExport(checkpoint: Checkpoint, declared: Declared, measured?: Shapes): YoloExport | { readonly unmeasured: readonly number[] } {
  const problems = new Problems();
  const note = notesOn(checkpoint, problems);
  const facts = readFacts(checkpoint.metadata);
  const input = inputOf(checkpoint, declared, facts, note);
  const names = namesOf(checkpoint, declared, facts, note);
  const stated = measured ?? statedShapes(checkpoint.outputs, input?.batch ?? 1);
  if (stated === undefined) {
    problems.check();
    return { unmeasured: [input?.batch ?? 1, 3, input?.height ?? 0, input?.width ?? 0] };
  }
  const outputs = outputsOf(stated, input, names, declared, facts, note);
  problems.check();
  if (input === undefined || names === undefined || outputs === undefined) throw new Error('what could not be read left no problem');
  return { ...input, dynamic: facts.dynamic, stride: facts.stride ?? 32, names, ...outputs };
}

type Input = Pick<YoloExport, 'height' | 'width' | 'batch'>;

function inputOf({ inputs, metadata }: Checkpoint, declared: Declared, facts: Facts, note: Note): Input | undefined {
  const shape = inputs[0]?.shape ?? [];
  const stated = metadata['imgsz'] === undefined && shape.length === 4 ? shape.slice(2).filter((size) => typeof size === 'number' && size > 0) : [];
  const [height, width] = declared.image_size.length > 0 ? declared.image_size : (facts.size ?? (stated as number[]));
  if (height === undefined || width === undefined) {
    note('the input size is not known', metadata['imgsz'] ?? 'no "imgsz" in the metadata', '[height, width]', 'Declare `image_size`.');
    return undefined;
  }
  const wanted = [shape[0], 3, height, width];
  if (shape.length !== 4 || !shape.every((size, i) => typeof size === 'string' || size === wanted[i])) {
    note('the input size contradicts the input', `${height} x ${width} for ${shapeText(shape)}`, 'one size');
    return undefined;
  }
  return { height, width, batch: typeof shape[0] === 'number' ? shape[0] : 1 };
}

function namesOf({ metadata }: Checkpoint, declared: Declared, facts: Facts, note: Note): readonly string[] | undefined {
  const names = declared.names.length > 0 ? declared.names : facts.names;
  if (names === undefined) {
    note('the class names are not known', metadata['names'] ?? 'no "names" in the metadata', 'a dict 0: name, 1: name, …', 'Declare `names`.');
  }
  return names;
}

/** Undefined when one of them is open in more than its batch. */
function statedShapes(outputs: Checkpoint['outputs'], batch: number): Shapes | undefined {
  const shapes = outputs.map(({ name, shape }) => [name, shape.map((size, i) => (i === 0 && typeof size === 'string' ? batch : size))] as const);
  return shapes.every((entry): entry is readonly [string, number[]] => entry[1].every((size) => typeof size === 'number'))
    ? new Map(shapes)
    : undefined;
}

function outputsOf(
  shapes: Shapes,
  input: Input | undefined,
  names: readonly string[] | undefined,
  declared: Declared,
  facts: Facts,
  note: Note,
): Pick<YoloExport, 'detections' | 'prototypes'> | undefined {
  const got = [...shapes].map(([name, shape]) => `${name} ${shapeText(shape)}`).join(', ');
  const stranger = strangerOf(shapes, facts, names?.length);
  if (stranger !== undefined) {
    note(stranger.message, got, 'an export of detections or instances', stranger.cure);
    return undefined;
  }
  const masks = [...shapes].find(([, shape]) => shape.length === 4);
  const prototypes = masks === undefined ? undefined : { output: masks[0], coefficients: masks[1][1] ?? 0 };
  if (names === undefined || input === undefined) return undefined;
  const expected = { classes: names.length, coefficients: prototypes?.coefficients ?? 0, canvas: input };
  const fitting = [...shapes].flatMap(([output, [, rows = 0, columns = 0, ...rest]]) => {
    const found = rest.length > 0 || columns === 0 ? [] : agreeing(layoutsOf(rows, columns, expected), declared, facts);
    return found.length === 0 ? [] : [{ output, layouts: found }];
  });
  const [detections, ...further] = fitting;
  if (detections === undefined || further.length > 0) {
    const what = further.length > 0 ? 'several outputs could hold the detections' : 'no output has the shape of detections';
    note(what, got, expectedShapes(expected, declared));
    return undefined;
  }
  return { detections, prototypes };
}

/** Layouts that neither the metadata nor the declaration contradict. */
function agreeing(fitting: readonly LayoutName[], { layout }: Declared, facts: Facts): readonly LayoutName[] {
  if (layout !== undefined) return fitting.filter((name) => name === layout);
  return fitting.filter((name) => {
    if (facts.chosen && name !== 'rows') return false;
    if (facts.yolov5 && name === 'objectness_only') return false;
    return !(facts.ultralytics && name.startsWith('objectness'));
  });
}

function expectedShapes({ classes, coefficients, canvas }: Parameters<typeof layoutsOf>[2], { layout }: Declared): string {
  const shapes = (['anchors', 'rows', 'objectness'] as const)
    .filter((name) => layout === undefined || layout === name)
    .map((name) => {
      const fields = layouts[name].fields(classes) + coefficients;
      return layouts[name].across === 'items' ? `[1, ${fields}, anchors]` : `[1, ${name === 'rows' ? 'rows' : 'anchors'}, ${fields}]`;
    });
  return `${shapes.join(' or ')} for ${classes} classes, ${coefficients} coefficients and an input of ${canvas.height} x ${canvas.width}`;
}

function shapeText(shape: readonly (number | string)[]): string {
  return `[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;
}
