/** Truth, candidate, baseline and difference in the same place: radio buttons flip between them, without a script. */

import type { Figure, GalleryItem } from '../../contracts/report.ts';
import { sliceValues } from '../../table/subsets.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { anchorOf, caption } from './links.ts';
import { layer, picture, pictureDefinitions, pictureLegend } from './pictures.ts';

const lists = {
  regression: { title: 'Worst regressions', about: 'Where the candidate lost most against the baseline, over all corpora and in every slice.' },
  improvement: { title: 'Best improvements', about: 'Where the candidate gained most.' },
  worst: { title: 'Further worst samples', about: 'The lowest values of the candidate among the rest.' },
} as const satisfies Record<GalleryItem['list'], { title: string; about: string }>;

/** Nothing where there are no samples to draw. */
export function gallerySection(view: View): Html | null {
  const { items, figures } = view.gallery;
  if (view.metrics.corpora.length === 0) return null;
  return html`
<section id="gallery">
<h2>Gallery</h2>
${items.length === 0 ? null : pictures(view)}
${figures.map(figure)}
${items.length + figures.length === 0 ? html`<p>No pictures were drawn.</p>` : null}
</section>`;
}

function pictures(view: View): Html {
  const { items } = view.gallery;
  const parts = (Object.keys(lists) as GalleryItem['list'][]).map((list) => {
    const members = items.filter((item) => item.list === list);
    if (members.length === 0) return null;
    const { title, about } = lists[list];
    return html`<h3>${title}</h3><p class="lead">${about}</p><div class="samples-grid">${members.map((item) => sample(item, view))}</div>`;
  });
  return html`<p class="lead">Each picture flips between its layers; with the keyboard, by the arrow keys.</p>
${pictureLegend(view)}
${parts}
${pictureDefinitions(view)}`;
}

/** As a picture of its own: nothing in the drawing can reach the page. */
function figure({ title, caption: about, svg }: Figure): Html {
  return html`
<h3>${title}</h3>
<figure class="drawing"><img src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}" alt="${title}"><figcaption>${about}</figcaption></figure>`;
}

function sample(item: GalleryItem, view: View): Html {
  const anchor = anchorOf(item);
  const choices = ['photo', ...item.layers.map(({ id }) => id)];
  const values = [item.corpus, ...sliceValues(item)];
  const radios = choices.map((id) => {
    const checked = id === 'difference' ? html` checked` : null;
    return html`<input type="radio" name="${anchor}" id="${anchor}--${id}" value="${id}"${checked}><label for="${anchor}--${id}">${id}</label>`;
  });
  return html`
<article class="sample" id="${anchor}">
<fieldset class="flip"><legend class="hidden-text">Layer shown over ${item.id}</legend>${radios}
${picture(
  item,
  `${item.id} with the chosen layer`,
  item.layers.map(({ id }) => layer(item, id)),
)}</fieldset>
<h4><code>${item.id}</code> <span>${values.join(' · ')}</span></h4>
<p class="small">${caption(item, view)}</p>
${view.failedOn(item).map((backend) => html`<p class="small"><strong>${backend} failed on this sample.</strong></p>`)}
${item.notes.map((note) => html`<p class="small"><q>${note}</q></p>`)}
</article>`;
}
