/** How the leading metric spreads over a corpus: a histogram of both backends, and every sample of one against the other. */
import type { MetricDefinition, PairRow } from '../../contracts/metrics.ts';
import { number } from '../format.ts';
import { inSentence } from '../sentences.ts';
import type { View } from '../view.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { domainOf, round, scale, ticks } from './scale.ts';
import { scatter } from './scatter.ts';

export interface Plotted {
  readonly sample: PairRow;
  readonly candidate: number | null;
  readonly baseline: number | null;
}

const bins = 20;
const [width, height] = [480, 310];
const frame = { left: 14, right: 14, bottom: 26, top: 20 };

export function corpusPlots(view: View, corpus: string): Html | null {
  const { leading } = view;
  if (leading === undefined) return null;
  const points = view.samples({ corpus, slice: null }).map((sample) => ({
    sample,
    candidate: valueOf(sample, view.candidate.name, leading.id),
    baseline: view.baseline === null ? null : valueOf(sample, view.baseline.name, leading.id),
  }));
  const values = points.flatMap(({ candidate, baseline }) => [candidate, baseline]).filter((value) => value !== null);
  if (values.length === 0) return null;
  const domain = domainOf(leading.range, values);
  return html`<div class="plots">${histogram(view, points, leading, domain)}${view.baseline === null ? null : scatter(view, corpus, points, leading, domain)}</div>`;
}

function valueOf(sample: PairRow, backend: string, metric: string): number | null {
  const value = sample.values[backend]?.[metric];
  return typeof value === 'number' ? value : null;
}

/** The candidate upwards, the baseline downwards: equal heights mean equally many samples. */
function histogram(view: View, points: readonly Plotted[], { id, title, better }: MetricDefinition, domain: readonly [number, number]): Html {
  const up = count(points.map(({ candidate }) => candidate), domain);
  const down = view.baseline === null ? [] : count(points.map(({ baseline }) => baseline), domain);
  const [mostUp, mostDown] = [Math.max(...up, 1), Math.max(...down, 0)];
  const unit = (height - frame.top - frame.bottom) / (mostUp + mostDown);
  const ground = frame.top + mostUp * unit;
  const inner = width - frame.left - frame.right;
  const at = scale(domain, inner);
  const x = (value: number): number => round(frame.left + at(value));
  const bar = (n: number, i: number, name: string, y: number): Html | null =>
    n === 0 ? null : html`<rect class="${name}" x="${round(frame.left + (i * inner) / bins + 1)}" y="${round(y)}" width="${round(inner / bins - 2)}" height="${round(n * unit)}"><title>${n}</title></rect>`;
  const pass = view.metrics.pass?.metric === id ? view.metrics.pass.at : undefined;
  const axis = ticks(domain, 5).map((tick) => html`<text class="tick" x="${x(tick)}" y="${height - 8}">${number(tick, 1)}</text>`);
  return html`
<figure class="plot"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Histogram of ${inSentence(title)}: ${view.candidate.name} above the line${view.baseline === null ? '' : `, ${view.baseline.name} below`}">
${up.map((n, i) => bar(n, i, 'candidate', ground - n * unit))}${down.map((n, i) => bar(n, i, 'baseline', ground))}
<line class="axis" x1="${frame.left}" x2="${width - frame.right}" y1="${round(ground)}" y2="${round(ground)}"/>${axis}
${pass === undefined ? null : html`<line class="limit" x1="${x(pass)}" x2="${x(pass)}" y1="${frame.top}" y2="${height - frame.bottom}"/><text class="tick" x="${x(pass)}" y="12">${better === 'higher' ? 'passes from' : 'passes up to'} ${number(pass)}</text>`}
<text class="name" x="${frame.left}" y="${frame.top + 12}">${view.candidate.name} ▲</text>${view.baseline === null ? null : html`<text class="name" x="${frame.left}" y="${height - frame.bottom - 6}">${view.baseline.name} ▼</text>`}
</svg><figcaption>How many samples have which ${inSentence(title)}, in ${bins} steps.</figcaption></figure>`;
}

function count(values: readonly (number | null)[], [low, high]: readonly [number, number]): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    if (value === null) continue;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((value - low) / (high - low || 1)) * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
