/** Pictures of the best improvements and worst regressions, and drawings about many samples at once. */
import type { GalleryItem } from '../../contracts/report.ts';
import { type Block, heading, paragraph } from '../blocks.ts';
import type { View } from '../view.ts';
import { pictureOf } from './samples.ts';

const lists = {
  regression: { title: 'Worst regressions', about: 'Where the candidate lost most against the baseline, over all corpora and in every slice.' },
  improvement: { title: 'Best improvements', about: 'Where the candidate gained most.' },
  worst: { title: 'Further worst samples', about: 'The worst values of the candidate among the rest.' },
} as const satisfies Record<GalleryItem['list'], { title: string; about: string }>;

/** Nothing where there are no samples to draw. */
export function galleryBlocks(view: View): Block[] {
  const { items, figures, legend } = view.gallery;
  if (view.metrics.corpora.length === 0) return [];
  if (items.length + figures.length === 0) return [paragraph('No pictures were drawn.')];
  const pictures = (Object.keys(lists) as GalleryItem['list'][]).flatMap((list): Block[] => {
    const members = items.filter((item) => item.list === list);
    if (members.length === 0) return [];
    const { title, about } = lists[list];
    return [heading(title), paragraph(about, 'lead'), { kind: 'pictures', pictures: members.map((item) => pictureOf(item, view)) }];
  });
  return [
    ...(items.length === 0 ? [] : [{ kind: 'swatches', entries: legend } as const]),
    ...pictures,
    ...figures.flatMap(({ title, caption, svg, file }): Block[] => [heading(title), { kind: 'drawing', title, caption, svg, file }]),
  ];
}
