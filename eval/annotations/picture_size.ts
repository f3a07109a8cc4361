import { InputError } from '../errors/errors.ts';

/** A sample whose picture may have a size. */
export interface Sized {
  readonly kind: string;
  readonly id: string;
  readonly height?: number;
  readonly width?: number;
}

/**
 * Masks of a picture are on its own grid, upright.
 * @param having how many masks the message speaks of
 * @throws InputError EV4003
 */
export function checkPictureSize(having: 'one' | 'several', [height, width]: readonly [number, number], sample: Sized, location: string): void {
  if (sample.kind !== 'image' || (height === sample.height && width === sample.width)) return;
  const [noun, verb] = having === 'one' ? ['mask', 'has'] : ['masks', 'have'];
  throw new InputError({
    code: 'EV4003',
    location,
    message: `the ${noun} of "${sample.id}" ${verb} not the picture's size`,
    got: `[${height}, ${width}]`,
    expected: `[${sample.height}, ${sample.width}]`,
  });
}
