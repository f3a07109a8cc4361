/** Two values on one line: the candidate filled, the baseline a ring, with the way from one to the other. */

import type { Scale } from '../../charts/scale.ts';
import { domainOf, scale, share } from '../../charts/scale.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** The metric's range, or that of the values where it is open. */
export function dumbbellScale({ range }: MetricDefinition, values: readonly (number | null)[]): Scale {
  return scale(
    domainOf(
      range,
      values.filter((value) => value !== null),
    ),
    100,
  );
}

/** The numbers stand beside it as text, so that readers of the page's text are spared the drawing. */
export function dumbbell(at: Scale, candidate: number | null, baseline: number | null): Html {
  const x = share(at);
  return html`<svg class="chart dumbbell" width="100%" height="18" aria-hidden="true"><line class="rail" x1="0" x2="100%" y1="9" y2="9"/>
${candidate === null || baseline === null ? null : html`<line class="way" x1="${x(baseline)}" x2="${x(candidate)}" y1="9" y2="9"/>`}
${baseline === null ? null : html`<circle class="baseline" cx="${x(baseline)}" cy="9" r="4.5"/>`}
${candidate === null ? null : html`<circle class="candidate" cx="${x(candidate)}" cy="9" r="5.5"/>`}</svg>`;
}

/** A difference and its interval around zero. */
export function difference(at: Scale, value: number | null, interval: { readonly low: number; readonly high: number } | null): Html {
  const x = share(at);
  return html`<svg class="chart difference" width="100%" height="18" aria-hidden="true"><line class="zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="18"/>
${interval === null ? null : html`<line class="whisker" x1="${x(interval.low)}" x2="${x(interval.high)}" y1="9" y2="9"/>`}
${value === null ? null : html`<circle class="dot" cx="${x(value)}" cy="9" r="4"/>`}</svg>`;
}

/** What is filled and what is a ring. */
export function legend({ candidate, baseline }: View): Html {
  const ring = html`<svg class="chart inline" width="12" height="12" aria-hidden="true"><circle class="baseline" cx="6" cy="6" r="4.5"/></svg>`;
  const dot = html`<svg class="chart inline" width="12" height="12" aria-hidden="true"><circle class="candidate" cx="6" cy="6" r="5.5"/></svg>`;
  return html`<span class="legend">${dot} candidate ${candidate.name}${baseline === null ? null : html` ${ring} baseline ${baseline.name}`}</span>`;
}
