/** Every sample as a point, the candidate's value over the baseline's: above the diagonal the candidate is higher. */

import type { Domain, Scale } from '../../charts/scale.ts';
import { labelledTicks, round, scale } from '../../charts/scale.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { PairRow } from '../../contracts/pairs.ts';
import { inSentence, listed } from '../../report/phrases/names.ts';
import { number, signed } from '../../report/phrases/numbers.ts';
import type { Directed } from '../../table/direction.ts';
import { isBetter } from '../../table/direction.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { anchorOf } from './links.ts';

/** A sample with both backends' values of the leading metric. */
export interface Plotted {
  readonly sample: PairRow;
  readonly candidate: number | null;
  readonly baseline: number | null;
}

const side = 320;
const frame = { left: 40, right: 12, bottom: 38, top: 12 };
/** More points than this are drawn as one circle for each cell of a grid, its area their number. */
const mostPoints = 1500;
const cells = 48;

interface Pair extends Plotted {
  readonly candidate: number;
  readonly baseline: number;
}

interface Axes {
  readonly domain: Domain;
  readonly x: Scale;
  readonly y: Scale;
}

export function scatter(view: View, corpus: string, points: readonly Plotted[], metric: MetricDefinition, domain: Domain): Html {
  const { title } = metric;
  const [across, up] = [scale(domain, side - frame.left - frame.right), scale(domain, side - frame.top - frame.bottom)];
  const axes: Axes = { domain, x: (value) => round(frame.left + across(value)), y: (value) => round(side - frame.bottom - up(value)) };
  const pairs = points.filter((point): point is Pair => point.candidate !== null && point.baseline !== null);
  const failed = failedSlices(view, corpus);
  const inFailed = ({ sample }: Pair): boolean => failed.some(({ dimension, value }) => (sample.slices[dimension] ?? []).includes(value));
  const marks =
    pairs.length > mostPoints
      ? bubbles(pairs, axes)
      : [
          ...pairs.filter((pair) => !inFailed(pair)).map((pair) => point(pair, false, view, axes)),
          ...pairs.filter(inFailed).map((pair) => point(pair, true, view, axes)),
        ];
  const diamonds = failed.length === 0 ? '' : ` Diamonds: ${listed(failed.map(({ value }) => value))}, where a check fails.`;
  return html`
<figure class="plot"><svg viewBox="0 0 ${side} ${side}" role="img" aria-label="Each sample’s ${inSentence(title)}, candidate and baseline">
${background(view, axes, metric)}
${marks}
${regions(axes, metric)}
</svg><figcaption>Each sample’s ${inSentence(title)}.${diamonds}</figcaption></figure>`;
}

/** Axes with their names, the diagonal, and the half where the candidate is worse. */
function background({ candidate, baseline }: View, { domain, x, y }: Axes, metric: Directed): Html {
  const [left, right, bottom, top] = [x(domain[0]), x(domain[1]), y(domain[0]), y(domain[1])];
  const corner = isBetter(1, metric) ? `${right} ${bottom}` : `${left} ${top}`;
  const labels = labelledTicks(domain, 5).map(({ value, text }) => {
    const below = html`<text class="tick" x="${x(value)}" y="${bottom + 15}">${text}</text>`;
    return html`${below}<text class="tick end" x="${left - 6}" y="${y(value) + 4}">${text}</text>`;
  });
  return html`<path class="worse" d="M${left} ${bottom}L${right} ${top}L${corner}Z"/><path class="axis" d="M${left} ${top}V${bottom}H${right}"/>
<line class="diagonal" x1="${left}" y1="${bottom}" x2="${right}" y2="${top}"/>${labels}
<text class="tick" x="${(left + right) / 2}" y="${side - 5}">${baseline?.name}</text>
<text class="tick" transform="translate(11 ${(top + bottom) / 2}) rotate(-90)">${candidate.name}</text>`;
}

function regions({ domain: [low, high], x, y }: Axes, metric: Directed): Html {
  const [above, below] = isBetter(1, metric) ? ['better', 'worse'] : ['worse', 'better'];
  return html`<text class="name" x="${x(low) + 8}" y="${y(high) + 14}">candidate ${above}</text>
<text class="name end" x="${x(high) - 6}" y="${y(low) - 8}">candidate ${below}</text>`;
}

function point({ sample, candidate, baseline }: Pair, failed: boolean, view: View, { x, y }: Axes): Html {
  const [cx, cy] = [x(baseline), y(candidate)];
  const told = html`<title>${sample.id}: ${number(baseline)} → ${number(candidate)} (${signed(candidate - baseline)})</title>`;
  const mark = failed
    ? html`<path class="point failed" d="M${cx} ${round(cy - 6)}l6 6-6 6-6-6Z">${told}</path>`
    : html`<circle class="point" cx="${cx}" cy="${cy}" r="4">${told}</circle>`;
  const item = view.item(sample.corpus, sample.id);
  return item === undefined ? html`${mark}\n` : html`<a href="#${anchorOf(item)}" tabindex="-1">${mark}</a>\n`;
}

function bubbles(pairs: readonly Pair[], { domain: [low, high], x, y }: Axes): Html[] {
  const cell = scale([low, high], cells);
  const middle = (value: number): number => low + ((Math.min(cells - 1, Math.floor(cell(value))) + 0.5) / cells) * (high - low);
  const places = pairs.map(({ candidate, baseline }) => ({ cx: x(middle(baseline)), cy: y(middle(candidate)) }));
  const groups = [...Map.groupBy(places, ({ cx, cy }) => `${cx} ${cy}`).values()];
  const most = groups.reduce((n, group) => Math.max(n, group.length), 1);
  return groups.map((group) => {
    const radius = round(0.6 + 3 * Math.sqrt(group.length / most));
    return html`<circle class="point" cx="${group[0]?.cx}" cy="${group[0]?.cy}" r="${radius}"><title>${group.length}</title></circle>`;
  });
}

/** Slices of the corpus that a failed criterion is about. */
function failedSlices({ decision }: View, corpus: string): { dimension: string; value: string }[] {
  const slices = decision.criteria.flatMap(({ status, where }) =>
    status === 'fail' && where.corpus === corpus && where.slice !== null ? [where.slice] : [],
  );
  return slices.filter(({ dimension, value }, i) => slices.findIndex((slice) => slice.dimension === dimension && slice.value === value) === i);
}
