/** Every criterion with its distance to the limit: what fails stands left of the line, what holds right of it. */
import type { CriterionResult } from '../../contracts/decision.ts';
import { counted, interval, number, signed } from '../format.ts';
import { foundAndNeeded, isDifference, statusWord, subject } from '../sentences.ts';
import { byConcern } from '../view.ts';
import type { View } from '../view.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { sampleLinks } from './links.ts';
import { markOf, resultMark } from './marks.ts';
import { scale, share, ticks } from './scale.ts';
import type { Scale } from './scale.ts';

export function criteriaSection(view: View): Html {
  const results = byConcern(view.decision.criteria);
  const domain = marginDomain(results, view);
  const at = scale(domain, 100);
  return html`
<section id="criteria">
<h2>How close it was</h2>
<p class="lead">Every check by its distance to the limit, the worst first, as a share of the metric’s range. Left of the line a check fails, right of it it holds; the whisker is the interval.</p>
<div class="criteria-axis" aria-hidden="true"><span></span><span></span>${axis(domain, at)}<span></span></div>
<ol class="criteria">${results.map((result) => criterion(result, view, at))}</ol>
</section>`;
}

function criterion(result: CriterionResult, view: View, at: Scale): Html {
  const { found, asked, needed, margin } = foundAndNeeded(result);
  const decides = result === view.deciding;
  const told = result.status === 'pass' ? null : html`<p class="reason">${result.reason}. ${sampleLinks('Worst samples', result.worstSamples, result.where.corpus, view)}</p>`;
  return html`
<li class="${resultMark(result)}${decides ? ' deciding' : ''}">
${markOf(resultMark(result))}
<div class="what"><h3>${result.title}</h3>
<p class="small"><strong>${statusWord(result)}${decides ? ' and decides' : ''}</strong> · ${subject(result, view)} · <code>${result.id}</code></p></div>
${marginChart(result, view, at, `margin ${margin}`)}
<div class="found"><p><strong>${found}</strong> ${asked} ${needed} needed</p>
<p class="small">margin ${margin} · ${counted(result.n, 'sample')}${result.interval === null ? null : html` · <span>${interval(result.interval, isDifference(result) ? signed : number)}</span>`}</p></div>
${told}
</li>`;
}

function marginChart(result: CriterionResult, view: View, at: Scale, label: string): Html {
  const x = share(at);
  const { relativeMargin, interval: found } = result;
  if (relativeMargin === null) return html`<p class="chart small">not measured</p>`;
  const place = relativeOf(result, view);
  const [left, right] = found === null ? [relativeMargin, relativeMargin] : [place(found.low), place(found.high)];
  return html`<svg class="chart" width="100%" height="26" role="img" aria-label="${label}">
<rect class="failing" x="0" y="0" width="${x(0)}" height="26"/><line class="limit" x1="${x(0)}" x2="${x(0)}" y1="0" y2="26"/>
<line class="stem" x1="${x(0)}" x2="${x(relativeMargin)}" y1="13" y2="13"/>
${found === null ? null : html`<line class="whisker" x1="${x(left)}" x2="${x(right)}" y1="13" y2="13"/><line class="whisker" x1="${x(left)}" x2="${x(left)}" y1="9" y2="17"/><line class="whisker" x1="${x(right)}" x2="${x(right)}" y1="9" y2="17"/>`}
<svg x="${x(relativeMargin)}" y="13" overflow="visible">${relativeMargin < 0 ? html`<path class="dot" d="M0-7 7 0 0 7-7 0Z"/>` : html`<circle class="dot" r="5.5"/>`}</svg></svg>`;
}

function axis(domain: readonly [number, number], at: Scale): Html {
  const x = share(at);
  const labels = ticks(domain, 5).map((tick) => html`<text x="${x(tick)}" y="32">${tick === 0 ? 'limit' : signed(tick, 1)}</text>`);
  return html`<svg class="chart" width="100%" height="38"><text class="end" x="${x(0)}" dx="-8" y="14">◂ fails</text><text class="start" x="${x(0)}" dx="8" y="14">holds ▸</text>${labels}</svg>`;
}

/** The relative margin that a value of the metric would have. */
function relativeOf(result: CriterionResult, view: View): (value: number) => number {
  const [low, high] = view.definition(result.metric)?.range ?? [null, null];
  const width = low !== null && high !== null ? high - low : Math.abs(result.limit) || 1;
  const sign = result.comparator === '>=' ? 1 : -1;
  return (value) => (sign * (value - result.limit)) / width;
}

/** Everything that is drawn, held within one range's width of the limit, with the limit never at the edge. */
function marginDomain(results: readonly CriterionResult[], view: View): readonly [number, number] {
  const drawn = results.flatMap((result) => {
    const place = relativeOf(result, view);
    return result.relativeMargin === null ? [] : [result.relativeMargin, ...(result.interval === null ? [] : [place(result.interval.low), place(result.interval.high)])];
  });
  const padding = 0.05;
  const low = drawn.reduce((a, b) => Math.min(a, b), -padding);
  const high = drawn.reduce((a, b) => Math.max(a, b), padding);
  return [Math.max(low - padding, -1), Math.min(high + padding, 1)];
}
