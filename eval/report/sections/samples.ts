/** What is said about single samples. */
import type { GalleryItem } from '../../contracts/report.ts';
import { sliceValues } from '../../table/subsets.ts';
import { code, type Inline, joined, type Picture, strong } from '../blocks.ts';
import { inSentence } from '../phrases/names.ts';
import { number, signed } from '../phrases/numbers.ts';
import { anchorOf, type View } from '../view.ts';

/** `Worst samples: a, b`; nothing for none. */
export function samplesText(label: string, ids: readonly string[], corpus: string, view: View): Inline {
  if (ids.length === 0) return '';
  return [
    `${label}: `,
    joined(
      ids.map((id) => view.sample(corpus, id)),
      ', ',
    ),
  ];
}

export function pictureOf(item: GalleryItem, view: View): Picture {
  return {
    item,
    anchor: anchorOf(item),
    about: [code(item.id), ` on ${[item.corpus, ...sliceValues(item)].join(', ')}`],
    caption: captionOf(item, view),
    remarks: [
      ...view.failedOn(item).map((backend) => strong(`${backend} failed on this sample.`)),
      ...(item.about === undefined ? [] : [item.about]),
      ...item.notes.map((text) => ({ kind: 'quote', text }) as const),
    ],
  };
}

/** `mask IoU: baseline 0.892, candidate 0.650, difference −0.242` */
function captionOf({ metric, candidate, baseline, delta }: GalleryItem, view: View): Inline {
  const title = inSentence(view.title(metric));
  if (view.baseline === null) return [`${title} `, strong(number(candidate))];
  return [`${title}: baseline ${number(baseline)}, candidate ${number(candidate)}, difference `, strong(signed(delta))];
}
