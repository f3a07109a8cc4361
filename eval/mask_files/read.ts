/** Mask files to runs, by what is declared that their values mean. */
import { backgroundOf, foregroundOf, type MaskValues, rangeOf, type ValueMap } from '../contracts/mask_values.ts';
import { InputError } from '../errors/errors.ts';
import { decodeStored, greyOf, type StoredPixels } from '../image/stored.ts';
import { byNumber } from '../io/order.ts';
import { encodeMask, encodeThreshold, type Runs } from '../masks/runs.ts';
import { assertAlphaIsMask, assertDrawn, labelsBelow } from './doubts.ts';
import { found, listed, textOf, undeclared } from './found.ts';

export interface MaskOfFile {
  readonly runs: Runs;
  /** Pixels that nobody judged; null: none. */
  readonly ignored: Runs | null;
  /** Names of the foreground's parts that the mask shows; of a map only. */
  readonly parts: readonly string[];
  /** The value of the foreground where none is declared, so that all masks of a corpus can be held to one. */
  readonly level: string | null;
}

/**
 * @param values undefined: nothing is declared; then only black and one other value can be meant
 * @throws InputError EV1001 to EV1003 unreadable files, EV1028 values that nothing declares
 */
export async function readMask(bytes: Uint8Array, key: string, values: MaskValues | undefined, location: string): Promise<MaskOfFile> {
  const isMap = values !== undefined && values !== 'nonzero' && 'parts' in values;
  const pixels = await decodeStored(bytes, key, !isMap);
  if (values === undefined || !isMap) assertAlphaIsMask(pixels, values, key, location);
  if (values === undefined) return twoLevels(pixels, key, location);
  if (values === 'nonzero' || isMap) assertDrawn(pixels, bytes, key, location);
  if (isMap) return mapped(pixels, values, key, location);
  const runs = values === 'nonzero' ? nonzero(pixels, key, location) : reached(pixels, values.threshold, key, location);
  return { runs, ignored: null, parts: [], level: null };
}

/** Black and one other value, whichever it is. */
function twoLevels(pixels: StoredPixels, key: string, location: string): MaskOfFile {
  const values = found(pixels);
  const bright = [...values.keys()].filter((value) => greyOf(pixels, value) > 0);
  const black = [...values.keys()].filter((value) => greyOf(pixels, value) === 0);
  // Index and colour say opposite things, or the palette says nothing. White is no colour of a class: programs that make files smaller put it first.
  const isClass = bright.includes(0) && pixels.colourOf?.(0) !== 0xffffff;
  const isReversed = pixels.form === 'index' && (isClass || (black.some((value) => value !== 0) && bright.length === 0));
  if (bright.length > 1 || black.length > 1 || isReversed) throw undeclared(pixels, values, key, location);
  const [value] = bright;
  const full = value !== undefined && greyOf(pixels, value) === pixels.maximum;
  return {
    runs: runsOf(pixels, values, (one) => one === value),
    ignored: null,
    parts: [],
    level: value === undefined ? null : full ? 'the largest' : textOf(pixels, value),
  };
}

function nonzero(pixels: StoredPixels, key: string, location: string): Runs {
  const values = found(pixels);
  const differs = pixels.form === 'index' && [...values.keys()].some((value) => (value !== 0) !== (pixels.colourOf?.(value) !== 0));
  if (differs) {
    const message = `the mask ${key} has a palette whose index 0 is not its only black: "nonzero" may mean index or colour`;
    const cure = 'Declare the indices: mask_values = {"parts": {1: "…"}}.';
    throw new InputError({ code: 'EV1028', location, message, got: listed(pixels, values), cure });
  }
  if (values.size > 1 && !values.has(0)) {
    const message = `the mask ${key} has no pixel of 0, so that "nonzero" takes all of it`;
    const cure =
      'Say with a map which value is background: mask_values = {"parts": {…}, "background": [1]}. A map of ranges takes all of it, where all is meant.';
    throw new InputError({ code: 'EV1028', location, message, got: listed(pixels, values), cure });
  }
  return runsOf(pixels, values, (value) => value !== 0);
}

