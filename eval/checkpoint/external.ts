/** Checks of a model's references to bytes in other files: declared, inside the bundle, long enough, not overlapping. */
import type { Problem } from '../errors/errors.ts';
import { nearest } from '../errors/errors.ts';
import type { ExternalTensor } from '../onnx/model.ts';

/**
 * @param sizes bytes of each declared data file, by the name that the model uses
 * @param place the model's name
 */
export function checkExternalData(tensors: readonly ExternalTensor[], sizes: ReadonlyMap<string, number>, place: string): Problem[] {
  const problems: Problem[] = [];
  const byLocation = Map.groupBy(tensors, ({ entries }) => entries.get('location') ?? '');
  for (const [location, users] of byLocation) {
    const size = sizes.get(location);
    const subject = `${users.length === 1 ? 'a tensor' : `${users.length} tensors`} ("${users[0]?.tensor}"${users.length === 1 ? '' : ', …'})`;
    if (leavesBundle(location)) {
      problems.push({ code: 'EV3003', place, message: `the data of ${subject} is not inside of the checkpoint`, got: JSON.stringify(location) });
    } else if (size === undefined) {
      const near = nearest(location, sizes.keys());
      const message = `the data of ${subject} is in a file that is not declared${near === undefined ? '' : ` (nearest: ${near})`}`;
      problems.push({ code: 'EV3004', place, message, got: location, expected: `one of: ${[...sizes.keys()].join(', ') || '(none declared)'}` });
    } else {
      problems.push(...checkRanges(users, size, location, place));
    }
  }
  for (const name of sizes.keys()) {
    if (!byLocation.has(name)) problems.push({ code: 'EV3007', place, message: `no tensor of the model uses the declared data file ${name}` });
  }
  return problems;
}

/** Absolute paths of any system, paths with "." or ".." in them, and no path at all. */
function leavesBundle(location: string): boolean {
  return /^[A-Za-z]:|\\/.test(location) || location.split('/').some((part) => part === '' || part === '.' || part === '..');
}

interface Range {
  readonly tensor: string;
  readonly start: number;
  readonly end: number;
}

function checkRanges(tensors: readonly ExternalTensor[], size: number, location: string, place: string): Problem[] {
  const problems: Problem[] = [];
  const ranges: Range[] = [];
  for (const tensor of tensors) {
    const range = rangeOf(tensor, size);
    if (typeof range === 'string') problems.push({ code: 'EV3005', place, message: `tensor "${tensor.tensor}" in ${location}: ${range}` });
    else if (range.end > range.start) ranges.push(range);
  }
  let last: Range | undefined;
  for (const range of ranges.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (last !== undefined && range.start < last.end) {
      const message = `tensors "${last.tensor}" and "${range.tensor}" share bytes of ${location} from ${range.start} on`;
      problems.push({ code: 'EV3006', place, message });
    }
    if (last === undefined || range.end > last.end) last = range;
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
