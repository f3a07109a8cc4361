/** What every model of instances declares alike. */
import * as z from 'zod';
import { InputError } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';

export const instanceOptions = {
  /** Names of the classes that count; empty: all. */
  classes: z.array(z.string()).default([]),
  /** Class names by index, in place of the model's own; empty: the model's. */
  names: z.array(z.string()).default([]),
  /** [height, width] of the input, in place of the model's own; empty: the model's. */
  image_size: z.union([z.tuple([]), z.tuple([z.int().positive(), z.int().positive()])]).default([]),
  /** Stated, not chosen: pictures are always turned upright first. */
  apply_exif: z.literal(true).default(true),
};

/** @throws InputError EV3017 naming each class that the model does not have */
export function checkClasses(classes: readonly string[], names: readonly string[], location: string): void {
  const unknown = classes.filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const message = (name: string) => `the model knows no class "${name}"${nearestText(name, names)}`;
  throw new InputError(unknown.map((name) => ({ code: 'EV3017' as const, location, message: message(name), expected: names.join(', ') })));
}
