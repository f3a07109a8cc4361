/** What all pages share: navigation, headline, the words for what is told everywhere. They need no script; while a job runs, one shows how far it is. */
import { type Content, type Html, html, raw } from '../../report/html/html.ts';
import { style } from '../../report/html/style.ts';
import type { Answer } from '../http/route.ts';
import { livePolicy, liveUpdates } from './live.ts';
import { own } from './style.ts';

export interface Page {
  readonly title: string;
  /** Stands above the headline: what kind of page it is. */
  readonly eyebrow?: Content;
  /** The title, unless it says more or less than the name of the page. */
  readonly headline?: Content;
  /** Below the headline: the page in one sentence, and its most important numbers. */
  readonly lead?: Content;
  /** Colours the headline. */
  readonly tone?: string;
  readonly body: Content;
  /** Of the navigation. */
  readonly current?: '/' | '/jobs';
  /** Whether parts of it change while somebody looks: a job runs. */
  readonly isLive?: boolean;
  readonly status?: number;
}

/** A complete document. */
export function page({ title, eyebrow, headline = title, lead, tone = 'plain', body, current, isLive = false, status = 200 }: Page): Answer {
  const link = (href: '/' | '/jobs', text: string) => html`<a href="${href}"${current === href ? html` aria-current="page"` : null}>${text}</a>`;
  const content = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · Model evaluation</title><style>${raw(style + own)}</style></head>
<body><a class="skip" href="#content">To the content</a>
<header class="top"><div class="column"><strong>Model evaluation</strong><nav aria-label="Pages">${link('/', 'Leaderboard')} ${link('/jobs', 'Jobs')}</nav></div></header>
<main id="content"><div class="banner ${tone}"><div class="column">${eyebrow && html`<p class="eyebrow">${eyebrow}</p>`}<h1>${headline}</h1>${lead}</div></div>
<div class="column">${body}${isLive && liveUpdates()}</div></main>
<footer class="column"><p class="small">Times are UTC. <a href="/openapi.json">API</a></p></footer></body></html>
`.text;
  return { status, content, type: 'text/html; charset=utf-8', headers: security(isLive) };
}

/** No script but our own, where there is one, and forms that go nowhere else. */
function security(isLive: boolean): Readonly<Record<string, string>> {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  return { 'content-security-policy': isLive ? `${policy}; ${livePolicy}` : policy, 'referrer-policy': 'same-origin' };
}

type Problems = readonly { loc: readonly (string | number)[]; msg: string }[];

/** @param before address of the page that somebody came from, to try again there */
export function problemPage(status: number, detail: string, problems: Problems, before: string | undefined): Answer {
  // What stands in the sentence already is not said twice.
  const rest = problems.filter(({ msg }) => !detail.includes(msg));
  const list = rest.map(({ loc, msg }) => html`<li><code>${loc.slice(1).join('.')}</code>: ${msg}</li>`);
  const body = html`<section>${list.length > 0 && html`<ul>${list}</ul>`}<p class="links">${before && html`<a href="${before}">Back</a> `}<a href="/">Leaderboard</a> <a href="/jobs">Jobs</a></p></section>`;
  const headline = status === 404 ? 'Not found' : 'That is not possible';
  return page({ title: headline, eyebrow: String(status), lead: html`<p class="why">${detail}</p>`, status, body });
}

/** @param to the address that was asked for */
export function signInPage(to: string, detail: string): Answer {
  const body = html`<section><form method="post" action="/sign-in"><input type="hidden" name="to" value="${to}">
<label>Token of this service<input name="token" type="password" required autocomplete="current-password"></label><button>Sign in</button></form></section>`;
  return page({ title: 'Sign in', lead: html`<p class="why">${detail}</p>`, body, status: 401 });
}

export const redirect = (to: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 303,
  content: '',
  type: 'text/plain',
  headers: { ...headers, location: to },
});

/** Numbers as people read them: four digits behind the point, whole numbers as they are. */
export function decimal(value: unknown): Content {
  if (typeof value !== 'number') return html`<span class="none">not measured</span>`;
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}

/** A difference always has its sign. */
export function signed(value: number | null): Content {
  return value === null ? html`<span class="none">–</span>` : `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value).toFixed(4)}`;
}

/** A word that colour underlines: a verdict, a status. */
export function badge(word: string, more: Content = null): Html {
  return html`<span class="badge ${word}">${word}${more}</span>`;
}

export function time(instant: string | null): Content {
  return instant === null ? '' : html`<time datetime="${instant}" title="${instant}">${instant.replace('T', ' ').slice(0, 16)}</time>`;
}

/** `4 s`, `3 min 5 s`, `2 h 10 min` */
export function duration(from: string | null, to: string | null): string {
  if (from === null || to === null) return '';
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** Fields of every form that changes the promotion store: who answers for it, why, and the token. */
export function accountFields(why: Content): Html {
  return html`<label>Who<input name="actor" required maxlength="500"></label>
${why}
<label>Promotion token<input name="promotion_token" type="password" required autocomplete="off"></label>`;
}

export const reasonIfAny = html`<label>Why (may stay empty)<input name="reason" maxlength="500"></label>`;
