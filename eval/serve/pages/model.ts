/** A model: its runs over time, what is in service, and the way back. */
import type { Content } from '../../report/html/html.ts';
import { html } from '../../report/html/html.ts';
import type { Answer } from '../http/route.ts';
import { decimal, page, time } from './frame.ts';
import { linePlot } from './plot.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

export interface RunRow {
  readonly job_id: string;
  readonly timestamp: string;
  readonly dataset: string;
  readonly suite: string;
  readonly score: number | null;
  readonly change: number | null;
  readonly verdict: string;
}

export interface TrailRow {
  readonly sequence: number;
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly status: string;
  readonly to: string | null;
  readonly reason: string | null;
  readonly forced: boolean;
  /** Of a promotion that had to be on registered criteria: the line that registered them. */
  readonly registered?: { readonly sequence: number };
}

export interface ModelView {
  readonly model: string;
  readonly runs: readonly RunRow[];
  readonly version: string | null;
  readonly trail: readonly TrailRow[];
  readonly canMove: boolean;
}

export function modelPage(view: ModelView): Answer {
  const { model, runs } = view;
  const body = html`
<section><h1>${model}</h1>
${[...Map.groupBy(runs, ({ suite }) => suite).values()].map(suiteSection)}</section>
${serviceSection(view)}`;
  return page({ title: model, body });
}

function suiteSection(runs: readonly RunRow[]): Content {
  const points = runs
    .toReversed()
    .flatMap(({ job_id: id, timestamp, score }) => (score === null ? [] : [{ label: timestamp, value: score, href: `/jobs/${id}` }]));
  const columns: Column<RunRow>[] = [
    { head: 'Run', kind: 'text', cell: ({ job_id: id, timestamp }) => html`<a href="/jobs/${id}">${time(timestamp)}</a>` },
    { head: 'Score', kind: 'strong', cell: ({ score }) => decimal(score) },
    { head: 'Change', kind: 'number', cell: ({ change }) => (change === null ? '' : `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(4)}`) },
    { head: 'Verdict', kind: 'text', cell: ({ verdict }) => html`<span class="${verdict}">${verdict}</span>` },
  ];
  const title = `Scores on ${runs[0]?.dataset ?? ''}`;
  return html`<h2>${title}</h2>${linePlot(`${title}, run by run`, points)}${scrollingTable(title, { columns, rows: runs })}`;
}

function serviceSection({ model, version, trail, canMove }: ModelView): Content {
  const columns: Column<TrailRow>[] = [
    { head: 'Number', kind: 'number', cell: ({ sequence }) => sequence },
    { head: 'When', kind: 'text', cell: (row) => time(row.time) },
    { head: 'What', kind: 'text', cell: whatOf },
    { head: 'Who', kind: 'text', cell: ({ actor }) => actor },
    { head: 'Why', kind: 'text', cell: ({ reason }) => reason ?? '' },
    { head: 'Version', kind: 'text', cell: ({ to }) => (to === null ? '' : html`<code>${to.slice(0, 19)}</code>`) },
  ];
  const earlier = [...new Set(trail.flatMap(({ to, status }) => (to === null || status !== 'done' || to === version ? [] : [to])))];
  return html`<section><h2>In service</h2>
<p>${version === null ? 'No version is in service.' : html`Version <code>${version}</code>`}</p>
${trail.length === 0 ? null : scrollingTable('What was done and refused', { columns, rows: trail })}
${earlier.length === 0 || !canMove ? null : rollbackForm(model, earlier)}</section>`;
}

function whatOf({ action, status, forced, registered }: TrailRow): string {
  const criteria = registered === undefined ? '' : `, on criteria registered before the result (${registered.sequence})`;
  return `${action}, ${status}${forced ? ', forced' : ''}${criteria}`;
}

function rollbackForm(model: string, versions: readonly string[]): Content {
  return html`<details><summary>Roll back…</summary>
<form method="post" action="/models/${encodeURIComponent(model)}/rollback">
<label>To<select name="to">${versions.map((version) => html`<option value="${version}">${version.slice(0, 19)}</option>`)}</select></label>
<label>Who<input name="actor" required maxlength="500"></label>
<label>Why<input name="reason" required maxlength="500"></label>
<label>Promotion token<input name="promotion_token" type="password" required autocomplete="off"></label>
<button class="danger">Roll back now</button></form></details>`;
}
