/** Lines over 0 to 1: small plots that are read beside each other. */
import { between, labelledTicks } from '../../../charts/scale.ts';
import type { Curves } from '../../plots.ts';
import { type Html, html } from '../html.ts';

const [width, height] = [240, 200];
const frame = { left: 46, right: 10, bottom: 38, top: 10 };

export function curves({ title, x: nameOfX, y: nameOfY, lines }: Curves): Html {
  const x = between([0, 1], frame.left, width - frame.right);
  const y = between([0, 1], height - frame.bottom, frame.top);
  const [left, right, bottom, top] = [x(0), x(1), y(0), y(1)];
  const grid = labelledTicks([0, 1], 2).map(({ value, text }) => {
    const lineUp = html`<line class="rail" x1="${x(value)}" x2="${x(value)}" y1="${top}" y2="${bottom}"/>`;
    const lineAcross = html`<line class="rail" x1="${left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/>`;
    const below = html`<text class="tick" x="${x(value)}" y="${bottom + 17}">${text}</text>`;
    return html`${lineUp}${lineAcross}${below}<text class="tick end" x="${left - 5}" y="${y(value) + 4}">${text}</text>`;
  });
  const paths = lines.map(({ role, values }) => {
    const points = values.map((value, i) => `${x(i / (values.length - 1))} ${y(value)}`);
    return html`<path class="line ${role}" d="M${points.join('L')}"/>`;
  });
  const names = lines.map(({ backend }) => backend).join(' and ');
  return html`
<figure class="plot"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${nameOfY} by ${nameOfX}, ${title}: ${names}">
${grid}${paths}
<text class="tick" x="${(left + right) / 2}" y="${height - 5}">${nameOfX}</text>
<text class="tick" transform="translate(10 ${(top + bottom) / 2}) rotate(-90)">${nameOfY}</text>
</svg><figcaption>${title}</figcaption></figure>`;
}
