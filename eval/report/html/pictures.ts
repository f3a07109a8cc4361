/** Pictures are in the page once, by name, and every place that shows one refers to it. */
import type { GalleryItem } from '../../contracts/report.ts';
import type { Block, Inline, Picture } from '../blocks.ts';
import { type Content, type Html, html } from './html.ts';
import { inlineHtml } from './inline.ts';

type LayerId = GalleryItem['layers'][number]['id'];

/** The images themselves. */
export function pictureDefinitions(pictures: readonly Picture[]): Html | null {
  if (pictures.length === 0) return null;
  const images = pictures.map((one) => [
    definition(one, 'photo', one.item.photo),
    one.item.layers.map(({ id, image }) => definition(one, id, image)),
  ]);
  return html`<svg class="hidden" width="0" height="0" aria-hidden="true"><defs>\n${images}</defs></svg>`;
}

function definition({ item, anchor }: Picture, id: LayerId | 'photo', data: string): Html {
  return html`<image id="${id}-of-${anchor}" width="${item.width}" height="${item.height}" href="${data}"/>\n`;
}

/** A photo with layers over it. */
function pictureHtml({ item, anchor }: Picture, label: string, layers: Content): Html {
  return html`<svg class="picture" viewBox="0 0 ${item.width} ${item.height}" role="img" aria-label="${label}">
<use href="#photo-of-${anchor}"/>${layers}</svg>`;
}

function layer({ anchor }: Picture, id: LayerId): Html {
  return html`<use class="layer ${id}" href="#${id}-of-${anchor}"/>`;
}

/** Photo and all layers side by side, each with its name. */
export function panelsHtml(picture: Picture, caption: Inline): Html {
  const panel = (id: LayerId | 'photo', title: string, layers: Content): Html => {
    const name = id === title ? title : html`<span>${id}</span> ${title}`;
    return html`<div class="panel ${id}">${pictureHtml(picture, `${title} of ${picture.item.id}`, layers)}<p>${name}</p></div>`;
  };
  const layers = picture.item.layers.map(({ id, title }) => panel(id, title, layer(picture, id)));
  return html`
<figure class="decisive">
<div class="panels">${panel('photo', 'photo', null)}${layers}</div>
<figcaption>${inlineHtml(caption)}</figcaption>
</figure>`;
}

/** What the colours and patterns mean. */
export function swatchesHtml({ entries }: Extract<Block, { kind: 'swatches' }>): Html {
  return html`<ul class="swatches">${entries.map(({ title, image }) => html`<li><img src="${image}" alt="" width="28" height="18">${title}</li>`)}</ul>`;
}

/** Truth, candidate, baseline and difference in the same place: radio buttons flip between them, without a script. */
export function flippingHtml(pictures: readonly Picture[]): Html {
  return html`<div class="samples-grid">${pictures.map(flipping)}</div>`;
}

function flipping(picture: Picture): Html {
  const { item, anchor, about, caption, remarks } = picture;
  const radios = ['photo', ...item.layers.map(({ id }) => id)].map((id) => {
    const checked = id === 'difference' ? html` checked` : null;
    return html`<input type="radio" name="${anchor}" id="${anchor}--${id}" value="${id}"${checked}><label for="${anchor}--${id}">${id}</label>`;
  });
  const layers = item.layers.map(({ id }) => layer(picture, id));
  return html`
<article class="sample" id="${anchor}">
<fieldset class="flip"><legend class="hidden-text">Layer shown over ${item.id}</legend>${radios}
${pictureHtml(picture, `${item.id} with the chosen layer`, layers)}</fieldset>
<h4>${inlineHtml(about)}</h4>
<p class="small">${inlineHtml(caption)}</p>
${remarks.map((remark) => html`<p class="small">${inlineHtml(remark)}</p>`)}
</article>`;
}
