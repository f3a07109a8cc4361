/** Each kind of block as HTML. */
import type { Block, Facts, List } from '../blocks.ts';
import { checksHtml } from './checks.ts';
import { type Html, html } from './html.ts';
import { inlineHtml } from './inline.ts';
import { matrixHtml } from './matrix.ts';
import { flippingHtml, panelsHtml, swatchesHtml } from './pictures.ts';
import { plotsHtml } from './plots/plots.ts';
import { tableHtml } from './table.ts';

export function blocksHtml(blocks: readonly Block[]): Html {
  return html`${blocks.map((block) => html`${blockHtml(block)}\n`)}`;
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case 'paragraph': {
      const name = block.look === 'quoted' ? 'statement' : block.look;
      return block.look === 'plain' ? html`<p>${inlineHtml(block.text)}</p>` : html`<p class="${name}">${inlineHtml(block.text)}</p>`;
    }
    case 'heading':
      return html`<h3>${inlineHtml(block.text)}</h3>`;
    case 'list':
      return listHtml(block);
    case 'facts':
      return factsHtml(block);
    case 'table':
      return tableHtml(block);
    case 'checks':
      return checksHtml(block.checks);
    case 'matrix':
      return matrixHtml(block);
    case 'plots':
      return plotsHtml(block.plots);
    case 'pictures':
      return html`<p class="lead">Each picture flips between its layers; with the keyboard, by the arrow keys.</p>${flippingHtml(block.pictures)}`;
    case 'panels':
      return panelsHtml(block.picture, block.caption);
    case 'swatches':
      return swatchesHtml(block);
    case 'drawing':
      // As a picture of its own: nothing in the drawing can reach the page.
      return html`<figure class="drawing"><img src="data:image/svg+xml;base64,${Buffer.from(block.svg).toString('base64')}" alt="${block.title}">
<figcaption>${block.caption}</figcaption></figure>`;
    case 'source':
      return html`<pre tabindex="0">${block.text}</pre>`;
    case 'columns':
      return html`<div class="two">${block.columns.map((own) => html`<div>${blocksHtml(own)}</div>`)}</div>`;
    case 'details':
      return html`<details><summary>${block.summary}</summary>\n${blocksHtml(block.blocks)}</details>`;
  }
}

function listHtml({ items, title }: List): Html {
  const entries = html`<ul class="findings">${items.map((item) => html`<li>${inlineHtml(item)}</li>`)}</ul>`;
  return title === undefined ? entries : html`<div class="note"><h3>${title}</h3>${entries}</div>`;
}

const factsClasses = { row: 'facts', large: 'key', lines: 'digests' } as const;

export function factsHtml({ look, entries }: Facts): Html {
  const items = entries.map(({ term, value, sign }) => {
    return html`<div${sign === undefined ? null : html` class="${sign}"`}><dt>${inlineHtml(term)}</dt><dd>${inlineHtml(value)}</dd></div>\n`;
  });
  return html`<dl class="${factsClasses[look]}">${items}</dl>`;
}
