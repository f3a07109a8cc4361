/** Jobs: the list, with forms for a new one. */
import type { CompareResult, EvalResult, JobAnswer, JobKind, Promotion } from '../../contracts/service.ts';
import { type Content, html, raw } from '../../report/html/html.ts';
import type { Answer } from '../http/route.ts';
import { accountFields, badge, duration, page, reasonIfAny, time } from './frame.ts';
import { type Column, scrollingTable } from './table.ts';

export const kinds: Readonly<Record<JobKind, string>> = {
  eval: 'Evaluation',
  compare: 'Comparison',
  train: 'Training',
  promote: 'Promotion',
  register: 'Registration of criteria',
};

export const isOpen = ({ status }: JobAnswer): boolean => status === 'queued' || status === 'running';

/** `pot v2 and pot v1`; of a version in the store that is in service, only that it is. */
export function modelsText({ models, versions }: JobAnswer): string {
  const told = (version: string | null | undefined): string => (version ? (version.startsWith('sha256:') ? ' (in service)' : ` ${version}`) : '');
  return models.map((name, i) => `${name}${told(versions[i])}`).join(' and ');
}

/** What came out, in one word: a verdict, the better model, what became of a promotion. */
function outcomeOf(job: JobAnswer): Content {
  if (job.result === null) return null;
  const { verdict, outcome, winner } = job.result as Partial<EvalResult & Promotion & CompareResult>;
  const word = verdict ?? outcome;
  return word === undefined ? winner : badge(word);
}

export interface JobsView {
  readonly jobs: readonly JobAnswer[];
  readonly evaluations: readonly string[];
  readonly datasets: readonly string[];
  readonly models: readonly string[];
  /** Whether a promotion token is declared. */
  readonly canMove: boolean;
}

export function jobsPage(view: JobsView): Answer {
  const { jobs, canMove } = view;
  const columns: Column<JobAnswer>[] = [
    { head: 'Job', kind: 'text', cell: (job) => html`<a href="/jobs/${job.job_id}">${kinds[job.kind]}</a>` },
    { head: 'Status', kind: 'text', cell: (job) => badge(job.status, job.status === 'running' && ` ${(100 * job.progress).toFixed(0)} %`) },
    { head: 'Outcome', kind: 'text', cell: outcomeOf },
    { head: 'Models', kind: 'long', cell: modelsText },
    { head: 'Asked for', kind: 'text', cell: ({ created_at: at }) => time(at) },
    { head: 'Took', kind: 'text', cell: (job) => duration(job.started_at, job.completed_at) },
    { head: 'Id', kind: 'text', cell: ({ job_id: id }) => html`<code>${id}</code>` },
  ];
  const isLive = jobs.some(isOpen);
  const table = scrollingTable('Jobs, the newest first', { columns, rows: jobs });
  const body = html`<section>${evaluationForm(view)}
${canMove ? criteriaForm(view) : null}
${jobs.length === 0 ? null : html`<div${isLive && raw(' data-live')}>${table}</div>`}</section>`;
  const lead = jobs.length === 0 && html`<p class="why">There are none yet.</p>`;
  return page({ title: 'Jobs', current: '/jobs', lead, body, isLive });
}

const options = (names: readonly string[]): Content => names.map((one) => html`<option>${one}</option>`);

function evaluationForm({ evaluations, datasets, models, jobs }: JobsView): Content {
  return html`<details id="new"${jobs.length === 0 && html` open`}><summary>Evaluate or compare…</summary>
<form method="post" action="/jobs">
<label>Model<input name="model" list="models" required></label>
<label>Compare with (may stay empty)<input name="other" list="models"></label>
<label>Data<input name="dataset" list="datasets" required></label>
<label>Evaluation<select name="evaluation">${options(evaluations)}</select></label>
<datalist id="models">${options(models)}</datalist><datalist id="datasets">${options(datasets)}</datalist>
<button>Begin</button></form></details>`;
}

function criteriaForm({ evaluations, models }: JobsView): Content {
  return html`<details><summary>Register the criteria for a model, before there is a result…</summary>
<form method="post" action="/criteria">
<label>Model<input name="model" list="known" required></label><datalist id="known">${options(models)}</datalist>
<label>Criteria of the evaluation<select name="evaluation">${options(evaluations)}</select></label>
${accountFields(reasonIfAny)}
<button>Register</button></form></details>`;
}
