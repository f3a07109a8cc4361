/** A metric at every value of a dimension: a line of dots for each backend, with the mean and the name of the worst. */
import { between, domainOf, labelledTicks, type Scale } from '../../../charts/scale.ts';
import { inSentence } from '../../phrases/names.ts';
import { number } from '../../phrases/numbers.ts';
import type { Strips } from '../../plots.ts';
import { type Html, html } from '../html.ts';

const width = 480;
const frame = { left: 16, right: 16, bottom: 28 };
/** Of one backend: its name, below it that of the worst value, below that the dots. */
const rowHeight = 64;
const [namesAt, worstAt, dotsAt] = [14, 32, 50];

export function strips({ metric: { title, better }, dimension, rows }: Strips): Html | null {
  const values = rows.flatMap((row) => row.values.flatMap(({ observed }) => observed ?? []));
  if (values.length === 0) return null;
  // The values' own domain, not the metric's range: correlations crowd at one end of theirs.
  const domain = domainOf([null, null], values);
  const x = between(domain, frame.left, width - frame.right);
  const bottom = rows.length * rowHeight + 6;
  const axis = labelledTicks(domain, 5).map(({ value, text }) => {
    const line = html`<line class="rail" x1="${x(value)}" x2="${x(value)}" y1="0" y2="${bottom}"/>`;
    return html`${line}<text class="tick" x="${x(value)}" y="${bottom + 16}">${text}</text>`;
  });
  return html`
<figure class="plot broad"><svg viewBox="0 0 ${width} ${bottom + frame.bottom}" role="img" aria-label="${title} at every value of ${dimension}">
${axis}${rows.map((row, i) => strip(row, i * rowHeight, x))}
</svg><figcaption>${title}: a dot for each value of ${dimension}, a bar at their mean; ${better} is better. Named: the worst ${inSentence(title)}.</figcaption></figure>`;
}

function strip({ role, backend, values, mean, worst, worstValue }: Strips['rows'][number], top: number, x: Scale): Html {
  const y = top + dotsAt;
  const dots = values.flatMap(({ value, observed }) =>
    observed === null
      ? []
      : [html`<circle class="${role}" cx="${x(observed)}" cy="${y}" r="4.5"><title>${value}: ${number(observed)}</title></circle>`],
  );
  const bar = mean === null ? null : html`<line class="mean" x1="${x(mean)}" x2="${x(mean)}" y1="${y - 10}" y2="${y + 10}"/>`;
  const right = worst !== null && x(worst) > width / 2;
  const label =
    worst === null
      ? null
      : html`<text class="tick ${right ? 'end' : 'start'}" x="${x(worst) + (right ? 6 : -6)}" y="${top + worstAt}">${worstValue}</text>`;
  return html`<text class="name" x="${frame.left}" y="${top + namesAt}">${backend}</text>${bar}${dots}${label}\n`;
}
