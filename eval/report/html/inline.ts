/** Text with its marks. */
import type { Inline } from '../blocks.ts';
import { type Html, html } from './html.ts';
import { markOf } from './marks.ts';

export function inlineHtml(text: Inline): Html {
  if (typeof text === 'string') return html`${text}`;
  if (!('kind' in text)) return html`${text.map(inlineHtml)}`;
  switch (text.kind) {
    case 'code':
      return html`<code>${text.text}</code>`;
    case 'strong':
      return html`<strong>${inlineHtml(text.text)}</strong>`;
    case 'aside':
      return html` <small>${inlineHtml(text.text)}</small>`;
    case 'quote':
      return html`<q>${text.text}</q>`;
    case 'sample':
      return text.anchor === undefined ? html`<code>${text.id}</code>` : html`<a href="#${text.anchor}"><code>${text.id}</code></a>`;
    case 'sign':
      return html`${markOf(text.sign)} `;
  }
}
