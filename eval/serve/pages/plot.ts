/** The scores of a model over its runs, as a line; the table beside it says the same in numbers. */
import { type Content, html } from '../../report/html/html.ts';

export interface Point {
  readonly label: string;
  readonly value: number;
  readonly href: string;
}

const [width, height] = [560, 190];
const margin = { left: 48, right: 16, top: 16, bottom: 32 };

/** @param points the oldest first */
export function linePlot(title: string, points: readonly Point[]): Content {
  if (points.length < 2) return null;
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  const x = (i: number): number => margin.left + (i * (width - margin.left - margin.right)) / (points.length - 1);
  const y = (value: number): number => height - margin.bottom - ((value - low) * (height - margin.top - margin.bottom)) / span;
  const place = (n: number): string => n.toFixed(1);
  const dates = [points[0], points.at(-1)].map((point) => point?.label.slice(0, 16).replace('T', ' '));
  const line = points.map(({ value }, i) => `${place(x(i))},${place(y(value))}`).join(' ');
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${title}">
${[...new Set([high, low])].map((value) => html`<text class="end" x="${margin.left - 12}" y="${place(y(value) + 4)}">${value.toFixed(3)}</text><path class="rail" d="M${margin.left} ${place(y(value))}H${width - margin.right}"/>`)}
${dates.map((label, i) => html`<text class="${i === 0 ? 'start' : 'end'}" x="${i === 0 ? margin.left : width - margin.right}" y="${height - 6}">${label}</text>`)}
<polyline points="${line}" fill="none" stroke="var(--candidate)" stroke-width="2"/>
${points.map(({ label, value, href }, i) => html`<a href="${href}" aria-label="${label}: ${value.toFixed(4)}"><circle cx="${place(x(i))}" cy="${place(y(value))}" r="5" fill="var(--candidate)"><title>${label}: ${value.toFixed(4)}</title></circle></a>`)}
</svg>`;
}
