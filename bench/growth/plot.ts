/** Measurements against the number of pictures as one SVG: panels side by side, both axes logarithmic. */
import { scale } from '../../eval/charts/scale.ts';

/** y by x; both positive. */
export type Line = readonly (readonly [x: number, y: number])[];

export interface Panel {
  readonly title: string;
  readonly lines: ReadonlyMap<string, Line>;
}

const size = { width: 380, height: 300 };
const margin = { left: 46, right: 128, top: 34, bottom: 34 };
/** Between names of lines, so that none covers another one. */
const lineHeight = 13;

/** A slope of 1 is growth in proportion; lines are named at their right ends. */
export function plot(panels: readonly Panel[]): string {
  const drawn = panels.map((panel, i) => `<g transform="translate(${i * size.width} 0)">${panelOf(panel)}</g>`);
  const style = 'text{font:11px sans-serif;fill:#333}path{fill:none;stroke:#2563a8;stroke-width:1.5}line{stroke:#ddd}';
  const box = `0 0 ${size.width * panels.length} ${size.height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><style>${style}</style><rect width="100%" height="100%" fill="#fff"/>${drawn.join('')}</svg>\n`;
}

function panelOf({ title, lines }: Panel): string {
  const points = [...lines.values()].flat();
  const [columns, rows] = [powers(points.map(([x]) => x)), powers(points.map(([, y]) => y))];
  const across = scale([Math.log10(columns[0] as number), Math.log10(columns.at(-1) as number)], size.width - margin.left - margin.right);
  const up = scale([Math.log10(rows[0] as number), Math.log10(rows.at(-1) as number)], size.height - margin.top - margin.bottom);
  const x = (value: number): string => (margin.left + across(Math.log10(value))).toFixed(1);
  const y = (value: number): string => (size.height - margin.bottom - up(Math.log10(value))).toFixed(1);
  const [left, right, bottom] = [margin.left, size.width - margin.right, size.height - margin.bottom];
  const grid = [
    ...columns.map((value) => `<text x="${x(value)}" y="${bottom + 18}" text-anchor="middle">${value.toLocaleString('en')}</text>`),
    ...rows.map(
      (value) =>
        `<line x1="${left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/><text x="${left - 6}" y="${y(value)}" dy="4" text-anchor="end">${value}</text>`,
    ),
  ];
  const path = (line: Line): string => `<path d="M${line.map(([count, value]) => `${x(count)} ${y(value)}`).join('L')}"/>`;
  const names = spread([...lines].map(([name, line]) => ({ name, at: Number(y((line.at(-1) as Line[number])[1])) })));
  const texts = names.map(({ name, at }) => `<text x="${right + 6}" y="${at.toFixed(1)}" dy="4">${name}</text>`);
  return [`<text x="${left}" y="16" font-weight="bold">${title}</text>`, ...grid, ...[...lines.values()].map(path), ...texts].join('');
}

/** Powers of ten from the one below the smallest value to the one above the largest. */
function powers(values: readonly number[]): number[] {
  const [first, last] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => 10 ** (first + i));
}

function spread<T extends { readonly at: number }>(names: readonly T[]): T[] {
  let free = Number.NEGATIVE_INFINITY;
  return [...names]
    .sort((a, b) => a.at - b.at)
    .map((name) => {
      free = Math.max(name.at, free + lineHeight);
      return { ...name, at: free };
    });
}
