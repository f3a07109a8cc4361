/** Jobs: the list with a form for a new one, and a page for each with its progress. */
import type { CompareResult, JobAnswer, TrainResult } from '../../contracts/service.ts';
import type { Content } from '../../report/html/html.ts';
import { html, raw } from '../../report/html/html.ts';
import type { Answer } from '../http/route.ts';
import { decimal, page, time } from './frame.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

const isOpen = ({ status }: JobAnswer): boolean => status === 'queued' || status === 'running';

export interface JobsView {
  readonly jobs: readonly JobAnswer[];
  readonly evaluations: readonly string[];
  readonly datasets: readonly string[];
  /** Whether a promotion token is declared. */
  readonly canMove: boolean;
}

export function jobsPage({ jobs, evaluations, datasets, canMove }: JobsView): Answer {
  const columns: Column<JobAnswer>[] = [
    { head: 'Job', kind: 'text', cell: ({ job_id: id }) => html`<a href="/jobs/${id}">${id}</a>` },
    { head: 'What', kind: 'text', cell: ({ kind }) => kind },
    { head: 'About', kind: 'long', cell: ({ models }) => models.join(' and ') },
    {
      head: 'Status',
      kind: 'text',
      cell: ({ status, progress }) =>
        html`<span class="${status}">${status}${status === 'running' ? ` ${(100 * progress).toFixed(0)} %` : ''}</span>`,
    },
    { head: 'Since', kind: 'text', cell: ({ created_at: at }) => time(at) },
  ];
  const isLive = jobs.some(isOpen);
  const body = html`<section><h1>Jobs</h1>
${evaluationForm(evaluations, datasets)}
${canMove ? criteriaForm(evaluations) : null}
${jobs.length === 0 ? html`<p>There are none.</p>` : html`<div${isLive && raw(' data-live')}>${scrollingTable('Jobs, the newest first', { columns, rows: jobs })}</div>`}</section>`;
  return page({ title: 'Jobs', current: '/jobs', body, isLive });
}

function evaluationForm(evaluations: readonly string[], datasets: readonly string[]): Content {
  return html`<details><summary>Ask for an evaluation or a comparison…</summary>
<form method="post" action="/jobs">
<label>Model<input name="model" required></label>
<label>Compare with (may stay empty)<input name="other"></label>
<label>Data<input name="dataset" list="datasets" required></label><datalist id="datasets">${datasets.map((one) => html`<option value="${one}"></option>`)}</datalist>
<label>Evaluation<select name="evaluation">${evaluations.map((one) => html`<option>${one}</option>`)}</select></label>
<button>Begin</button></form></details>`;
}

function criteriaForm(evaluations: readonly string[]): Content {
  return html`<details><summary>Register the criteria for a model, before there is a result…</summary>
<form method="post" action="/criteria">
<label>Model<input name="model" required></label>
<label>Criteria of the evaluation<select name="evaluation">${evaluations.map((one) => html`<option>${one}</option>`)}</select></label>
<label>Who<input name="actor" required maxlength="500"></label>
<label>Why (may stay empty)<input name="reason" maxlength="500"></label>
<label>Promotion token<input name="promotion_token" type="password" required autocomplete="off"></label>
<button>Register</button></form></details>`;
}

/** @param canMove whether a promotion token is declared */
export function jobPage(job: JobAnswer, canMove: boolean): Answer {
  const body = html`<section><h1>Job ${job.job_id}</h1>
<p>${job.kind} of ${job.models.join(' and ')}, <strong class="${job.status}">${job.status}</strong>, since ${time(job.created_at)}${job.completed_at === null ? null : html`, until ${time(job.completed_at)}`}</p>
${isOpen(job) ? progressOf(job) : null}
${job.error === null ? null : html`<p class="failed"><code>${job.error.code}</code> ${job.error.message}</p>`}
${resultOf(job)}
${linksOf(job)}</section>
${canMove && isPromotable(job) ? promoteForm(job) : null}`;
  return page({ title: `Job ${job.job_id}`, body, isLive: isOpen(job) });
}

function progressOf({ job_id: id, progress, stage }: JobAnswer): Content {
  return html`<p data-live><progress max="1" value="${progress.toFixed(3)}" aria-label="Progress"></progress> ${(100 * progress).toFixed(0)} %</p><p data-live aria-live="polite">${stage}</p>
<form method="post" action="/jobs/${id}/cancel"><button class="plain">Cancel</button></form>`;
}

function linksOf({ links }: JobAnswer): Content {
  const titles: Readonly<Record<string, string>> = {
    report: 'Report',
    report_json: 'Report as JSON',
    metrics: 'Numbers as CSV',
    self: 'This job as JSON',
  };
  return html`<p class="links">${Object.entries(titles).map(([key, title]) => (links[key] === undefined ? null : html`<a href="${links[key]}">${title}</a> `))}</p>`;
}

function resultOf({ kind, result }: JobAnswer): Content {
  if (result === null) return null;
  if (kind === 'compare') return comparisonOf(result as CompareResult);
  const inner = kind === 'train' ? (result as TrainResult).evaluation : null;
  const rows: [string, unknown][] = Object.entries({ ...result, ...inner }).filter(([, value]) => typeof value !== 'object');
  const columns: Column<(typeof rows)[number]>[] = [
    { head: 'What', kind: 'text', cell: ([key]) => key },
    { head: 'Value', kind: 'long', cell: ([, value]) => (typeof value === 'number' ? decimal(value) : String(value)) },
  ];
  return scrollingTable('Result', { columns, rows });
}

function comparisonOf({ model_a: a, model_b: b, winner, score_diff: difference, metrics }: CompareResult): Content {
  const rows = Object.entries(metrics);
  const columns: Column<(typeof rows)[number]>[] = [
    { head: 'Number', kind: 'text', cell: ([name]) => name },
    { head: a, kind: 'number', cell: ([, row]) => decimal(row.a) },
    { head: b, kind: 'number', cell: ([, row]) => decimal(row.b) },
    { head: 'Difference', kind: 'strong', cell: ([, row]) => decimal(row.diff) },
    {
      head: 'Interval',
      kind: 'number',
      cell: ([, { low, high }]) => (low === null || high === null ? '' : `${low.toFixed(4)} to ${high.toFixed(4)}`),
    },
    { head: 'Better', kind: 'text', cell: ([, { better }]) => (better === 'a' ? a : better === 'b' ? b : (better ?? '')) },
    { head: 'Decided', kind: 'text', cell: ([, { outcome }]) => (outcome === 'unknown' ? 'no interval' : (outcome ?? '')) },
  ];
  return html`<p>${difference === null ? 'One of them has no score.' : winner === null ? 'Both have the same score.' : html`Better by score: <strong>${winner}</strong>`}</p>${scrollingTable('Two models side by side', { columns, rows })}`;
}

function isPromotable({ kind, status }: JobAnswer): boolean {
  return status === 'completed' && (kind === 'eval' || kind === 'train');
}

function promoteForm({ job_id: id }: JobAnswer): Content {
  return html`<section><details><summary>Put this version into service…</summary>
<form method="post" action="/jobs/${id}/promote">
<label>Who<input name="actor" required maxlength="500"></label>
<label>Why (may stay empty)<input name="reason" maxlength="500"></label>
<label>Promotion token<input name="promotion_token" type="password" required autocomplete="off"></label>
<button class="danger">Promote now</button></form>
<p class="small">Only a go against the version in service moves anything; a refusal is written down with its reasons.</p></details></section>`;
}
