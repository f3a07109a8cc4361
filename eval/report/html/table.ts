/** Tables, and the charts in their cells. */
import { type Cell, type CellChart, isChart, type Table } from '../blocks.ts';
import { type Html, html } from './html.ts';
import { inlineHtml } from './inline.ts';
import { cellChart, legendHtml } from './plots/dumbbell.ts';

const classes = { text: '', number: 'number', strong: 'number strong', chart: 'wide' } as const;

/** A table scrolls on its own where the screen is narrow; the label is what readers of the page's text hear first. */
export function tableHtml({ label, caption, legend, columns, rows }: Table): Html {
  const heads = columns.map(
    ({ head, kind }) =>
      html`<th scope="col" class="${classes[kind]}">${kind === 'chart' ? html`<span class="hidden-text">${head}</span>` : head}</th>`,
  );
  const body = rows.map(
    ({ cells, tone }) => html`<tr class="${tone}">${cells.map((cell, i) => cellHtml(cell, columns[i]?.kind ?? 'text', i))}</tr>\n`,
  );
  const title = caption === undefined ? null : html`<caption>${caption}${legend === undefined ? null : legendHtml(legend)}</caption>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}">
<table>
${title}
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody>
</table></div>`;
}

function cellHtml(cell: Cell | CellChart, kind: Table['columns'][number]['kind'], position: number): Html {
  if (isChart(cell)) return html`<td class="${classes.chart}">${cellChart(cell)}</td>`;
  if (position === 0) return html`<th scope="row">${inlineHtml(cell.text)}</th>`;
  return html`<td class="${classes[kind]}"${cell.hint ? html` title="${cell.hint}"` : null}>${inlineHtml(cell.text)}</td>`;
}
