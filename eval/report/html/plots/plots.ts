/** Plots beside each other. */
import type { Plot } from '../../plots.ts';
import { type Html, html } from '../html.ts';
import { curves } from './curves.ts';
import { histogram } from './histogram.ts';
import { scatter } from './scatter.ts';
import { strips } from './strips.ts';

export function plotsHtml(plots: readonly Plot[]): Html {
  const [first] = plots;
  const name = first?.kind === 'strips' || first?.kind === 'curves' ? first.kind : 'plots';
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
    case 'curves':
      return curves(plot);
  }
}
