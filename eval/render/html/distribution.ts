/** How the leading metric spreads over a corpus: a histogram of both backends, and every sample of one against the other. */

import type { Domain } from '../../charts/scale.ts';
import { domainOf, labelledTicks, round, scale } from '../../charts/scale.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { inSentence } from '../../report/phrases/names.ts';
import { number } from '../../report/phrases/numbers.ts';
import { isBetter } from '../../table/direction.ts';
import { sampleValue } from '../../table/pairs.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Plotted } from './scatter.ts';
import { scatter } from './scatter.ts';

export function corpusPlots(view: View, corpus: string): Html | null {
  const { leading, candidate, baseline } = view;
  if (leading === undefined) return null;
  const points = view.pairs
    .filter((sample) => sample.corpus === corpus)
    .map((sample) => ({
      sample,
      candidate: sampleValue(sample, candidate, leading.id),
      baseline: sampleValue(sample, baseline, leading.id),
    }));
  const values = points.flatMap((point) => [point.candidate, point.baseline]).filter((value) => value !== null);
  if (values.length === 0) return null;
  const domain = domainOf(leading.range, values);
  const pairs = baseline === null ? null : scatter(view, corpus, points, leading, domain);
  return html`<div class="plots">${histogram(view, points, leading, domain)}${pairs}</div>`;
}

const bins = 20;
const [width, height] = [480, 310];
const frame = { left: 14, right: 14, bottom: 26, top: 20 };
const inner = width - frame.left - frame.right;

/** The candidate upwards, the baseline downwards: equal heights mean equally many samples. */
function histogram(view: View, points: readonly Plotted[], metric: MetricDefinition, domain: Domain): Html {
  const { id, title } = metric;
  const { candidate, baseline, metrics } = view;
  const up = binned(
    points.map((point) => point.candidate),
    domain,
  );
  const down = binned(
    points.map((point) => point.baseline),
    domain,
  );
  const [mostUp, mostDown] = [Math.max(...up, 1), Math.max(...down)];
  const unit = (height - frame.top - frame.bottom) / (mostUp + mostDown);
  const ground = round(frame.top + mostUp * unit);
  const at = scale(domain, inner);
  const x = (value: number): number => round(frame.left + at(value));
  const pass = metrics.pass?.metric === id ? metrics.pass.at : undefined;
  const bottom = height - frame.bottom;
  const below = baseline === null ? null : html`<text class="name" x="${frame.left}" y="${bottom - 6}">${baseline.name} ▼</text>`;
  const names = `${candidate.name} above the line${baseline === null ? '' : `, ${baseline.name} below`}`;
  return html`
<figure class="plot"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Histogram of ${inSentence(title)}: ${names}">
${up.map((n, i) => bar(n, i, 'candidate', ground - n * unit, unit))}${down.map((n, i) => bar(n, i, 'baseline', ground, unit))}
<line class="axis" x1="${frame.left}" x2="${width - frame.right}" y1="${ground}" y2="${ground}"/>
${labelledTicks(domain, 5).map(({ value, text }) => html`<text class="tick" x="${x(value)}" y="${height - 8}">${text}</text>`)}
${pass === undefined ? null : passLine(x(pass), bottom, `${isBetter(1, metric) ? 'passes from' : 'passes up to'} ${number(pass)}`)}
<text class="name" x="${frame.left}" y="${frame.top + 12}">${candidate.name} ▲</text>${below}
</svg><figcaption>How many samples have which ${inSentence(title)}, in ${bins} steps.</figcaption></figure>`;
}

function bar(n: number, bin: number, role: 'candidate' | 'baseline', y: number, unit: number): Html | null {
  if (n === 0) return null;
  const [x, across] = [round(frame.left + (bin * inner) / bins + 1), round(inner / bins - 2)];
  return html`<rect class="${role}" x="${x}" y="${round(y)}" width="${across}" height="${round(n * unit)}"><title>${n}</title></rect>`;
}

function passLine(x: number, bottom: number, words: string): Html {
  return html`<line class="limit" x1="${x}" x2="${x}" y1="${frame.top}" y2="${bottom}"/><text class="tick" x="${x}" y="12">${words}</text>`;
}

function binned(values: readonly (number | null)[], [low, high]: Domain): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    if (value === null) continue;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((value - low) / (high - low || 1)) * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
