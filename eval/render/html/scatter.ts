/** Every sample as a point, the candidate's value over the baseline's: above the diagonal the candidate is higher. */
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { listed, number, signed } from '../format.ts';
import { inSentence } from '../sentences.ts';
import type { View } from '../view.ts';
import type { Plotted } from './distribution.ts';
import { html } from './html.ts';
import type { Content, Html } from './html.ts';
import { anchorOf } from './links.ts';
import { round, scale, ticks } from './scale.ts';

const side = 320;
const frame = { left: 40, right: 12, bottom: 38, top: 12 };
/** More points than this are drawn as one circle for each cell of a grid, its area their number. */
const mostPoints = 1500;
const cells = 48;

interface Pair extends Plotted {
  readonly candidate: number;
  readonly baseline: number;
}

export function scatter(view: View, corpus: string, points: readonly Plotted[], { title, better }: MetricDefinition, domain: readonly [number, number]): Html {
  const pairs = points.filter((point): point is Pair => point.candidate !== null && point.baseline !== null);
  const [inX, inY] = [scale(domain, side - frame.left - frame.right), scale(domain, side - frame.top - frame.bottom)];
  const x = (value: number): number => round(frame.left + inX(value));
  const y = (value: number): number => round(side - frame.bottom - inY(value));
  const failed = failedSlices(view, corpus);
  const inFailed = ({ sample }: Pair): boolean => failed.some(({ dimension, value }) => (sample.slices[dimension] ?? []).includes(value));
  const marks = pairs.length > mostPoints ? bubbles(pairs, domain, x, y) : pairs.toSorted((a, b) => Number(inFailed(a)) - Number(inFailed(b))).map((pair) => point(pair, inFailed(pair), view, x, y));
  const [low, high] = domain;
  const labels = ticks(domain, 5).map((tick) => html`<text class="tick" x="${x(tick)}" y="${side - frame.bottom + 15}">${number(tick, 1)}</text><text class="tick end" x="${frame.left - 6}" y="${y(tick) + 4}">${number(tick, 1)}</text>`);
  const higher = better === 'higher' ? 'better' : 'worse';
  return html`
<figure class="plot square"><svg viewBox="0 0 ${side} ${side}" role="img" aria-label="Each sample’s ${inSentence(title)}: ${view.candidate.name} against ${view.baseline?.name}">
<path class="worse" d="M${x(low)} ${y(low)}L${x(high)} ${y(high)}L${better === 'higher' ? `${x(high)} ${y(low)}` : `${x(low)} ${y(high)}`}Z"/>
<path class="axis" d="M${x(low)} ${y(high)}V${y(low)}H${x(high)}"/><line class="diagonal" x1="${x(low)}" y1="${y(low)}" x2="${x(high)}" y2="${y(high)}"/>${labels}
<text class="tick" x="${x((low + high) / 2)}" y="${side - 5}">${view.baseline?.name}</text><text class="tick" transform="translate(11 ${y((low + high) / 2)}) rotate(-90)">${view.candidate.name}</text>
${marks}
<text class="name" x="${x(low) + 8}" y="${y(high) + 14}">candidate ${higher}</text><text class="name end" x="${x(high) - 6}" y="${y(low) - 8}">candidate ${higher === 'better' ? 'worse' : 'better'}</text></svg><figcaption>Each sample’s ${inSentence(title)}.${failed.length === 0 ? '' : ` Diamonds: ${listed(failed.map(({ value }) => value))}, where a check fails.`}</figcaption></figure>`;
}

function point(pair: Pair, failed: boolean, view: View, x: (value: number) => number, y: (value: number) => number): Html {
  const { sample, candidate, baseline } = pair;
  const [cx, cy] = [x(baseline), y(candidate)];
  const told = html`<title>${sample.id}: ${number(baseline)} → ${number(candidate)} (${signed(candidate - baseline)})</title>`;
  const mark: Content = failed
    ? html`<path class="point failed" d="M${cx} ${round(cy - 6)}l6 6-6 6-6-6Z">${told}</path>`
    : html`<circle class="point" cx="${cx}" cy="${cy}" r="4">${told}</circle>`;
  const item = view.item(sample.corpus, sample.id);
  return item === undefined ? html`${mark}\n` : html`<a href="#${anchorOf(item)}" tabindex="-1">${mark}</a>\n`;
}

function bubbles(pairs: readonly Pair[], domain: readonly [number, number], x: (value: number) => number, y: (value: number) => number): Html[] {
  const cell = scale(domain, cells);
  const width = (domain[1] - domain[0]) / cells;
  const middle = (value: number): number => domain[0] + (Math.min(cells - 1, Math.floor(cell(value))) + 0.5) * width;
  const places = pairs.map(({ candidate, baseline }) => ({ cx: x(middle(baseline)), cy: y(middle(candidate)) }));
  const groups = [...Map.groupBy(places, ({ cx, cy }) => `${cx} ${cy}`).values()];
  const most = groups.reduce((n, group) => Math.max(n, group.length), 1);
  return groups.map((group) => html`<circle class="point" cx="${group[0]?.cx}" cy="${group[0]?.cy}" r="${round(0.6 + 3 * Math.sqrt(group.length / most))}"><title>${group.length}</title></circle>`);
}

/** Slices of the corpus that a failed criterion is about. */
function failedSlices({ decision }: View, corpus: string): { dimension: string; value: string }[] {
  const slices = decision.criteria.flatMap(({ status, where }) => (status === 'fail' && where.corpus === corpus && where.slice !== null ? [where.slice] : []));
  return slices.filter(({ dimension, value }, i) => slices.findIndex((slice) => slice.dimension === dimension && slice.value === value) === i);
}
