/** What an export says about itself in its metadata: Python's literals by key. Exports of the first generations say little or nothing. */
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import { codes } from '../../errors/codes.ts';
import { type Problems, shorten } from '../../errors/errors.ts';
import { parsePythonLiteral } from '../python_literal.ts';

/** Tells one thing that is missing, unreadable or contradictory in an export. */
export type Note = (message: string, got: string, expected: string, cure?: string) => void;

/** Notes about a checkpoint as EV3016. */
export function notesOn({ files }: Pick<Checkpoint, 'files'>, problems: Problems): Note {
  const location = files[0]?.name ?? 'model';
  return (message, got, expected, cure = codes.EV3016) => problems.add({ code: 'EV3016', location, message, got: shorten(got), expected, cure });
}

export interface Facts {
  /** [height, width] in pixels. */
  readonly size: readonly number[] | undefined;
  /** Class names by index. */
  readonly names: readonly string[] | undefined;
  readonly task: string | undefined;
  /** The coarsest grid's cell in pixels. */
  readonly stride: number | undefined;
  /** Whether the export takes pictures of any size. */
  readonly dynamic: boolean;
  /** Whether detections come out chosen: end to end, or suppressed inside. */
  readonly chosen: boolean;
  /** Class of the model's last layer, in exports since 2026. */
  readonly head: string | undefined;
  /** YOLOv5's exporter: it writes these two and little else. */
  readonly yolov5: boolean;
  /** Ultralytics' exporter from YOLOv8 on: whatever generation it exports, there is no objectness. */
  readonly ultralytics: boolean;
}

export function readFacts(metadata: Checkpoint['metadata']): Facts {
  const literal = (key: string): unknown => (metadata[key] === undefined ? undefined : parsePythonLiteral(metadata[key]));
  const args = literal('args');
  const isSet = (key: string): boolean => args instanceof Map && args.get(key) === true;
  const stride = literal('stride');
  return {
    size: sizeOf(literal('imgsz')),
    names: namesOf(literal('names')),
    task: metadata['task'],
    stride: typeof stride === 'number' && Number.isSafeInteger(stride) && stride > 0 ? stride : undefined,
    dynamic: isSet('dynamic') || metadata['dynamic'] === 'True',
    chosen: metadata['end2end'] === 'True' || isSet('nms'),
    head: metadata['head'],
    yolov5: metadata['task'] === undefined && metadata['stride'] !== undefined && metadata['names'] !== undefined,
    ultralytics: metadata['task'] !== undefined,
  };
}

/** [height, width], or one number for both. */
function sizeOf(value: unknown): readonly number[] | undefined {
  const size = typeof value === 'number' ? [value, value] : isList(value) ? value : [];
  return size.length === 2 && size.every((n): n is number => Number.isSafeInteger(n) && (n as number) > 0) ? size : undefined;
}

/** A dict from 0, 1, … to names, or a list. */
function namesOf(value: unknown): readonly string[] | undefined {
  const names: readonly unknown[] = value instanceof Map ? Array.from({ length: value.size }, (_, i) => value.get(i)) : isList(value) ? value : [];
  return names.length > 0 && names.every((name): name is string => typeof name === 'string') ? names : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
