/** Every criterion with its distance to the limit: what fails stands left of the line, what holds right of it. */

import type { Scale } from '../../charts/scale.ts';
import { scale, share, ticks } from '../../charts/scale.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import { countText } from '../../report/phrases/names.ts';
import { interval, number, signed } from '../../report/phrases/numbers.ts';
import { asLabel, statusText } from '../../report/phrases/status.ts';
import { unitOf } from '../../table/units.ts';
import { foundAndNeeded, isDifference, subject } from '../sentences.ts';
import type { View } from '../view.ts';
import { byConcern } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { sampleLinks } from './links.ts';
import { markOf, resultMark } from './marks.ts';

export function criteriaSection(view: View): Html {
  const results = byConcern(view.decision.criteria);
  const domain = marginDomain(results);
  const at = scale(domain, 100);
  return html`
<section id="criteria">
<h2>How close it was</h2>
<p class="lead">Every check by its distance to the limit, the worst first, as a share of the metric’s range.
Left of the line a check fails, right of it it holds; the whisker is the interval.</p>
<div class="criteria-axis" aria-hidden="true"><span></span><span></span>${axis(domain, at)}<span></span></div>
<ol class="criteria">${results.map((result) => criterion(result, view, at))}</ol>
</section>`;
}

function criterion(result: CriterionResult, view: View, at: Scale): Html {
  const { found, asked, needed, margin } = foundAndNeeded(result);
  const mark = resultMark(result);
  const decides = result === view.deciding;
  const verdict = `${asLabel(statusText(result))}${decides ? ' and decides' : ''}`;
  const bounds = result.interval === null ? null : html` · <span>${interval(result.interval, isDifference(result) ? signed : number)}</span>`;
  const links = sampleLinks('Worst samples', result.worstSamples, result.where.corpus, view);
  return html`
<li class="${mark}${decides ? ' deciding' : ''}">
${markOf(mark)}
<div class="what"><h3>${result.title}</h3>
<p class="small"><strong>${verdict}</strong> · ${subject(result, view)} · <code>${result.id}</code></p></div>
${marginChart(result, at, `margin ${margin}`)}
<div class="found"><p><strong>${found}</strong> ${asked} ${needed} needed</p>
<p class="small">margin ${margin} · ${countText(result.n, unitOf(result.where, view))}${bounds}</p></div>
${result.status === 'pass' ? null : html`<p class="reason">${result.reason}. ${links}</p>`}
</li>`;
}

const chartHeight = 26;

function marginChart(result: CriterionResult, at: Scale, label: string): Html {
  const { relativeMargin, relativeInterval: found } = result;
  if (relativeMargin === null) return html`<p class="chart small">not measured</p>`;
  const x = share(at);
  const [limit, mark, middle] = [x(0), x(relativeMargin), chartHeight / 2];
  const dot = relativeMargin < 0 ? html`<path class="dot" d="M0-7 7 0 0 7-7 0Z"/>` : html`<circle class="dot" r="5.5"/>`;
  return html`<svg class="chart" width="100%" height="${chartHeight}" role="img" aria-label="${label}">
<rect class="failing" x="0" y="0" width="${limit}" height="${chartHeight}"/>
<line class="limit" x1="${limit}" x2="${limit}" y1="0" y2="${chartHeight}"/>
<line class="stem" x1="${limit}" x2="${mark}" y1="${middle}" y2="${middle}"/>
${found === null ? null : whisker(x(found.low), x(found.high), middle)}
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

/** Everything that is drawn, held within one range's width of the limit, with the limit never at the edge. */
function marginDomain(results: readonly CriterionResult[]): readonly [number, number] {
  const drawn = results.flatMap((result) => {
    const { relativeMargin, relativeInterval: found } = result;
    return relativeMargin === null ? [] : [relativeMargin, ...(found === null ? [] : [found.low, found.high])];
  });
  const low = drawn.reduce((a, b) => Math.min(a, b), -padding);
  const high = drawn.reduce((a, b) => Math.max(a, b), padding);
  return [Math.max(low - padding, -1), Math.min(high + padding, 1)];
}
