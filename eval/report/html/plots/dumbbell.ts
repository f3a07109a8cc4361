/** Charts in the cells of tables. The numbers stand beside them as text, so that readers of the page's text are spared the drawing. */
import { scale, share } from '../../../charts/scale.ts';
import type { CellChart, Table } from '../../blocks.ts';
import { type Html, html } from '../html.ts';

export function cellChart(chart: CellChart): Html {
  switch (chart.kind) {
    case 'dumbbell':
      return dumbbell(chart);
    case 'difference':
      return difference(chart);
    case 'bars':
      return bars(chart);
  }
}

/** Two values on one line: the candidate filled, the baseline a ring, with the way from one to the other. */
function dumbbell({ domain, candidate, baseline }: Extract<CellChart, { kind: 'dumbbell' }>): Html {
  const x = share(scale(domain, 100));
  return html`<svg class="chart dumbbell" width="100%" height="18" aria-hidden="true"><line class="rail" x1="0" x2="100%" y1="9" y2="9"/>
${candidate === null || baseline === null ? null : html`<line class="way" x1="${x(baseline)}" x2="${x(candidate)}" y1="9" y2="9"/>`}
${baseline === null ? null : html`<circle class="baseline" cx="${x(baseline)}" cy="9" r="4.5"/>`}
${candidate === null ? null : html`<circle class="candidate" cx="${x(candidate)}" cy="9" r="5.5"/>`}</svg>`;
}

/** A difference and its interval around zero. */
function difference({ reach, value, interval }: Extract<CellChart, { kind: 'difference' }>): Html {
  const x = share(scale([-reach, reach], 100));
  return html`<svg class="chart difference" width="100%" height="18" aria-hidden="true"><line class="zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="18"/>
${interval === null ? null : html`<line class="whisker" x1="${x(interval.low)}" x2="${x(interval.high)}" y1="9" y2="9"/>`}
${value === null ? null : html`<circle class="dot" cx="${x(value)}" cy="9" r="4"/>`}</svg>`;
}

/** The candidate's bar is filled, the baseline's below it is an outline. */
function bars({ reach, candidate, baseline }: Extract<CellChart, { kind: 'bars' }>): Html {
  const x = share(scale([0, reach], 100));
  const bar = (role: string, value: number | null, y: number, height: number): Html | null =>
    value === null || value <= 0 ? null : html`<rect class="${role}" x="0" y="${y}" width="${x(value)}" height="${height}"/>`;
  return html`<svg class="chart bars" width="100%" height="22" aria-hidden="true"><line class="rail" x1="0" x2="0" y1="0" y2="22"/>
${bar('candidate', candidate, 2, 9)}${bar('baseline', baseline, 13, 6)}</svg>`;
}

/** What is filled and what is a ring. */
export function legendHtml({ candidate, baseline }: NonNullable<Table['legend']>): Html {
  const ring = html`<svg class="chart inline" width="12" height="12" aria-hidden="true"><circle class="baseline" cx="6" cy="6" r="4.5"/></svg>`;
  const dot = html`<svg class="chart inline" width="12" height="12" aria-hidden="true"><circle class="candidate" cx="6" cy="6" r="5.5"/></svg>`;
  return html` <span class="legend">${dot} ${candidate}${baseline === null ? null : html` ${ring} ${baseline}`}</span>`;
}
