/** Pictures that are one picture: encoded again, flipped, or exported several times by a tool that augments. */

import { Texts } from '../io/texts.ts';
import { copiesByLook, type Looking } from './alike_looks.ts';

export interface Pictured extends Looking {
  /** Name of the file. */
  readonly image: string | null;
}

/**
 * Ids of pictures that are copies of one in another group. Equal bytes are not looked at: another check does.
 * @param pictures walked through several times: only numbers are in memory of all of them
 */
export function copiesAcrossGroups(pictures: Iterable<Pictured>): string[] {
  return [...new Set([...copiesByName(pictures), ...copiesByLook(pictures)])];
}

function* copiesByName(pictures: Iterable<Pictured>): Generator<string> {
  const made = new Texts();
  for (const { image } of pictures) {
    if (image === null) continue;
    const { origin, isMade } = originOf(image);
    if (isMade) made.numberOf(origin);
  }
  if (made.size === 0) return;
  const firsts = new Map<number, Pictured>();
  for (const picture of pictures) {
    const origin = picture.image === null ? undefined : made.find(originOf(picture.image).origin);
    if (origin === undefined) continue;
    const first = firsts.get(origin);
    if (first === undefined) firsts.set(origin, picture);
    else if (isCopy(first, picture)) yield* [first.id, picture.id];
  }
}

function isCopy(a: Pictured, b: Pictured): boolean {
  return a.group !== b.group && (a.sha256 === null || a.sha256 !== b.sha256);
}

const change =
  '(aug(mented)?|h?flip(ped)?|vflip|flip[-_ ]?(lr|ud|h|v|x|y)|(horizontal|vertical)[-_ ]?flip|mirror(ed)?|rot(ated?|ation)?[-_ ]?(90|180|270|\\d{1,3}(deg)?)|rotated|random[a-z]*(90)?|brightness|contrast|' +
  'jitter|colorjitter|shear|cutout|gamma|clahe|shiftscalerotate|transposed?|copy)';
/** What tools and scripts write around the name of a picture that they change: `a_aug_3`, `flip_a`, `a_HorizontalFlip`, `a (1)`. */
const changed = new RegExp(`[-_ ]${change}([-_ ]?\\d{1,4})?$|^(aug(mented)?|flip)[-_ ]?\\d{1,4}[-_ ]|^${change}[-_ ]| ?\\(\\d{1,3}\\)$`, 'i');

/**
 * The picture that another one was made of, by its name, and whether the name says that it was made: Roboflow makes of `a.jpg` `a_jpg.rf.<hash>.jpg`, where every copy has a hash of its own.
 */
function originOf(image: string): { readonly origin: string; readonly isMade: boolean } {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(image) ?? [];
  const exported = /^(.*)\.rf\.[0-9a-zA-Z]{16,}\.[a-z]+$/.exec(name)?.[1];
  if (exported !== undefined) return { origin: exported, isMade: true };
  const stem = name.replace(/\.[a-z0-9]{1,5}$/i, '');
  let origin = stem;
  for (let shorter = origin.replace(changed, ''); shorter !== origin && shorter !== ''; shorter = origin.replace(changed, '')) origin = shorter;
  return { origin: folder + origin, isMade: origin !== stem };
}
