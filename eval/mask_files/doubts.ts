/** Mask files that what is declared, or the lack of it, would read as something that nobody drew. */
import type { MaskValues } from '../contracts/mask_values.ts';
import { InputError } from '../errors/errors.ts';
import { greyOf, isLossy, type StoredPixels } from '../image/stored.ts';
import { found, listed, mostLabels } from './found.ts';

/**
 * Alpha is the mask where it says anything. Where labels lie beneath it, in greys or colours, it hides them: as one object, as nothing where it is 0
 * everywhere, as everything where it is another constant.
 * @throws InputError EV1028 where alpha and what lies beneath could both be the mask
 */
export function assertAlphaIsMask(pixels: StoredPixels, values: MaskValues | undefined, key: string, location: string): void {
  if (pixels.form !== 'alpha' || pixels.beneath === undefined) return;
  const beneath = pixels.beneath();
  const alphas = new Set(pixels.values);
  const isShown = (i: number): boolean => alphas.size === 1 || pixels.values[i] !== 0;
  const shown = valuesAt(beneath, values === undefined ? isShown : () => true);
  if (shown === undefined || shown.size < 2) return;
  const differs = (value: number, i: number): boolean => (pixels.values[i] !== 0) !== isDrawn(beneath, value);
  const isHidden = values === undefined || alphas.size === 1 || (values === 'nonzero' && beneath.values.some(differs));
  if (!isHidden) return;
  const message = `the mask ${key} has transparency and, beneath it, ${shown.size} values: either could be the mask`;
  const cure =
    'Where the values are the mask write a map of parts, which ignores transparency; where transparency is, write mask_values = {"threshold": 128}.';
  const got = listed(beneath, new Map([...found(beneath)].filter(([value]) => shown.has(value))));
  throw new InputError({ code: 'EV1028', location, message, got, cure });
}

/** Undefined: more than labels can be. */
function valuesAt({ values }: StoredPixels, counts: (i: number) => boolean): ReadonlySet<number> | undefined {
  const seen = new Set<number>();
  for (let i = 0; i < values.length && seen.size <= mostLabels; i++) if (counts(i)) seen.add(values[i] as number);
  return seen.size > mostLabels ? undefined : seen;
}

function isDrawn(pixels: StoredPixels, value: number): boolean {
  return pixels.form === 'index' ? value !== 0 : greyOf(pixels, value) > 0;
}

/** Labels cannot be read from a file that was compressed with loss: along every edge there are values that nobody drew. @throws InputError EV1028 */
export function assertDrawn(pixels: StoredPixels, bytes: Uint8Array, key: string, location: string): void {
  if (!isLossy(bytes)) return;
  const values = found(pixels);
  if (values.size <= 2) return;
  const message = `the mask ${key} was compressed with loss (JPEG, WebP): it has values that nobody drew`;
  const cure = 'Save masks as PNG where they are made. Where only edges are blurred, write mask_values = {"threshold": 128}.';
  throw new InputError({ code: 'EV1028', location, message, got: listed(pixels, values), cure });
}

/** A soft mask has more shades. */
const fewestShades = 16;

/** Between the largest and the smallest channel, of 255: less is a grey that compression tinted. */
const leastTint = 64;

/** Of the largest value: what is darker can be the noise of a soft mask's ground. */
const faintest = 1 / 16;

/** Of all pixels that are not faint: what a label has and no single shade of a soft mask. */
const ofLabel = 1 / 8;

/**
 * Values below a threshold, with their pixels, which cover more than all that reaches it: colours, of which a dark one is as much an object as a bright
 * one; or a single grey far below, which a soft edge does not have. Or greys that lie flat, as labels do that were spread over the greys or resized.
 */
export function labelsBelow(pixels: StoredPixels, threshold: number): ReadonlyMap<number, number> | undefined {
  const counts = [...found(pixels)].filter(([value]) => greyOf(pixels, value) > 0);
  const below = counts.filter(([value]) => greyOf(pixels, value) < threshold);
  const reaching = counts.reduce((sum, [value, count]) => sum + (greyOf(pixels, value) >= threshold ? count : 0), 0);
  const colours = pixels.form === 'grey' ? [] : below.filter(([value]) => isTinted(pixels.colourOf?.(value) ?? 0));
  if (colours.reduce((sum, [, count]) => sum + count, 0) > reaching) return new Map(colours);
  const areFar = counts.length <= fewestShades && below.every(([value]) => greyOf(pixels, value) <= threshold / 2);
  if (areFar && below.some(([, count]) => count > reaching)) return new Map(below);
  const shown = counts.filter(([value]) => greyOf(pixels, value) > faintest * pixels.maximum);
  const least = ofLabel * shown.reduce((sum, [, count]) => sum + count, 0);
  const flat = shown.filter(([value, count]) => greyOf(pixels, value) < threshold && count > least && flatPixels(pixels, value) > least);
  return flat.length > 0 ? new Map(flat) : undefined;
}

/** Pixels of a value that have no other one beside them: edges have none, however soft. */
function flatPixels({ values, width, height }: StoredPixels, value: number): number {
  let flat = 0;
  for (let y = 1; y + 1 < height; y++) {
    for (let at = y * width + 1; at + 1 < (y + 1) * width; at++) {
      if (values[at] !== value || values[at - 1] !== value || values[at + 1] !== value) continue;
      const isFlat = [-width, width].every((row) => values[at + row - 1] === value && values[at + row] === value && values[at + row + 1] === value);
      if (isFlat) flat++;
    }
  }
  return flat;
}

function isTinted(colour: number): boolean {
  const channels = [colour >> 16, (colour >> 8) & 255, colour & 255];
  return Math.max(...channels) - Math.min(...channels) >= leastTint;
}
