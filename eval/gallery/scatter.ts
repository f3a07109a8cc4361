/** Small multiples of points around the line where both axes are equal: one panel each, all on the same axes. */
import { type Domain, labelledTicks, round, type Scale, scale } from '../charts/scale.ts';
import { escapeMarkup } from '../io/markup.ts';
import { counted } from '../io/words.ts';
import type { Names } from './drawer.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ScatterPanel {
  readonly title: string;
  readonly candidate: readonly Point[];
  /** Empty where there is no baseline. */
  readonly baseline: readonly Point[];
}

export interface ScatterOptions {
  readonly title: string;
  readonly panels: readonly ScatterPanel[];
  readonly names: Names;
  readonly axes: { readonly x: string; readonly y: string };
  /** What a point is, in the singular. */
  readonly point: string;
}

const mostPoints = 2000;
const mostColumns = 3;
/** In pixels: the square of a panel, and what is around it. */
const side = 200;
const frame = { left: 46, right: 14, top: 34, bottom: 24 };
const cell = { width: side + frame.left + frame.right, height: side + frame.top + frame.bottom };
const margin = { left: 22, top: 30, bottom: 24 };

/** How many steps a backend's points are thinned by: every k-th of each panel is drawn. */
export function thinning(panels: readonly ScatterPanel[]): number {
  const most = panels.reduce((n, { candidate, baseline }) => Math.max(n, candidate.length + baseline.length), 1);
  return Math.ceil(most / mostPoints);
}

/** A complete svg element for light and dark pages. Candidates are discs, baselines squares, so that hue is never alone. */
export function scatterPanels({ title, panels, names, axes, point }: ScatterOptions): string {
  const columns = Math.min(mostColumns, panels.length);
  const [width, height] = [margin.left + columns * cell.width, margin.top + Math.ceil(panels.length / columns) * cell.height + margin.bottom];
  const domain = domainOfAll(panels);
  const step = thinning(panels);
  const drawn = panels.map((panel, i) => {
    const [left, top] = [margin.left + (i % columns) * cell.width + frame.left, margin.top + Math.floor(i / columns) * cell.height + frame.top];
    return `<g transform="translate(${left} ${top})">${drawPanel(panel, domain, step, point)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="figure" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeMarkup(title)}</title><style>${style}</style>`,
    legend(names),
    ...drawn,
    `<text class="axis-title" x="${round((margin.left + width) / 2)}" y="${height - 6}">${escapeMarkup(axes.x)}</text>`,
    `<text class="axis-title" transform="translate(14 ${round((margin.top + height) / 2)}) rotate(-90)">${escapeMarkup(axes.y)}</text>`,
    '</svg>',
  ].join('\n');
}

/** One domain for both axes of all panels; a little wider than the points. */
function domainOfAll(panels: readonly ScatterPanel[]): Domain {
  let [low, high] = [Infinity, -Infinity];
  for (const { candidate, baseline } of panels) {
    for (const { x, y } of [...candidate, ...baseline]) [low, high] = [Math.min(low, x, y), Math.max(high, x, y)];
  }
  if (low > high) return [0, 1];
  const padding = (high - low || Math.abs(low) || 1) * 0.03;
  return [low - padding, high + padding];
}

function drawPanel({ title, candidate, baseline }: ScatterPanel, domain: Domain, step: number, point: string): string {
  const at = scale(domain, side);
  const n = Math.max(candidate.length, baseline.length);
  const labels = labelledTicks(domain, 4).map(({ value, text }) => {
    const [x, y] = [at(value), round(side - at(value))];
    const grid = `<path class="grid" d="M${x} 0V${side}M0 ${y}H${side}"/>`;
    return `${grid}<text class="tick" x="${x}" y="${side + 15}">${text}</text><text class="tick end" x="-6" y="${round(y + 4)}">${text}</text>`;
  });
  return [
    `<text class="name" y="-10">${escapeMarkup(title)} <tspan class="muted">${counted(n, point)}</tspan></text>`,
    ...labels,
    `<path class="axis" d="M0 0V${side}H${side}"/><path class="equal" d="M0 ${side}L${side} 0"/>`,
    cloud('baseline', baseline, step, at),
    cloud('candidate', candidate, step, at),
  ].join('');
}

/** Points as the caps of strokes without length: a dozen bytes each. */
function cloud(role: 'candidate' | 'baseline', points: readonly Point[], step: number, at: Scale): string {
  const dots = points.flatMap(({ x, y }, i) => (i % step === 0 ? [`M${tenth(at(x))} ${tenth(side - at(y))}h0`] : []));
  return dots.length === 0 ? '' : `<path class="${role}" d="${dots.join('')}"/>`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function legend({ candidate, baseline }: Names): string {
  const entry = (role: 'candidate' | 'baseline', name: string): string =>
    `<tspan class="${role}-name">${role === 'candidate' ? '\u25cf' : '\u25a0'}</tspan> ${role} ${escapeMarkup(name)}`;
  const entries = [entry('candidate', candidate), ...(baseline === null ? [] : [entry('baseline', baseline)])];
  return `<text class="name" x="${margin.left + frame.left}" y="18">${entries.join(' \u2003 ')}</text>`;
}

const light = '--ink:#1d1b19;--muted:#67615a;--line:#e4dfd6;--candidate:#0072b2;--baseline:#a86400';
const dark = '--ink:#ece9e4;--muted:#a8a198;--line:#37332f;--candidate:#5cb3ee;--baseline:#e8a33a';
const style = `
.figure{${light}}@media screen and (prefers-color-scheme:dark){.figure{${dark}}}
.figure text{font:11.5px system-ui,sans-serif;fill:var(--ink)}
.figure .tick,.figure .axis-title,.figure .muted{fill:var(--muted)}
.figure .tick,.figure .axis-title{text-anchor:middle}.figure .end{text-anchor:end}
.figure path{fill:none}.figure .grid{stroke:var(--line)}.figure .axis{stroke:var(--muted)}
.figure .equal{stroke:var(--muted);stroke-dasharray:4 3}
.figure .candidate{stroke:var(--candidate);stroke-width:3.4;stroke-linecap:round;stroke-opacity:.5}
.figure .baseline{stroke:var(--baseline);stroke-width:3;stroke-linecap:square;stroke-opacity:.45}
.figure .candidate-name{fill:var(--candidate)}.figure .baseline-name{fill:var(--baseline)}
`;
