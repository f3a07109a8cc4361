/** One job: how far it is, or what came out. */
import type { JobAnswer, Promotion, Registration } from '../../contracts/service.ts';
import { type Code, codes } from '../../errors/codes.ts';
import { type Content, html } from '../../report/html/html.ts';
import type { Answer } from '../http/route.ts';
import { accountFields, badge, duration, page, reasonIfAny, time } from './frame.ts';
import { isOpen, kinds, modelsText } from './jobs.ts';
import { resultOf, type Told } from './results.ts';

/** @param canMove whether a promotion token is declared */
export function jobPage(job: JobAnswer, canMove: boolean): Answer {
  const { job_id: id, kind, status, created_at: asked, started_at: started, completed_at: ended } = job;
  const { headline, tone = 'plain', lead, body = null } = told(job);
  const eyebrow = html`${kinds[kind]} <code>${id}</code> · ${badge(status)} · asked for ${time(asked)}${ended && ` · took ${duration(started ?? asked, ended)}`}`;
  const content = html`<section>${linksOf(job)}${canMove && isPromotable(job) && promoteForm(job)}</section>${body}`;
  return page({ title: `Job ${id}`, eyebrow, headline, tone, lead, body: content, isLive: isOpen(job) });
}

function told(job: JobAnswer): Told {
  const { kind, status, error, result } = job;
  const about = `${kinds[kind]} of ${modelsText(job)}`;
  if (isOpen(job)) return { headline: about, lead: progressOf(job) };
  if (error !== null) return { headline: `${about} failed`, tone: 'no-go', lead: errorText(error) };
  if (result === null) return { headline: `${about} was ${status}` };
  if (kind === 'promote') return promotionOf(result as Promotion);
  if (kind !== 'register') return resultOf(job);
  const { model, text } = result as Registration;
  return { headline: `Criteria are registered for ${model}`, lead: html`<pre>${text}</pre>` };
}

function errorText({ code, message }: { readonly code: string; readonly message: string }): Content {
  const cure = Object.hasOwn(codes, code) && codes[code as Code];
  return html`<p class="why"><code>${code}</code> ${message}</p>${cure && html`<p class="small">${cure}</p>`}`;
}

function promotionOf({ outcome, channel, text }: Promotion): Told {
  const headline = {
    promoted: `${channel} was promoted`,
    refused: `The promotion of ${channel} was refused`,
    unchanged: `${channel} stays as it is`,
  }[outcome];
  const tone = { promoted: 'go', refused: 'no-go', unchanged: 'plain' }[outcome];
  return { headline, tone, lead: html`<pre>${text}</pre><p><a href="/models/${encodeURIComponent(channel)}">${channel} and its trail</a></p>` };
}

function progressOf({ job_id: id, progress, stage, status }: JobAnswer): Content {
  const percent = `${(100 * progress).toFixed(0)} %`;
  return html`<p data-live><progress max="1" value="${progress.toFixed(3)}" aria-label="Progress"></progress> ${percent}</p>
<p data-live aria-live="polite">${status === 'queued' ? 'waits for the jobs before it' : stage}</p>
<form method="post" action="/jobs/${id}/cancel"><button class="plain">Cancel</button></form>`;
}

function linksOf({ links }: JobAnswer): Content {
  const titles = { report_json: 'Report as JSON', metrics: 'Numbers as CSV', self: 'This job as JSON' };
  return html`<p class="links">${links['report'] && html`<a class="button" href="${links['report']}">Open the report</a>`}
${Object.entries(titles).map(([key, title]) => links[key] && html`<a href="${links[key]}">${title}</a> `)}</p>`;
}

function isPromotable({ kind, status, links }: JobAnswer): boolean {
  return status === 'completed' && (kind === 'eval' || kind === 'train') && links['report'] !== undefined;
}

function promoteForm({ job_id: id }: JobAnswer): Content {
  return html`<details><summary>Put this version into service…</summary>
<p class="small">Only a go against the version in service moves anything. A refusal is written down with its reasons.</p>
<form method="post" action="/jobs/${id}/promote">
${accountFields(reasonIfAny)}
<button class="danger">Promote now</button></form></details>`;
}
