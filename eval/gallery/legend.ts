/** What the colours and patterns of the layers mean. */
import type { Gallery } from '../contracts/report.ts';
import type { Drawing, Mask } from './draw.ts';
import { colours, drawDifference, drawMask } from './draw.ts';
import { dataUri, encodeDrawing } from './pictures.ts';

const [width, height, margin] = [28, 18, 2];
const empty: Mask = { width, height, data: new Uint8Array(width * height) };
const full: Mask = { ...empty, data: empty.data.map(() => 1) };
const framed: Mask = {
  ...empty,
  data: empty.data.map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= margin && x < width - margin && y >= margin && y < height - margin ? 1 : 0;
  }),
};

/** Names of the backends; null where there is no baseline. */
export async function drawLegend(names: { readonly candidate: string; readonly baseline: string | null }): Promise<Gallery['legend']> {
  const entries: [title: string, drawing: Drawing][] = [
    ['truth', drawMask(framed, colours.truth)],
    [names.candidate, drawMask(framed, colours.candidate)],
    ...(names.baseline === null ? [] : [[names.baseline, drawMask(framed, colours.baseline)] satisfies [string, Drawing]]),
    [`missed by ${names.candidate}`, drawDifference(full, empty)],
    [`too much in ${names.candidate}`, drawDifference(empty, full)],
    ['agreed', drawDifference(full, full)],
  ];
  return Promise.all(entries.map(async ([title, drawing]) => ({ title, image: dataUri('image/png', await encodeDrawing(drawing)) })));
}
