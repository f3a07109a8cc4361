/** Ways from a sample's name to its pictures. */

import type { GalleryItem } from '../../contracts/report.ts';
import { inSentence } from '../../report/phrases/names.ts';
import { number, signed } from '../../report/phrases/numbers.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** Names of strips are unique and safe, so they make good anchors. */
export function anchorOf({ strip }: Pick<GalleryItem, 'strip'>): string {
  return `sample-${strip.replace(/\.[a-z]+$/, '')}`;
}

/** Ids of samples, linked to the gallery where it shows them; nothing for none. */
export function sampleLinks(label: string, ids: readonly string[], corpus: string, view: View): Html | null {
  if (ids.length === 0) return null;
  return html`${label}: ${ids.map((id, i) => html`${i === 0 ? '' : ', '}${sampleLink({ corpus, id }, view)}`)}`;
}

export function sampleLink({ corpus, id }: { readonly corpus: string; readonly id: string }, view: View): Html {
  const item = view.item(corpus, id);
  return item === undefined ? html`<code>${id}</code>` : html`<a href="#${anchorOf(item)}"><code>${id}</code></a>`;
}

/** `mask IoU: baseline 0.892, candidate 0.650, difference −0.242` */
export function caption({ metric, candidate, baseline, delta }: GalleryItem, view: View): Html {
  const title = inSentence(view.title(metric));
  if (view.baseline === null) return html`${title} <strong>${number(candidate)}</strong>`;
  return html`${title}: baseline ${number(baseline)}, candidate ${number(candidate)}, difference <strong>${signed(delta)}</strong>`;
}
