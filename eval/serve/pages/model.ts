/** A model: its runs over time, what is in service, and the way back. */
import type * as z from 'zod';
import type { history } from '../../contracts/service.ts';
import type { AuditLine } from '../../promote/store/formats.ts';
import { type Content, html } from '../../report/html/html.ts';
import type { Answer } from '../http/route.ts';
import { accountFields, badge, decimal, page, signed, time } from './frame.ts';
import { linePlot } from './plot.ts';
import { type Column, scrollingTable } from './table.ts';

type RunRow = Pick<z.infer<typeof history>[number], 'job_id' | 'timestamp' | 'dataset' | 'suite' | 'score' | 'change' | 'verdict'>;
type TrailRow = Omit<AuditLine, 'schemaVersion' | 'previous' | 'channel' | 'from' | 'checkpoint' | 'decision' | 'otherBaseline' | 'signedBy'>;

export interface ModelView {
  readonly model: string;
  readonly runs: readonly RunRow[];
  readonly version: string | null;
  readonly trail: readonly TrailRow[];
  readonly canMove: boolean;
  /** What the checkpoint of a job was called, `v2`, or the digest of the version that was in service then. */
  readonly versionOf: (job: string) => string | null;
}

export function modelPage(view: ModelView): Answer {
  const { model, runs, version, trail } = view;
  const names = namesIn(view);
  const moved = trail.find(({ to, status }) => status === 'done' && to === version);
  const lead =
    version === null
      ? html`<p class="why">No version is in service.</p>`
      : html`<p class="why">In service: ${versionText(version, names)}${moved && html`, since ${time(moved.time)}, by ${moved.actor}`}</p>`;
  const suites = [...Map.groupBy(runs, ({ suite }) => suite).values()].map((one) => suiteSection(one, view, names));
  return page({ title: model, eyebrow: 'Model', lead, body: html`${suites}${trailSection(view, names)}` });
}

/** What the versions of the trail were called when they were evaluated, by digest. */
type Names = ReadonlyMap<string, string>;

function namesIn({ trail, versionOf }: ModelView): Names {
  const named = trail.flatMap(({ action, status, to, evaluation }): [string, string][] => {
    const job = action === 'promote' && status === 'done' ? jobIn(evaluation) : undefined;
    const name = job === undefined ? null : versionOf(job);
    return to === null || name === null || isDigest(name) ? [] : [[to, name]];
  });
  return new Map(named);
}

const isDigest = (version: string): boolean => version.startsWith('sha256:');

/** `v2 67b2c4cdebb7`: the name may be missing, the start of the digest tells versions of one model apart. */
function versionText(digest: string, names: Names): Content {
  return html`${names.get(digest)} <code title="${digest}">${short(digest)}</code>`;
}

function suiteSection(runs: readonly RunRow[], { versionOf }: ModelView, names: Names): Content {
  const versionCell = (version: string | null): Content => version && (isDigest(version) ? versionText(version, names) : version);
  const points = runs
    .toReversed()
    .flatMap(({ job_id: id, timestamp, score }) => (score === null ? [] : [{ label: timestamp, value: score, href: `/jobs/${id}` }]));
  const columns: Column<RunRow>[] = [
    { head: 'Run', kind: 'text', cell: ({ job_id: id, timestamp }) => html`<a href="/jobs/${id}">${time(timestamp)}</a>` },
    { head: 'Version', kind: 'text', cell: ({ job_id: id }) => versionCell(versionOf(id)) },
    { head: 'Verdict', kind: 'text', cell: ({ verdict }) => badge(verdict) },
    { head: 'Score', kind: 'strong', cell: ({ score }) => decimal(score) },
    { head: 'Change', kind: 'number', cell: ({ change }) => signed(change) },
  ];
  const title = `Scores on ${runs[0]?.dataset ?? ''}`;
  const table = scrollingTable(title, { columns, rows: runs });
  return html`<section><h2>${title}</h2><div class="two"><div>${table}</div>${linePlot(`${title}, run by run`, points)}</div></section>`;
}

function trailSection({ model, version, trail, canMove }: ModelView, names: Names): Content {
  const columns: Column<TrailRow>[] = [
    { head: 'When', kind: 'text', cell: (row) => time(row.time) },
    { head: 'What', kind: 'text', cell: whatOf },
    { head: 'Who', kind: 'text', cell: ({ actor }) => actor },
    { head: 'Why', kind: 'long', cell: whyOf },
    { head: 'Version', kind: 'text', cell: ({ to }) => to && versionText(to, names) },
    { head: 'Line', kind: 'number', cell: ({ sequence }) => sequence },
  ];
  const earlier = [...new Set(trail.flatMap(({ to, status }) => (to === null || status !== 'done' || to === version ? [] : [to])))];
  return html`<section><h2>What was done and refused</h2>
${trail.length === 0 ? html`<p class="none">Nothing yet. A completed evaluation can be put into service on its own page.</p>` : scrollingTable('What was done and refused', { columns, rows: trail })}
${earlier.length > 0 && canMove && rollbackForm(model, earlier, names)}</section>`;
}

const short = (digest: string): string => digest.slice('sha256:'.length, 'sha256:'.length + 12);

const done: Readonly<Record<string, string>> = { promote: 'promoted', rollback: 'rolled back', register: 'criteria registered' };

function whatOf({ action, status, forced, registered, evaluation }: TrailRow): Content {
  const word = status === 'done' ? (done[action] ?? action) : `${action} refused`;
  const job = jobIn(evaluation);
  return html`${job === undefined ? word : html`<a href="/jobs/${job}">${word}</a>`}${forced && html` ${badge('forced')}`}${registered && html` ${badge(`on the criteria of line ${registered.sequence}`)}`}`;
}

/** The job whose evaluation a label of the trail names. */
function jobIn(label: string | null): string | undefined {
  return /^(?:@@)?\/\/jobs\/([0-9a-f]{8}):report$/.exec(label ?? '')?.[1];
}

function whyOf({ reason, problems }: TrailRow): Content {
  return html`${reason}${problems.map(({ code, message }) => html`<div><code>${code}</code> ${message}</div>`)}`;
}

function rollbackForm(model: string, versions: readonly string[], names: Names): Content {
  return html`<details><summary>Roll back…</summary>
<form method="post" action="/models/${encodeURIComponent(model)}/rollback">
<label>To<select name="to">${versions.map((version) => html`<option value="${version}">${names.get(version)} ${short(version)}</option>`)}</select></label>
${accountFields(html`<label>Why<input name="reason" required maxlength="500"></label>`)}
<button class="danger">Roll back now</button></form></details>`;
}
