/** What an Ultralytics segmentation export says about itself: input size, class names, layout of its outputs. */
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import { codes } from '../../errors/codes.ts';
import type { Problem } from '../../errors/errors.ts';
import { InputError, shorten } from '../../errors/errors.ts';
import { parsePythonLiteral } from '../python_literal.ts';

/** Declared in place of metadata that is missing or wrong; empty lists declare nothing. */
export interface Declared {
  readonly names: readonly string[];
  /** [height, width] in pixels. */
  readonly image_size: readonly number[];
}

export interface YoloExport {
  readonly height: number;
  readonly width: number;
  /** Class names by index. */
  readonly names: readonly string[];
  readonly detections: {
    readonly output: string;
    /**
     * `anchors`: [1, 4 + classes + coefficients, anchors], boxes as centre and size, nothing suppressed yet.
     * `rows`: [1, rows, 6 + coefficients], corners, score, class; suppressed inside of the model.
     */
    readonly layout: 'anchors' | 'rows';
    readonly count: number;
  };
  readonly prototypes: { readonly output: string; readonly coefficients: number; readonly height: number; readonly width: number };
}

/** @throws InputError EV3016 naming all that is missing, unreadable or contradictory */
export function readExport({ files, metadata, inputs, outputs }: Checkpoint, declared: Declared): YoloExport {
  const problems: Problem[] = [];
  const note = (message: string, got: string, expected: string, cure: string = codes.EV3016.cure): void => {
    problems.push({ code: 'EV3016', location: files[0]?.name ?? 'model', message, got: shorten(got), expected, cure });
  };
  const input = inputs[0]?.shape ?? [];
  const size = declared.image_size.length > 0 ? declared.image_size : imageSize(metadata['imgsz'], input);
  const names = declared.names.length > 0 ? declared.names : classNames(metadata['names']);
  const shapes = outputShapes(outputs);
  const layout = names === undefined || shapes === undefined ? undefined : layoutOf(shapes, names.length);

  if (metadata['task'] !== undefined && metadata['task'] !== 'segment') note('the model is for another task', metadata['task'], 'segment');
  if (size === undefined) {
    note('the input size is not known', metadata['imgsz'] ?? 'no "imgsz" in the metadata', '[height, width]', 'Declare `image_size`.');
  } else if (!fits(input, [1, 3, ...size])) {
    note('the input size contradicts the input', `${size.join(' x ')} for ${shapeText(input)}`, 'one size');
  }
  if (names === undefined) {
    note('the class names are not known', metadata['names'] ?? 'no "names" in the metadata', 'a dict 0: name, 1: name, …', 'Declare `names`.');
  }
  if (shapes === undefined) {
    const got = outputs.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', ');
    const cure = 'Export a segmentation model with a fixed size (task segment, dynamic off).';
    note('the outputs are not those of a segmentation export of fixed size', got, 'detections [1, a, b] and prototypes [1, m, h, w]', cure);
  } else if (names !== undefined && layout === undefined) {
    const { boxes, prototypes } = shapes;
    const anchors = `[1, ${4 + names.length + prototypes.coefficients}, anchors] for ${names.length} classes and ${prototypes.coefficients} coefficients`;
    const expected = `${anchors}, or [1, rows, ${6 + prototypes.coefficients}]`;
    note(`the class names contradict output ${boxes.output}`, `[1, ${boxes.rows}, ${boxes.columns}]`, expected);
  }
  if (problems.length > 0 || size === undefined || names === undefined || shapes === undefined || layout === undefined)
    throw new InputError(problems);

  const [height = 0, width = 0] = size;
  const { boxes, prototypes } = shapes;
  return { height, width, names, detections: { output: boxes.output, layout, count: layout === 'anchors' ? boxes.columns : boxes.rows }, prototypes };
}

interface OutputShapes {
  readonly boxes: { readonly output: string; readonly rows: number; readonly columns: number };
  readonly prototypes: YoloExport['prototypes'];
}

/** The output of three dimensions and the one of four, when both are of fixed size. */
function outputShapes(outputs: Checkpoint['outputs']): OutputShapes | undefined {
  const boxes = outputs.find(({ shape }) => shape.length === 3);
  const masks = outputs.find(({ shape }) => shape.length === 4);
  const [, rows, columns] = fixed(boxes?.shape ?? []);
  const [, coefficients, height, width] = fixed(masks?.shape ?? []);
  if (rows === undefined || columns === undefined || coefficients === undefined || height === undefined || width === undefined) return undefined;
  return { boxes: { output: boxes?.name ?? '', rows, columns }, prototypes: { output: masks?.name ?? '', coefficients, height, width } };
}

function layoutOf({ boxes, prototypes }: OutputShapes, classes: number): 'anchors' | 'rows' | undefined {
  if (boxes.rows === 4 + classes + prototypes.coefficients) return 'anchors';
  return boxes.columns === 6 + prototypes.coefficients ? 'rows' : undefined;
}

/** `imgsz` is [height, width] or one number; without it a fixed input shape says the same. */
function imageSize(text: string | undefined, shape: readonly (number | string)[]): readonly number[] | undefined {
  if (text === undefined) return shape.length === 4 && fixed(shape).length === 4 ? fixed(shape).slice(2) : undefined;
  const value = parsePythonLiteral(text);
  const size = typeof value === 'number' ? [value, value] : isList(value) ? value : [];
  return size.length === 2 && size.every((n): n is number => Number.isSafeInteger(n) && (n as number) > 0) ? size : undefined;
}

/** `names` is a dict from 0, 1, … to names, or a list. */
function classNames(text: string | undefined): readonly string[] | undefined {
  const value = text === undefined ? undefined : parsePythonLiteral(text);
  const names: readonly unknown[] = value instanceof Map ? Array.from({ length: value.size }, (_, i) => value.get(i)) : isList(value) ? value : [];
  return names.length > 0 && names.every((name): name is string => typeof name === 'string') ? names : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The shape when its dimensions are numbers, but for an open first one (the batch, here 1); else nothing. */
function fixed(shape: readonly (number | string)[]): number[] {
  const numbers = shape.map((size, i) => (i === 0 && typeof size === 'string' ? 1 : size));
  return numbers.every((size): size is number => typeof size === 'number' && size > 0) ? numbers : [];
}

function fits(shape: readonly (number | string)[], wanted: readonly number[]): boolean {
  return shape.length === wanted.length && shape.every((d, i) => typeof d === 'string' || d === wanted[i]);
}

function shapeText(shape: readonly (number | string)[]): string {
  return `[${shape.map((d) => (d === '' ? '?' : d)).join(', ')}]`;
}
