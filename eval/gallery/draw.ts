/** Layers over a photo: masks as outline, translucent fill or hatching. */

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** RGBA, row-major, four bytes a pixel. */
export interface Drawing extends Size {
  readonly data: Uint8Array;
}

/** Row-major, 1 inside. */
export interface Mask extends Size {
  readonly data: Uint8Array;
}

export type Colour = readonly [red: number, green: number, blue: number];
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/**
 * Hues of M. Okabe and K. Ito's palette (Color Universal Design, 2008), which stay apart for every common kind of
 * colour vision. What was missed is hatched one way, what is extra the other way, so that hue is never alone.
 */
export const colours = {
  truth: [0, 158, 115],
  candidate: [0, 114, 178],
  baseline: [230, 159, 0],
  missed: [204, 60, 148],
  extra: [240, 228, 66],
  agreed: [255, 255, 255],
} as const satisfies Record<string, Colour>;

const opaque = 255;
const fillAlpha = 105;
const faintAlpha = 50;
const hatchAlpha = 90;
export const casing = [0, 0, 0, 190] as const satisfies Rgba;
/** Period and width of hatch lines, in pixels. */
const [hatchPeriod, hatchLine] = [7, 3];

/** The size whose longer side is at most `longest`; never enlarged. */
export function fitInto({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Translucent fill, an opaque outline two pixels wide inside the mask, and a dark casing one pixel wide around it. */
export function drawMask(mask: Mask, colour: Colour): Drawing {
  return drawOutlined(mask, colour, [...colour, fillAlpha]);
}

/** The outline and casing alone. */
export function drawOutline(mask: Mask, colour: Colour): Drawing {
  return drawOutlined(mask, colour, undefined);
}

function drawOutlined(mask: Mask, colour: Colour, fill: Rgba | undefined): Drawing {
  return paint(mask, (x, y) => {
    if (at(mask, x, y) === 0) return near(mask, x, y, 1, 1) ? casing : undefined;
    return near(mask, x, y, 2, 0) ? [...colour, opaque] : fill;
  });
}

/** Hatching without an outline: where the edge means nothing. */
export function drawHatching(mask: Mask, colour: Colour): Drawing {
  return paint(mask, (x, y) => (at(mask, x, y) === 1 ? hatched(colour, x + y) : undefined));
}

/** A faint fill without an outline. */
export function drawFaint(mask: Mask, colour: Colour): Drawing {
  return paint(mask, (x, y) => (at(mask, x, y) === 1 ? [...colour, faintAlpha] : undefined));
}

/** Drawings of one size over each other, the first lowest; what is painted hides what is below. */
export function stack(size: Size, drawings: readonly Drawing[]): Drawing {
  return paint(size, (x, y) => {
    const pixel = (y * size.width + x) * 4;
    const top = drawings.findLast(({ data }) => data[pixel + 3] !== 0);
    return top && ([...top.data.subarray(pixel, pixel + 4)] as unknown as Rgba);
  });
}

export function hatched(colour: Colour, diagonal: number): Rgba {
  return [...colour, onHatchLine(diagonal) ? opaque : hatchAlpha];
}

export function onHatchLine(diagonal: number): boolean {
  return ((diagonal % hatchPeriod) + hatchPeriod) % hatchPeriod < hatchLine;
}

export function paint({ width, height }: Size, pixel: (x: number, y: number) => Rgba | undefined): Drawing {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = pixel(x, y);
      if (colour !== undefined) data.set(colour, (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** The frame's outside counts as the nearest pixel inside, so that a mask cut by the frame has no outline along it. */
export function at({ width, height, data }: Mask, x: number, y: number): number {
  return data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? 0;
}

/** Whether a pixel with this value lies at most `reach` steps away along a row or a column. */
export function near(mask: Mask, x: number, y: number, reach: number, value: 0 | 1): boolean {
  for (let d = 1; d <= reach; d++) {
    if (at(mask, x - d, y) === value || at(mask, x + d, y) === value || at(mask, x, y - d) === value || at(mask, x, y + d) === value) return true;
  }
  return false;
}
