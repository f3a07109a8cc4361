/** Pictures of the best improvements and worst regressions, as links to the strips that stand beside the report. */

import type { Figure, GalleryItem } from '../../contracts/report.ts';
import { number, signed } from '../../report/phrases/numbers.ts';
import { sliceValues } from '../../table/subsets.ts';
import type { View } from '../view.ts';
import { code, cut, prose } from './text.ts';

const titles = { regression: 'Worst regressions', improvement: 'Best improvements', worst: 'Further worst samples' } as const satisfies Record<
  GalleryItem['list'],
  string
>;

export function gallerySection(view: View, most: number): string {
  const { items, figures } = view.gallery;
  if (items.length + figures.length === 0) return '';
  const panels = ['photo', ...(items[0]?.layers.map(({ id }) => id) ?? [])];
  const lists = (Object.keys(titles) as GalleryItem['list'][]).flatMap((list) => {
    const members = items.filter((item) => item.list === list);
    if (members.length === 0) return [];
    const { shown, pointer } = cut(members, most);
    return [`### ${titles[list]}`, ...shown.map((item) => strip(item, view)), pointer];
  });
  const order = items.length === 0 ? '' : `From left to right: ${panels.join(', ')}.`;
  return ['## Gallery', order, ...lists, ...cut(figures, most).shown.map(figure)].filter((part) => part !== '').join('\n\n');
}

function figure({ title, caption, file }: Figure): string {
  return `### ${prose(title)}\n\n${prose(caption)}\n\n![${prose(title)}](gallery/${encodeURIComponent(file)})`;
}

/** Caption and picture of one sample. */
export function strip(item: GalleryItem, view: View): string {
  const { corpus, id, candidate, baseline, delta, metric, notes, strip: file } = item;
  const title = prose(view.title(metric));
  const compared = delta === null ? '' : `, baseline ${number(baseline)}, difference ${signed(delta)}`;
  const said = notes.length === 0 ? '' : `; notes: ${notes.map(code).join(', ')}`;
  const sample = [`${code(id)} on ${prose(corpus)}`, ...sliceValues(item).map(code)].join(', ');
  const caption = `${sample}: ${title} ${number(candidate)}${compared}${said}`;
  return `${caption}\n\n![${prose(`${id} on ${corpus}`)}](gallery/${encodeURIComponent(file)})`;
}
