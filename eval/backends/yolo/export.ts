/** What an Ultralytics segmentation export says about itself: input size, class names, layout of its outputs. */
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import type { Problem } from '../../errors/errors.ts';
import { EvalError, shorten } from '../../errors/errors.ts';
import { parsePythonLiteral } from '../python_literal.ts';
import type { Literal } from '../python_literal.ts';

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

/** @throws EvalError EV3016 naming all that is missing, unreadable or contradictory */
export function readExport(checkpoint: Checkpoint, declared: Declared): YoloExport {
  const { metadata, inputs, outputs } = checkpoint;
  const place = checkpoint.files[0]?.name ?? 'model';
  const problems: Problem[] = [];
  const problem = (message: string, got: string, expected: string, cure?: string): undefined => {
    problems.push({ code: 'EV3016', place, message, got: shorten(got), expected, ...(cure === undefined ? {} : { cure }) });
    return undefined;
  };

  if (metadata['task'] !== undefined && metadata['task'] !== 'segment') problem('the model is for another task', metadata['task'], 'segment');
  const size = declared.image_size.length > 0 ? declared.image_size : imageSize(metadata['imgsz'], inputs[0]?.shape ?? []);
  const names = declared.names.length > 0 ? declared.names : classNames(metadata['names']);
  const [height, width] = size ?? [];
  if (height === undefined || width === undefined) {
    problem('the input size is not known', metadata['imgsz'] ?? 'no "imgsz" in the metadata', '[height, width]', 'Declare `image_size`.');
  } else if (!fits(inputs[0]?.shape ?? [], [1, 3, height, width])) {
    problem('the input size contradicts the input', `${height} x ${width} for ${shapeText(inputs[0]?.shape)}`, 'one size');
  }
  if (names === undefined) problem('the class names are not known', metadata['names'] ?? 'no "names" in the metadata', 'a dict 0: name, 1: name, …', 'Declare `names`.');

  const boxes = outputs.find(({ shape }) => shape.length === 3);
  const masks = outputs.find(({ shape }) => shape.length === 4);
  const [, rows, columns] = wholeNumbers(boxes?.shape);
  const [, coefficients, gridHeight, gridWidth] = wholeNumbers(masks?.shape);
  if (boxes === undefined || masks === undefined || rows === undefined || columns === undefined || coefficients === undefined || gridHeight === undefined || gridWidth === undefined) {
    const got = outputs.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', ');
    const cure = 'Export a segmentation model with a fixed size (task segment, dynamic off).';
    problem('the outputs are not those of a segmentation export of fixed size', got, 'detections [1, a, b] and prototypes [1, m, h, w]', cure);
  } else if (names !== undefined) {
    const channels = 4 + names.length + coefficients;
    const layout = rows === channels ? 'anchors' : columns === 6 + coefficients ? 'rows' : undefined;
    if (layout === undefined) {
      const expected = `[1, ${channels}, anchors] for ${names.length} classes and ${coefficients} coefficients, or [1, rows, ${6 + coefficients}]`;
      problem(`the class names contradict output ${boxes.name}`, shapeText(boxes.shape), expected);
    } else if (problems.length === 0 && height !== undefined && width !== undefined) {
      const detections = { output: boxes.name, layout, count: layout === 'anchors' ? columns : rows } as const;
      return { height, width, names, detections, prototypes: { output: masks.name, coefficients, height: gridHeight, width: gridWidth } };
    }
  }
  throw new EvalError(problems);
}

/** `imgsz` is [height, width] or one number; without it a fixed input shape says the same. */
function imageSize(text: string | undefined, shape: readonly (number | string)[]): readonly number[] | undefined {
  if (text === undefined) return shape.length === 4 ? wholeNumbers(shape.slice(2)) : undefined;
  const value = parsePythonLiteral(text);
  const size = typeof value === 'number' ? [value, value] : isList(value) ? value : [];
  return size.length === 2 && size.every((n): n is number => Number.isSafeInteger(n) && (n as number) > 0) ? size : undefined;
}

/** `names` is a dict from 0, 1, … to names, or a list. */
function classNames(text: string | undefined): readonly string[] | undefined {
  const value = text === undefined ? undefined : parsePythonLiteral(text);
  const names = value instanceof Map ? Array.from({ length: value.size }, (_, i) => value.get(i)) : isList(value) ? value : [];
  return names.length > 0 && names.every((name): name is string => typeof name === 'string') ? names : undefined;
}

function isList(value: Literal | undefined): value is readonly Literal[] {
  return Array.isArray(value);
}

/** The shape when no dimension but the first is open. */
function wholeNumbers(shape: readonly (number | string)[] | undefined): number[] {
  const numbers = (shape ?? []).map((d, i) => (i === 0 && typeof d === 'string' ? 1 : d));
  return numbers.every((d): d is number => typeof d === 'number' && d > 0) ? numbers : [];
}

function fits(shape: readonly (number | string)[], wanted: readonly number[]): boolean {
  return shape.length === wanted.length && shape.every((d, i) => typeof d === 'string' || d === wanted[i]);
}

function shapeText(shape: readonly (number | string)[] | undefined): string {
  return `[${(shape ?? []).map((d) => (d === '' ? '?' : d)).join(', ')}]`;
}
