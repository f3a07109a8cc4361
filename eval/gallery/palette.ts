/** Colours for any number of regions. */
import type { Colour } from './draw.ts';

/** P. Tol's "muted" scheme, which stays apart for every common kind of colour vision (Colour Schemes, SRON/EPS/TN/09-002). */
const muted: readonly Colour[] = [
  [136, 204, 238],
  [204, 102, 119],
  [221, 204, 119],
  [51, 34, 136],
  [17, 119, 51],
  [136, 34, 85],
  [68, 170, 153],
  [153, 153, 51],
  [170, 68, 153],
];

/** Distinct colours: the nine of the scheme, then each of them ever paler. */
export function paletteOf(count: number): Colour[] {
  const rounds = Math.ceil(count / muted.length);
  return Array.from({ length: count }, (_, i) => {
    const paleness = Math.floor(i / muted.length) / rounds;
    const [red, green, blue] = (muted[i % muted.length] as Colour).map((part) => Math.round(part + (255 - part) * paleness));
    return [red, green, blue] as Colour;
  });
}
