/** The first page: models by score, with weights that rank them again. */
import type { Scoring } from '../../contracts/leaderboard.ts';
import { type Content, html } from '../../report/html/html.ts';
import type { Answer } from '../http/route.ts';
import type { Board } from '../service.ts';
import { badge, decimal, page, time } from './frame.ts';
import { type Column, scrollingTable } from './table.ts';

type Entry = Board['entries'][number];

interface BoardView extends Board {
  readonly datasets: readonly string[];
  readonly sort: string;
  /** Models with a version in service, and the version. */
  readonly serving: ReadonlyMap<string, string>;
  /** Whether the weights are those of the request. */
  readonly isReweighted: boolean;
}

export function leaderboardPage(view: BoardView): Answer {
  const { entries, leftOut, dataset, judged } = view;
  const isEmpty = entries.length + leftOut.length === 0;
  const lead = isEmpty
    ? html`<p class="why">Nothing has been evaluated yet.</p>`
    : html`<p class="why">Each model by its best run on <strong>${dataset}</strong>. These data have judged ${judged} ${judged === 1 ? 'candidate' : 'candidates'}: the more there are, the more the best of them owes to chance.</p>`;
  const body = isEmpty
    ? html`<section><p class="links"><a class="button" href="/jobs#new">Evaluate a model</a></p></section>`
    : html`<section>${entries.length > 0 ? boardSection(view) : html`<p>No run on these data has a place.</p>${filterForm(view)}`}</section>`;
  return page({ title: 'Leaderboard', current: '/', lead, body: html`${body}${leftOut.length > 0 && leftOutSection(view)}` });
}

function boardSection(view: BoardView): Content {
  const { entries, scoring, sort } = view;
  const key = (row: Record<string, unknown>): number => (typeof row[sort] === 'number' ? row[sort] : Number.NEGATIVE_INFINITY);
  const sorted = sort === 'score' ? entries : entries.toSorted((a, b) => key(b) - key(a));
  return html`${filterForm(view)}
${scrollingTable('Models by score', { columns: columnsOf(view), rows: sorted })}
${scoring === null ? null : weightForm(scoring, view)}`;
}

function columnsOf({ fields, serving, entries }: BoardView): Column<Entry>[] {
  const best = Math.max(...entries.map(({ score }) => score));
  const share = (score: number): string => (best > 0 ? Math.max(0, (100 * score) / best) : 0).toFixed(0);
  return [
    { head: 'Rank', kind: 'number', cell: ({ rank }) => rank },
    {
      head: 'Model',
      kind: 'long',
      cell: ({ model_name: name }) =>
        html`<a href="/models/${encodeURIComponent(name)}">${name}</a>${serving.has(name) && html` ${badge('in service')}`}`,
    },
    { head: 'Score', kind: 'strong', cell: ({ score }) => html`<span class="bar" style="--share:${share(score)}%"></span>${decimal(score)}` },
    { head: 'Verdict', kind: 'text', cell: ({ verdict }) => badge(verdict) },
    ...fields.map((field): Column<Entry> => ({ head: field, kind: 'number', cell: (row) => decimal(row[field]) })),
    { head: 'Runs', kind: 'number', cell: ({ runs }) => runs },
    { head: 'Best run', kind: 'text', cell: ({ job_id: id, timestamp }) => html`<a href="/jobs/${id}">${time(timestamp)}</a>` },
  ];
}

function filterForm({ datasets, dataset, fields, sort }: BoardView): Content {
  const option = (value: string, chosen: string) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${value}</option>`;
  return html`<form class="row" method="get" action="/">
<label>Data<select name="dataset">${datasets.map((one) => option(one, dataset))}</select></label>
<label>Sorted by<select name="sort">${['score', ...fields].map((one) => option(one, sort))}</select></label>
<button class="plain">Show</button></form>`;
}

function weightForm({ terms }: Scoring, { dataset, isReweighted }: BoardView): Content {
  return html`<details${isReweighted && html` open`}><summary>Rank by other weights</summary>
<p class="small">The score is the mean of its terms by weight. The numbers themselves stay what was measured.</p>
<form method="get" action="/"><input type="hidden" name="dataset" value="${dataset}">
${terms.map(({ name, weight }) => html`<label>${name}<input type="number" name="w.${name}" value="${weight}" min="0" step="any" required></label>`)}
<button>Rank again</button>${isReweighted && html`<a class="button plain" href="/?dataset=${encodeURIComponent(dataset)}">The declared weights</a>`}</form></details>`;
}

function leftOutSection({ leftOut }: BoardView): Content {
  const columns: Column<Board['leftOut'][number]>[] = [
    { head: 'Model', kind: 'long', cell: ({ model }) => html`<a href="/models/${encodeURIComponent(model)}">${model}</a>` },
    { head: 'Why', kind: 'long', cell: ({ reason }) => reason },
    { head: 'Run', kind: 'text', cell: ({ id }) => html`<a href="/jobs/${id}">${id}</a>` },
  ];
  return html`<section><h2>Runs without a place</h2>${scrollingTable('Runs without a place', { columns, rows: leftOut })}</section>`;
}
