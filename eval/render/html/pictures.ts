/** Pictures are in the page once, by name, and every place that shows one refers to it. */
import type { GalleryItem } from '../../contracts/report.ts';
import type { View } from '../view.ts';
import { html } from './html.ts';
import type { Content, Html } from './html.ts';
import { anchorOf } from './links.ts';

type LayerId = GalleryItem['layers'][number]['id'];

export function pictureDefinitions({ gallery }: View): Html | null {
  if (gallery.items.length === 0) return null;
  const image = (item: GalleryItem, id: LayerId | 'photo', data: string): Html =>
    html`<image id="${pictureId(item, id)}" width="${item.width}" height="${item.height}" href="${data}"/>\n`;
  const all = gallery.items.map((item) => [image(item, 'photo', item.photo), ...item.layers.map((layer) => image(item, layer.id, layer.image))]);
  return html`<svg class="hidden" width="0" height="0" aria-hidden="true"><defs>\n${all}</defs></svg>`;
}

/** A photo with layers over it. */
export function picture(item: GalleryItem, label: string, layers: Content): Html {
  return html`<svg class="picture" viewBox="0 0 ${item.width} ${item.height}" role="img" aria-label="${label}"><use href="#${pictureId(item, 'photo')}"/>${layers}</svg>`;
}

export function layer(item: GalleryItem, id: LayerId): Html {
  return html`<use class="layer ${id}" href="#${pictureId(item, id)}"/>`;
}

/** Photo and all layers side by side, each with its name. */
export function panels(item: GalleryItem, view: View): Html {
  const panel = (name: string, layers: Content, role: string): Html =>
    html`<div class="panel ${role}">${picture(item, `${name} of ${item.id}`, layers)}<p>${role === 'photo' || role === name ? null : html`<span>${role}</span> `}${name}</p></div>`;
  return html`<div class="panels">${panel('photo', null, 'photo')}${item.layers.map(({ id, title }) => panel(title, layer(item, id), id))}</div>${pictureLegend(view)}`;
}

/** What the colours and patterns mean. */
export function pictureLegend({ gallery }: View): Html {
  return html`<ul class="swatches">${gallery.legend.map(({ title, image }) => html`<li><img src="${image}" alt="" width="28" height="18">${title}</li>`)}</ul>`;
}

function pictureId(item: GalleryItem, id: LayerId | 'photo'): string {
  return `${id}-of-${anchorOf(item)}`;
}
