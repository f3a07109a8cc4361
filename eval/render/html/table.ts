/** Tables from columns: what a column is called, how it stands, and what it says about a row. */

import type { Content, Html } from './html.ts';
import { html } from './html.ts';

export interface Column<Row> {
  readonly head: string;
  /** Numbers stand right; a chart says nothing that the numbers beside it do not. */
  readonly kind: 'text' | 'number' | 'strong' | 'chart';
  readonly cell: (row: Row) => Content;
  /** Shown when a pointer rests on the cell. */
  readonly hint?: (row: Row) => string | null | undefined;
}

export interface TableOptions<Row> {
  readonly caption?: Content;
  /** The first one heads its row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly classOf?: (row: Row) => string;
}

const classes = { text: '', number: 'number', strong: 'number strong', chart: 'wide' } as const;

/** A table that scrolls on its own where the screen is narrow; the label is what readers of the page's text hear first. */
export function scrollingTable<Row>(label: string, options: TableOptions<Row>): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${plainTable(options)}</div>`;
}

export function plainTable<Row>({ caption, columns, rows, classOf }: TableOptions<Row>): Html {
  const heads = columns.map(
    ({ head, kind }) =>
      html`<th scope="col" class="${classes[kind]}">${kind === 'chart' ? html`<span class="hidden-text">${head}</span>` : head}</th>`,
  );
  return html`
<table>
${caption === undefined ? null : html`<caption>${caption}</caption>`}
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map((row) => html`<tr class="${classOf?.(row)}">${columns.map((column, i) => cell(column, row, i === 0))}</tr>\n`)}</tbody>
</table>`;
}

function cell<Row>({ kind, cell: contentOf, hint }: Column<Row>, row: Row, isHead: boolean): Html {
  if (isHead) return html`<th scope="row">${contentOf(row)}</th>`;
  const title = hint?.(row);
  return html`<td class="${classes[kind]}"${title ? html` title="${title}"` : null}>${contentOf(row)}</td>`;
}