function reached(pixels: StoredPixels, threshold: number, key: string, location: string): Runs {
  const { height, width, values, maximum, form } = pixels;
  if (maximum > 255 && threshold < 256 && values.some((value) => value > 255)) {
    const cure = `Write the threshold for 16 bits: ${threshold * 257} is as bright as ${threshold} of 255.`;
    throw new InputError({ code: 'EV1028', location, message: `the mask ${key} has 16 bits, the threshold ${threshold} is one of 8`, cure });
  }
  const below = labelsBelow(pixels, threshold);
  if (below !== undefined) {
    const message = `the mask ${key} looks like a label map: most of what it shows is below the threshold ${threshold}`;
    const cure = 'Declare the values: mask_values = "nonzero", or a map of parts; or a lower threshold.';
    throw new InputError({ code: 'EV1028', location, message, got: listed(pixels, below), cure });
  }
  if (form === 'index' && found(pixels).size > 1 && values.every((value) => pixels.colourOf?.(value) === 0)) {
    const message = `the mask ${key} has a palette of black alone: a threshold takes nothing of it`;
    const cure = 'Declare the indices: mask_values = "nonzero" or {"parts": {1: "…"}}.';
    throw new InputError({ code: 'EV1028', location, message, got: listed(pixels, found(pixels)), cure });
  }
  if (values instanceof Uint8Array && form !== 'index') return encodeThreshold(values, height, width, threshold);
  return runsOf(pixels, found(pixels), (value) => greyOf(pixels, value) >= threshold);
}

/** What a value is that shows no part of the foreground. */
const [unknown, ignored, background] = [-2, -1, 0];

function mapped(pixels: StoredPixels, map: ValueMap, key: string, location: string): MaskOfFile {
  const foreground = foregroundOf(map);
  const roles = rolesOf(pixels, map, foreground, key, location);
  const shown = new Set([...roles.values()].filter((role) => role > background).sort(byNumber));
  const runs = runsOf(pixels, roles, (value) => (roles.get(value) ?? unknown) > background);
  const unjudged = [...roles.values()].includes(ignored) ? runsOf(pixels, roles, (value) => roles.get(value) === ignored) : null;
  return { runs, ignored: unjudged, parts: [...shown].map((role) => foreground[role - 1] ?? ''), level: null };
}

/** Pixels of each part that a map declares, also of those that the file does not show. @throws InputError as `readMask` */
export async function readParts(bytes: Uint8Array, key: string, map: ValueMap, location: string): Promise<Map<string, Runs>> {
  const pixels = await decodeStored(bytes, key, false);
  assertDrawn(pixels, bytes, key, location);
  const names = [...new Set(Object.values(map.parts))];
  const roles = rolesOf(pixels, map, names, key, location);
  return new Map(names.map((name, i) => [name, runsOf(pixels, roles, (value) => roles.get(value) === i + 1)]));
}

/** Of each value that the file has: the place of its part among the names from 1 on, background, or ignored. @throws InputError EV1028 */
function rolesOf(pixels: StoredPixels, map: ValueMap, names: readonly string[], key: string, location: string): ReadonlyMap<number, number> {
  const meaning = meaningOf(map, names);
  const byColour = [...Object.keys(map.parts), ...backgroundOf(map), ...map.ignore].some((one) => one.startsWith('#'));
  const values = found(pixels);
  if (byColour ? pixels.colourOf === undefined : pixels.form === 'colour') {
    const message = `the mask ${key} is in ${byColour ? 'numbers' : 'colours'}, mask_values in ${byColour ? 'colours' : 'numbers'}`;
    throw new InputError({ code: 'EV1028', location, message, got: listed(pixels, values) });
  }
  const roles = new Map([...values.keys()].map((value) => [value, meaning(byColour ? (pixels.colourOf?.(value) ?? 0) : value)]));
  const strange = new Map([...values].filter(([value]) => roles.get(value) === unknown));
  if (strange.size > 0) {
    const message = `the mask ${key} has values that mask_values does not name`;
    const cure = 'Name them in `parts`, `background` or `ignore`. A JPEG mask has values that nobody drew: save it as PNG.';
    throw new InputError({ code: 'EV1028', location, message, got: listed(pixels, strange), cure });
  }
  return roles;
}

/** Of each value: the place of its part among the names from 1 on (0, background, where it is none of them), background, ignored, or unknown. */
function meaningOf(map: ValueMap, names: readonly string[]): (value: number) => number {
  const ranges = [
    ...Object.entries(map.parts).map(([key, part]) => [...rangeOf(key), names.indexOf(part) + 1] as const),
    ...map.ignore.map((key) => [...rangeOf(key), ignored] as const),
    ...backgroundOf(map).map((key) => [...rangeOf(key), background] as const),
  ];
  return (value) => ranges.find(([first, last]) => value >= first && value <= last)?.[2] ?? unknown;
}

/** Each value is asked for once: there are far fewer than pixels. @param byValue a key for each */
function runsOf(pixels: StoredPixels, byValue: ReadonlyMap<number, number>, isForeground: (value: number) => boolean): Runs {
  const { height, width, values } = pixels;
  const mask = new Uint8Array(values.length);
  const foreground = new Set([...byValue.keys()].filter(isForeground));
  for (let start = 0; start < values.length; ) {
    const value = values[start] as number;
    let end = start + 1;
    while (values[end] === value) end++;
    if (foreground.has(value)) mask.fill(1, start, end);
    start = end;
  }
  return encodeMask(mask, height, width);
}
