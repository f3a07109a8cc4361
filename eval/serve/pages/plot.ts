/** The scores of a model over its runs, as a line; the table beside it says the same in numbers. */
import type { Content } from '../../report/html/html.ts';
import { html } from '../../report/html/html.ts';

export interface Point {
  readonly label: string;
  readonly value: number;
  readonly href: string;
}

const [width, height, margin] = [640, 200, 52];

/** @param points the oldest first */
export function linePlot(title: string, points: readonly Point[]): Content {
  if (points.length < 2) return null;
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  const x = (i: number): number => margin + (i * (width - 2 * margin)) / (points.length - 1);
  const y = (value: number): number => height - margin - ((value - low) * (height - 2 * margin)) / span;
  const place = (n: number): string => n.toFixed(1);
  const line = points.map(({ value }, i) => `${place(x(i))},${place(y(value))}`).join(' ');
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${title}">
<text x="0" y="${place(y(high) + 4)}" font-size="11" fill="currentColor">${high.toFixed(3)}</text>
${high === low ? null : html`<text x="0" y="${place(y(low) + 4)}" font-size="11" fill="currentColor">${low.toFixed(3)}</text>`}
<polyline points="${line}" fill="none" stroke="var(--candidate)" stroke-width="2"/>
${points.map(({ label, value, href }, i) => html`<a href="${href}" aria-label="${label}: ${value.toFixed(4)}"><circle cx="${place(x(i))}" cy="${place(y(value))}" r="5" fill="var(--candidate)"><title>${label}: ${value.toFixed(4)}</title></circle></a>`)}
</svg>`;
}
