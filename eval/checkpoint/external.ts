/** Checks of a model's references to bytes in other files: declared, inside the bundle, long enough, not overlapping. */

import type { Problem } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { ExternalTensor } from '../onnx/model.ts';

/**
 * @param sizes bytes of each declared data file, by the name that the model uses
 * @param location the model's name
 */
export function checkExternalData(tensors: readonly ExternalTensor[], sizes: ReadonlyMap<string, number>, location: string): Problem[] {
  const byLocation = Map.groupBy(tensors, ({ entries }) => entries.get('location') ?? '');
  const problems = [...byLocation].flatMap(([file, users]): Problem[] => {
    const size = sizes.get(file);
    if (leavesBundle(file)) {
      const message = `the data of ${subject(users)} is not inside of the checkpoint`;
      return [{ code: 'EV3003', location, message, got: JSON.stringify(file) }];
    }
    return size === undefined ? [notDeclared(users, file, sizes, location)] : checkFile(users, { name: file, size }, location);
  });
  // While a file is missing, one that is too many may be the same one under another name: that is told where it is missing.
  if (![...byLocation.keys()].every((file) => sizes.has(file))) return problems;
  const unused = [...sizes.keys()].filter((name) => !byLocation.has(name));
  return [
    ...problems,
    ...unused.map((name) => ({ code: 'EV3007' as const, location, message: `no tensor of the model uses the declared data file ${name}` })),
  ];
}

function subject(users: readonly ExternalTensor[]): string {
  return `${users.length === 1 ? 'a tensor' : `${users.length} tensors`} ("${users[0]?.tensor}"${users.length === 1 ? '' : ', …'})`;
}

/** EV3004. Where the only declared file has exactly the bytes that are asked for, it may have been renamed: how to repair that. */
function notDeclared(users: readonly ExternalTensor[], file: string, sizes: ReadonlyMap<string, number>, location: string): Problem {
  const message = `the data of ${subject(users)} is in a file that is not declared${nearestText(file, sizes.keys())}`;
  const problem = {
    code: 'EV3004',
    location,
    message,
    got: file,
    expected: sizes.size === 0 ? 'no data is declared' : `one of: ${[...sizes.keys()].join(', ')}`,
  } as const;
  const [declared, ...others] = sizes;
  if (declared === undefined || others.length > 0) return problem;
  const [name, size] = declared;
  if (checkFile(users, { name, size }, location).length > 0) return { ...problem, cure: `declare ${file}; ${name} is not it: its size does not fit` };
  const command = `bazel run @rules_model_eval//eval/checkpoint/repair -- --model ${location} --data ${name} --out repaired.onnx`;
  return {
    ...problem,
    cure: `${name} has the size that fits: if it is ${file} under another name, rename it back, or write a model that asks for it: ${command}`,
  };
}

/** Absolute paths of any system, paths with "." or ".." in them, and no path at all. */
function leavesBundle(file: string): boolean {
  return /^[A-Za-z]:|\\/.test(file) || file.split('/').some((part) => part === '' || part === '.' || part === '..');
}

interface Range {
  readonly tensor: string;
  readonly start: number;
  readonly end: number;
}

/** EV3005 ranges that do not fit tensor or file, EV3006 ranges that overlap, EV3008 bytes behind the last range. */
export function checkFile(tensors: readonly ExternalTensor[], file: { readonly name: string; readonly size: number }, location: string): Problem[] {
  const problems: Problem[] = [];
  const ranges: Range[] = [];
  for (const tensor of tensors) {
    const range = rangeOf(tensor, file.size);
    if (typeof range === 'string') problems.push({ code: 'EV3005', location, message: `tensor "${tensor.tensor}" in ${file.name}: ${range}` });
    else if (range.end > range.start) ranges.push(range);
  }
  let last: Range | undefined;
  for (const range of ranges.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (last !== undefined && range.start < last.end) {
      const message = `tensors "${last.tensor}" and "${range.tensor}" share bytes of ${file.name} from ${range.start} on`;
      problems.push({ code: 'EV3006', location, message });
    }
    if (last === undefined || range.end > last.end) last = range;
  }
  const end = last?.end ?? 0;
  if (problems.length === 0 && end < file.size) {
    const message = `no tensor uses the last ${file.size - end} bytes of ${file.name}`;
    problems.push({ code: 'EV3008', location, message, got: `${file.size} bytes`, expected: `${end} bytes` });
  }
  return problems;
}

/** The bytes of a tensor in its file, or what is wrong about them. */
function rangeOf({ tensor, bytes, entries }: ExternalTensor, size: number): Range | string {
  const start = wholeNumber(entries.get('offset') ?? '0');
  if (start === undefined) return `the offset is "${entries.get('offset')}"`;
  // Without a length the rest of the file is meant; what the shape needs is the part that is read.
  const length = wholeNumber(entries.get('length') ?? String(bytes ?? Math.max(0, size - start)));
  if (length === undefined) return `the length is "${entries.get('length')}"`;
  if (bytes !== null && length !== bytes) return `the length is ${length}, its shape needs ${bytes} bytes`;
  if (start + length > size) return `bytes ${start} to ${start + length} of a file of ${size} bytes`;
  return { tensor, start, end: start + length };
}

function wholeNumber(text: string): number | undefined {
  const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
