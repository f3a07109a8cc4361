/** Tables whose cells hold links: those of a report have none, since a report is also text. */
import { type Content, type Html, html } from '../../report/html/html.ts';

export interface Column<Row> {
  readonly head: string;
  /** Numbers stand right. */
  readonly kind: 'text' | 'number' | 'strong' | 'long';
  readonly cell: (row: Row) => Content;
}

const classes = { text: '', number: 'number', strong: 'number strong', long: 'long' } as const;

/** It scrolls on its own where the screen is narrow; the label is what readers of the page's text hear first. */
export function scrollingTable<Row>(
  label: string,
  { columns, rows }: { readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[] },
): Html {
  const cell = ({ kind, cell: contentOf }: Column<Row>, row: Row, isHead: boolean): Html =>
    isHead ? html`<th scope="row" class="${classes[kind]}">${contentOf(row)}</th>` : html`<td class="${classes[kind]}">${contentOf(row)}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
<thead><tr>${columns.map(({ head, kind }) => html`<th scope="col" class="${classes[kind]}">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column, i) => cell(column, row, i === 0))}</tr>\n`)}</tbody></table></div>`;
}
