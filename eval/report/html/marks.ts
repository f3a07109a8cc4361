/** Small marks that tell a status without colour: each has a shape of its own. */
import type { Sign } from '../blocks.ts';
import { type Html, html } from './html.ts';

const shapes: Readonly<Record<Sign, Html>> = {
  good: html`<circle r="8"/><path d="M-3.8.2-1.2 2.8 4-2.6"/>`,
  bad: html`<path class="body" d="M0-8.6 8.6 0 0 8.6-8.6 0Z"/><path d="M-2.7-2.7 2.7 2.7M2.7-2.7-2.7 2.7"/>`,
  unknown: html`<rect x="-7.5" y="-7.5" width="15" height="15" rx="3"/><path d="M-2.4-2.2a2.4 2.2 0 1 1 3.3 2.1Q0 .3 0 1.6M0 4v.2"/>`,
  open: html`<rect x="-7.5" y="-7.5" width="15" height="15" rx="7"/><path d="M-4 0H4M-4 0-1.8-2.2M-4 0-1.8 2.2M4 0 1.8-2.2M4 0 1.8 2.2"/>`,
  none: html`<circle r="7" class="hollow"/><path d="M-3 0H3"/>`,
};

/** 18 pixels square; hidden from readers of the text, which says the same in words. */
export function markOf(sign: Sign): Html {
  return html`<svg class="mark ${sign}" viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true">${shapes[sign]}</svg>`;
}
