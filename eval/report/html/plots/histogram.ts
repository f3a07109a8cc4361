/** How samples spread: equal heights above and below the line mean equally many. */
import { between, labelledTicks, round } from '../../../charts/scale.ts';
import { isBetter } from '../../../table/direction.ts';
import { inSentence } from '../../phrases/names.ts';
import { number } from '../../phrases/numbers.ts';
import type { Histogram } from '../../plots.ts';
import { type Html, html } from '../html.ts';

const [width, height] = [480, 310];
const frame = { left: 14, right: 14, bottom: 26, top: 20 };
const inner = width - frame.left - frame.right;

export function histogram({ metric, domain, up, down, pass }: Histogram): Html {
  const title = inSentence(metric.title);
  const below = down?.samples ?? [];
  const [mostUp, mostDown] = [Math.max(...up.samples, 1), Math.max(...below, 0)];
  const unit = (height - frame.top - frame.bottom) / (mostUp + mostDown);
  const ground = round(frame.top + mostUp * unit);
  const x = between(domain, frame.left, width - frame.right);
  const bottom = height - frame.bottom;
  const bars = (samples: readonly number[], role: 'candidate' | 'baseline') =>
    samples.map((n, i) => bar(n, i, samples.length, role, role === 'candidate' ? ground - n * unit : ground, unit));
  const lower = down === null ? null : nameOf(`${down.name} ▼`, below, bottom - 6);
  const names = `${up.name} above the line${down === null ? '' : `, ${down.name} below`}`;
  return html`
<figure class="plot broad"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Histogram of ${title}: ${names}">
${bars(up.samples, 'candidate')}${bars(below, 'baseline')}
<line class="axis" x1="${frame.left}" x2="${width - frame.right}" y1="${ground}" y2="${ground}"/>
${labelledTicks(domain, 5).map(({ value, text }) => html`<text class="tick" x="${x(value)}" y="${height - 8}">${text}</text>`)}
${pass === null ? null : passLine(x(pass), bottom, `${isBetter(1, metric) ? 'passes from' : 'passes up to'} ${number(pass)}`)}
${nameOf(`${up.name} ▲`, up.samples, frame.top + 12)}${lower}
</svg><figcaption>How many samples have which ${title}, in ${up.samples.length} steps.</figcaption></figure>`;
}

/** A name in the corner above the lower bars: on the left, unless the high ones stand there. */
function nameOf(name: string, samples: readonly number[], y: number): Html {
  const half = Math.ceil(samples.length / 2);
  const isRight = Math.max(0, ...samples.slice(0, half)) > Math.max(0, ...samples.slice(-half));
  return html`<text class="name${isRight ? ' end' : ''}" x="${isRight ? width - frame.right : frame.left}" y="${y}">${name}</text>`;
}

function bar(n: number, bin: number, bins: number, role: 'candidate' | 'baseline', y: number, unit: number): Html | null {
  if (n === 0) return null;
  const [x, across] = [round(frame.left + (bin * inner) / bins + 1), round(inner / bins - 2)];
  return html`<rect class="${role}" x="${x}" y="${round(y)}" width="${across}" height="${round(n * unit)}"><title>${n}</title></rect>`;
}

/** The words stay in the picture wherever the line is. */
function passLine(x: number, bottom: number, words: string): Html {
  const anchor = x > width * 0.8 ? ' end' : x < width * 0.2 ? ' start' : '';
  return html`<line class="limit" x1="${x}" x2="${x}" y1="${frame.top}" y2="${bottom}"/><text class="tick${anchor}" x="${x}" y="12">${words}</text>`;
}
