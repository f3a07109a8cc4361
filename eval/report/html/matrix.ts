/** A matrix of counts as a table: shades say what the numbers say. */
import type { Block } from '../blocks.ts';
import { type Html, html } from './html.ts';

export function matrixHtml({ caption, x, y, labels, counts }: Extract<Block, { kind: 'matrix' }>): Html {
  const rows = counts.map((row, i) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count, j) => {
      const share = total === 0 ? 0 : Math.round((100 * count) / total);
      return html`<td class="${i === j ? 'number right' : 'number wrong'}" style="--share:${share}%">${count === 0 ? html`<span>0</span>` : count}</td>`;
    });
    return html`<tr><th scope="row">${labels[i]}</th>${cells}</tr>\n`;
  });
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
<table class="matrix">
<caption>${caption}</caption>
<thead><tr><td>${y} ↓ ${x} →</td>${labels.map((label) => html`<th scope="col" class="number">${label}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}
