/** Every criterion with its distance to the limit: what fails stands left of the line, what holds right of it. */
import { type Scale, scale, share, ticks } from '../../charts/scale.ts';
import type { Check } from '../blocks.ts';
import { signed } from '../phrases/numbers.ts';
import { type Html, html } from './html.ts';
import { inlineHtml } from './inline.ts';
import { markOf } from './marks.ts';

export function checksHtml(checks: readonly Check[]): Html {
  const domain = domainOf(checks);
  const at = scale(domain, 100);
  return html`<p class="lead">Every check by its distance to the limit, the worst first, as a share of the metric’s range.
Left of the line a check fails, right of it it holds; the whisker is the interval.</p>
<div class="criteria-axis" aria-hidden="true"><span></span><span></span>${axis(domain, at)}<span></span></div>
<ol class="criteria">${checks.map((check) => checkHtml(check, at))}</ol>`;
}

function checkHtml(check: Check, at: Scale): Html {
  const { id, title, sign, deciding, verdict, subject, found, needed, margin, n, interval, reason } = check;
  return html`
<li class="${sign}${deciding ? ' deciding' : ''}">
${markOf(sign)}
<div class="what"><h3>${title}</h3>
<p class="small"><strong>${verdict}${deciding ? ' and decides' : ''}</strong> · ${subject} · <code>${id}</code></p></div>
${marginChart(check, at)}
<div class="found"><p><strong>${found}</strong> ${needed} needed</p>
<p class="small">margin ${margin} · ${n}${interval === null ? null : html` · <span>${interval}</span>`}</p></div>
${reason === undefined ? null : html`<p class="reason">${inlineHtml(reason)}</p>`}
</li>`;
}

const chartHeight = 26;

function marginChart({ drawn, margin }: Check, at: Scale): Html {
  if (drawn === null) return html`<p class="chart small">not measured</p>`;
  const x = share(at);
  const [limit, mark, middle] = [x(0), x(drawn.margin), chartHeight / 2];
  const dot = drawn.margin < 0 ? html`<path class="dot" d="M0-7 7 0 0 7-7 0Z"/>` : html`<circle class="dot" r="5.5"/>`;
  return html`<svg class="chart" width="100%" height="${chartHeight}" role="img" aria-label="margin ${margin}">
<rect class="failing" x="0" y="0" width="${limit}" height="${chartHeight}"/>
<line class="limit" x1="${limit}" x2="${limit}" y1="0" y2="${chartHeight}"/>
<line class="stem" x1="${limit}" x2="${mark}" y1="${middle}" y2="${middle}"/>
${drawn.interval === null ? null : whisker(x(drawn.interval.low), x(drawn.interval.high), middle)}
<svg x="${mark}" y="${middle}" overflow="visible">${dot}</svg></svg>`;
}

function whisker(low: string, high: string, y: number): Html {
  const line = (from: string, to: string, top: number, bottom: number): Html =>
    html`<line class="whisker" x1="${from}" x2="${to}" y1="${top}" y2="${bottom}"/>`;
  return html`${line(low, high, y, y)}${line(low, low, y - 4, y + 4)}${line(high, high, y - 4, y + 4)}`;
}

function axis(domain: readonly [number, number], at: Scale): Html {
  const x = share(at);
  const labels = ticks(domain, 5).map((tick) => html`<text x="${x(tick)}" y="32">${tick === 0 ? 'limit' : signed(tick, 1)}</text>`);
  return html`<svg class="chart" width="100%" height="38">
<text class="end" x="${x(0)}" dx="-8" y="14">◂ fails</text><text class="start" x="${x(0)}" dx="8" y="14">holds ▸</text>${labels}</svg>`;
}

const padding = 0.05;

/** Everything that is drawn, held within one range's width of the limit, with room for a word on both sides of the limit. */
function domainOf(checks: readonly Check[]): readonly [number, number] {
  const drawn = checks.flatMap(({ drawn: own }) =>
    own === null ? [] : [own.margin, ...(own.interval === null ? [] : [own.interval.low, own.interval.high])],
  );
  const low = drawn.reduce((a, b) => Math.min(a, b), -padding);
  const high = drawn.reduce((a, b) => Math.max(a, b), padding);
  const [left, right] = [Math.max(low - padding, -1), Math.min(high + padding, 1)];
  return [Math.min(left, -right / 5), Math.max(right, -left / 5)];
}
