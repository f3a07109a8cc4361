/** Every sample as a point, the candidate's value over the baseline's: above the diagonal the candidate is higher. */
import { between, type Domain, labelledTicks, round, type Scale, type Tick } from '../../../charts/scale.ts';
import { type Directed, isBetter } from '../../../table/direction.ts';
import { inSentence, listed } from '../../phrases/names.ts';
import { number } from '../../phrases/numbers.ts';
import type { Scatter } from '../../plots.ts';
import { type Html, html } from '../html.ts';

const side = 320;
const frame = { right: 12, bottom: 38, top: 12 };
/** Of the labels of ticks, about as wide as any. */
const digitWidth = 6.8;

interface Axes {
  readonly domain: Domain;
  readonly ticks: readonly Tick[];
  readonly x: Scale;
  readonly y: Scale;
}

export function scatter(plot: Scatter): Html {
  const { metric, domain, points, grid, failed } = plot;
  const title = inSentence(metric.title);
  const ticks = labelledTicks(domain, 5);
  // The name of the axis stands left of the longest label.
  const left = ticks.reduce((most, { text }) => Math.max(most, text.length * digitWidth), 0) + 26;
  const axes: Axes = { domain, ticks, x: between(domain, left, side - frame.right), y: between(domain, side - frame.bottom, frame.top) };
  const inOrder = [...points.filter((point) => !point.failed), ...points.filter((point) => point.failed)];
  const marks = grid === null ? inOrder.map((point) => pointHtml(point, axes)) : circles(grid, axes);
  const diamonds = failed.length === 0 || grid !== null ? '' : ` Diamonds: ${listed(failed)}, where a check fails.`;
  return html`
<figure class="plot"><svg viewBox="0 0 ${side} ${side}" role="group" aria-label="Each sample’s ${title}, candidate and baseline">
${background(plot, axes)}
${marks}
${regions(axes, metric)}
</svg><figcaption>Each sample’s ${title}.${diamonds}</figcaption></figure>`;
}

/** Axes with their names, the diagonal, and the half where the candidate is worse. */
function background({ candidate, baseline, metric }: Scatter, { domain, ticks, x, y }: Axes): Html {
  const [left, right, bottom, top] = [x(domain[0]), x(domain[1]), y(domain[0]), y(domain[1])];
  const corner = isBetter(1, metric) ? `${right} ${bottom}` : `${left} ${top}`;
  const labels = ticks.map(({ value, text }) => {
    const below = html`<text class="tick" x="${x(value)}" y="${bottom + 15}">${text}</text>`;
    return html`${below}<text class="tick end" x="${left - 6}" y="${y(value) + 4}">${text}</text>`;
  });
  return html`<path class="worse" d="M${left} ${bottom}L${right} ${top}L${corner}Z"/><path class="axis" d="M${left} ${top}V${bottom}H${right}"/>
<line class="diagonal" x1="${left}" y1="${bottom}" x2="${right}" y2="${top}"/>${labels}
<text class="tick" x="${(left + right) / 2}" y="${side - 5}">${baseline}</text>
<text class="tick" transform="translate(11 ${(top + bottom) / 2}) rotate(-90)">${candidate}</text>`;
}

function regions({ domain: [low, high], x, y }: Axes, metric: Directed): Html {
  const [above, below] = isBetter(1, metric) ? ['better', 'worse'] : ['worse', 'better'];
  return html`<text class="name" x="${x(low) + 8}" y="${y(high) + 14}">candidate ${above}</text>
<text class="name end" x="${x(high) - 6}" y="${y(low) - 8}">candidate ${below}</text>`;
}

function pointHtml({ id, anchor, candidate, baseline, failed }: Scatter['points'][number], { x, y }: Axes): Html {
  const [cx, cy] = [x(baseline), y(candidate)];
  const told = html`<title>${id}: ${number(baseline)} → ${number(candidate)}</title>`;
  const mark = failed
    ? html`<path class="point failed" d="M${cx} ${round(cy - 6)}l6 6-6 6-6-6Z">${told}</path>`
    : html`<circle class="point" cx="${cx}" cy="${cy}" r="4">${told}</circle>`;
  return anchor === undefined ? html`${mark}\n` : html`<a href="#${anchor}" tabindex="-1">${mark}</a>\n`;
}

/** One circle in the middle of each cell, its area the number of its samples. */
function circles({ cells, counts }: NonNullable<Scatter['grid']>, { domain: [low, high], x, y }: Axes): Html[] {
  const middle = (cell: number): number => low + ((cell + 0.5) / cells) * (high - low);
  const most = counts.reduce((largest, { n }) => Math.max(largest, n), 1);
  return counts.map(({ candidate, baseline, n }) => {
    const radius = round(0.6 + 3 * Math.sqrt(n / most));
    return html`<circle class="point" cx="${x(middle(baseline))}" cy="${y(middle(candidate))}" r="${radius}"><title>${n}</title></circle>`;
  });
}
