/** What all pages share: head, navigation, style. They need no script; while a job runs, one shows how far it is. */
import type { Content } from '../../report/html/html.ts';
import { html, raw } from '../../report/html/html.ts';
import { style } from '../../report/html/style.ts';
import type { Answer } from '../http/route.ts';
import { livePolicy, liveUpdates } from './live.ts';

export interface Page {
  readonly title: string;
  readonly body: Content;
  /** Of the navigation. */
  readonly current?: '/' | '/jobs';
  /** Whether parts of it change while somebody looks: a job runs. */
  readonly isLive?: boolean;
  readonly status?: number;
}

const own = `
header.column{display:flex;gap:1.5rem;align-items:baseline;padding-top:1rem;padding-bottom:1rem;flex-wrap:wrap}
header strong{font-size:1.05rem}
header nav{position:static;border:0;display:flex;gap:1.2rem}
header a[aria-current]{font-weight:700;text-decoration:none}
main section{padding:1.5rem 0}
form{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end;margin:1rem 0}
label{display:grid;gap:.2rem;font-size:.86rem;color:var(--muted)}
input,select,button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--muted);border-radius:6px;padding:.4rem .6rem;max-width:100%}
input[type=number]{width:7rem}
button{background:var(--candidate);border-color:var(--candidate);color:var(--paper);cursor:pointer;padding:.4rem 1rem}
button.plain{background:none;color:var(--ink);border-color:var(--muted)}
button.danger{background:var(--bad);border-color:var(--bad)}
details{margin:.75rem 0}summary{cursor:pointer}
progress{width:min(100%,28rem);height:1rem;accent-color:var(--candidate)}
.go{color:var(--good)}.inconclusive{color:var(--baseline)}.no-go,.void,.failed{color:var(--bad)}
td,th{white-space:nowrap}tbody th:first-child{padding-left:0}h1{overflow-wrap:anywhere}th.number:first-child{text-align:left}h1+h2{margin-top:1rem}td.long{white-space:normal;overflow-wrap:anywhere;min-width:9rem}
.links{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem}
.plot{max-width:100%;height:auto}
`;

/** A complete document. */
export function page({ title, body, current, isLive = false, status = 200 }: Page): Answer {
  const link = (href: '/' | '/jobs', text: string) => html`<a href="${href}"${current === href ? html` aria-current="page"` : null}>${text}</a>`;
  const content = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${raw(style + own)}</style></head>
<body><a class="skip" href="#content">To the content</a>
<header class="column"><strong>Model evaluation</strong><nav aria-label="Pages">${link('/', 'Leaderboard')} ${link('/jobs', 'Jobs')}</nav></header>
<main id="content" class="column">${body}${isLive && liveUpdates()}</main></body></html>
`.text;
  return { status, content, type: 'text/html; charset=utf-8', headers: security(isLive) };
}

/** No script but our own, where there is one, and forms that go nowhere else. */
function security(isLive: boolean): Readonly<Record<string, string>> {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  return { 'content-security-policy': isLive ? `${policy}; ${livePolicy}` : policy, 'referrer-policy': 'same-origin' };
}

export function problemPage(status: number, detail: string, problems: readonly { loc: readonly (string | number)[]; msg: string }[]): Answer {
  const list = problems.map(({ loc, msg }) => html`<li><code>${loc.slice(1).join('.')}</code>: ${msg}</li>`);
  return page({ title: 'Refused', status, body: html`<section><h1>That is not possible</h1><p>${detail}</p><ul>${list}</ul></section>` });
}

export const redirect = (to: string): Answer => ({ status: 303, content: '', type: 'text/plain', headers: { location: to } });

/** Numbers as people read them: four digits behind the point, whole numbers as they are. */
export function decimal(value: unknown): string {
  if (typeof value !== 'number') return 'not measured';
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}

export function time(instant: string | null): Content {
  return instant === null
    ? ''
    : html`<time datetime="${instant}">${instant
        .replace('T', ' ')
        .replace(/\.\d+Z$/, ' UTC')
        .replace(/Z$/, ' UTC')}</time>`;
}
