/** The first page: models by score, with weights that rank them again. */
import type { Scoring } from '../../contracts/leaderboard.ts';
import type { Content } from '../../report/html/html.ts';
import { html } from '../../report/html/html.ts';
import type { Answer } from '../http/route.ts';
import { decimal, page, time } from './frame.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

export interface BoardRow {
  readonly rank: number;
  readonly model_name: string;
  readonly score: number;
  readonly verdict: string;
  readonly timestamp: string;
  readonly job_id: string;
  readonly runs: number;
  readonly [field: string]: unknown;
}

export interface BoardView {
  readonly rows: readonly BoardRow[];
  readonly leftOut: readonly { readonly id: string; readonly model: string; readonly reason: string }[];
  readonly scoring: Scoring | null;
  readonly fields: readonly string[];
  readonly datasets: readonly string[];
  readonly dataset: string;
  readonly sort: string;
  /** Models with a version in service, by the job that led there where it is known. */
  readonly serving: ReadonlyMap<string, string>;
  readonly judged: number;
}

export function leaderboardPage(view: BoardView): Answer {
  const body = html`
<section><h1>Leaderboard</h1>
${view.rows.length === 0 ? html`<p>Nothing has been evaluated yet. <a href="/jobs">Ask for an evaluation</a>.</p>` : boardSection(view)}
</section>
${view.leftOut.length === 0 ? null : leftOutSection(view)}`;
  return page({ title: 'Leaderboard', current: '/', body });
}

function boardSection(view: BoardView): Content {
  const { rows, scoring, sort, judged } = view;
  const key = (row: BoardRow): number => (typeof row[sort] === 'number' ? (row[sort] as number) : Number.NEGATIVE_INFINITY);
  const sorted = sort === 'score' ? rows : rows.toSorted((a, b) => key(b) - key(a));
  return html`
<p>Each model by its best run on ${view.dataset}. These data have judged ${judged} candidates: the more there are, the more the best of them owes to chance.</p>
${filterForm(view)}
${scrollingTable('Models by score', { columns: columnsOf(view), rows: sorted })}
${scoring === null ? null : weightForm(scoring, view)}`;
}

function columnsOf({ fields, serving }: BoardView): Column<BoardRow>[] {
  return [
    { head: 'Rank', kind: 'number', cell: ({ rank }) => rank },
    { head: 'Model', kind: 'long', cell: ({ model_name: name }) => html`<a href="/models/${encodeURIComponent(name)}">${name}</a>` },
    { head: 'Score', kind: 'strong', cell: ({ score }) => decimal(score) },
    ...fields.map((field): Column<BoardRow> => ({ head: field, kind: 'number', cell: (row) => decimal(row[field]) })),
    { head: 'Verdict', kind: 'text', cell: ({ verdict }) => html`<span class="${verdict}">${verdict}</span>` },
    { head: 'In service', kind: 'text', cell: ({ model_name: name }) => (serving.has(name) ? 'yes' : 'no') },
    { head: 'Runs', kind: 'number', cell: ({ runs }) => runs },
    { head: 'Best run', kind: 'text', cell: ({ job_id: id, timestamp }) => html`<a href="/jobs/${id}">${time(timestamp)}</a>` },
  ];
}

function filterForm({ datasets, dataset, fields, sort }: BoardView): Content {
  const option = (value: string, chosen: string) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${value}</option>`;
  return html`<form method="get" action="/">
<label>Data<select name="dataset">${datasets.map((one) => option(one, dataset))}</select></label>
<label>Sorted by<select name="sort">${['score', ...fields].map((one) => option(one, sort))}</select></label>
<button class="plain">Show</button></form>`;
}

function weightForm({ terms }: Scoring, { dataset }: BoardView): Content {
  return html`<details><summary>Other weights</summary>
<form method="get" action="/"><input type="hidden" name="dataset" value="${dataset}">
${terms.map(({ name, weight }) => html`<label>${name}<input type="number" name="w.${name}" value="${weight}" min="0" step="any" required></label>`)}
<button>Rank again</button></form>
<p class="small">The score is the mean of its terms by weight; the numbers themselves stay what was measured.</p></details>`;
}

function leftOutSection({ leftOut }: BoardView): Content {
  const columns: Column<BoardView['leftOut'][number]>[] = [
    { head: 'Model', kind: 'long', cell: ({ model }) => model },
    { head: 'Why', kind: 'text', cell: ({ reason }) => reason },
    { head: 'Run', kind: 'text', cell: ({ id }) => html`<a href="/jobs/${id}">${id}</a>` },
  ];
  return html`<section><h2>Runs without a place</h2>${scrollingTable('Runs without a place', { columns, rows: leftOut })}</section>`;
}
