/** Pictures are in the page once, by name, and every place that shows one refers to it. */
import type { GalleryItem } from '../../contracts/report.ts';
import type { View } from '../view.ts';
import type { Content, Html } from './html.ts';
import { html } from './html.ts';
import { anchorOf } from './links.ts';

type LayerId = GalleryItem['layers'][number]['id'];

export function pictureDefinitions({ gallery }: View): Html | null {
  if (gallery.items.length === 0) return null;
  const images = gallery.items.map((item) => [
    definition(item, 'photo', item.photo),
    item.layers.map(({ id, image }) => definition(item, id, image)),
  ]);
  return html`<svg class="hidden" width="0" height="0" aria-hidden="true"><defs>\n${images}</defs></svg>`;
}

function definition(item: GalleryItem, id: LayerId | 'photo', data: string): Html {
  return html`<image id="${pictureId(item, id)}" width="${item.width}" height="${item.height}" href="${data}"/>\n`;
}

/** A photo with layers over it. */
export function picture(item: GalleryItem, label: string, layers: Content): Html {
  return html`<svg class="picture" viewBox="0 0 ${item.width} ${item.height}" role="img" aria-label="${label}">
<use href="#${pictureId(item, 'photo')}"/>${layers}</svg>`;
}

export function layer(item: GalleryItem, id: LayerId): Html {
  return html`<use class="layer ${id}" href="#${pictureId(item, id)}"/>`;
}

/** Photo and all layers side by side, each with its name. */
export function panels(item: GalleryItem, view: View): Html {
  const layers = item.layers.map(({ id, title }) => panel(item, id, title, layer(item, id)));
  return html`<div class="panels">${panel(item, 'photo', 'photo', null)}${layers}</div>${pictureLegend(view)}`;
}

function panel(item: GalleryItem, role: LayerId | 'photo', title: string, layers: Content): Html {
  const name = role === title ? title : html`<span>${role}</span> ${title}`;
  return html`<div class="panel ${role}">${picture(item, `${title} of ${item.id}`, layers)}<p>${name}</p></div>`;
}

/** What the colours and patterns mean. */
export function pictureLegend({ gallery }: View): Html {
  const entries = gallery.legend.map(({ title, image }) => html`<li><img src="${image}" alt="" width="28" height="18">${title}</li>`);
  return html`<ul class="swatches">${entries}</ul>`;
}

function pictureId(item: GalleryItem, id: LayerId | 'photo'): string {
  return `${id}-of-${anchorOf(item)}`;
}
