/** Plots beside each other. */
import type { Plot } from '../../plots.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { histogram } from './histogram.ts';
import { scatter } from './scatter.ts';
import { strips } from './strips.ts';

export function plotsHtml(plots: readonly Plot[]): Html {
  const name = plots.every(({ kind }) => kind === 'strips') ? 'strips' : 'plots';
  return html`<div class="${name}">${plots.map(plotHtml)}</div>`;
}

function plotHtml(plot: Plot): Html | null {
  switch (plot.kind) {
    case 'histogram':
      return histogram(plot);
    case 'scatter':
      return scatter(plot);
    case 'strips':
      return strips(plot);
  }
}
