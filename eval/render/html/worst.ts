/** A table of the worst samples, whatever their kind: also where there are no pictures. */

import type { MetricDefinition } from '../../contracts/metrics.ts';
import { absent, number } from '../../report/phrases/numbers.ts';
import { sliceValues } from '../../table/subsets.ts';
import type { View } from '../view.ts';
import type { WorstSample } from '../worst.ts';
import { aboutWorst, worstSamples } from '../worst.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { sampleLink } from './links.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

export function worstSection(view: View): Html | null {
  const found = worstSamples(view);
  if (found === undefined) return null;
  const { ranking, others, samples } = found;
  const several = view.metrics.corpora.length > 1;
  const failures = samples.some(({ failure }) => failure !== null);
  const column = ({ id, title }: MetricDefinition, kind: Column<WorstSample>['kind']): Column<WorstSample> => ({
    head: title,
    kind,
    cell: ({ sample }) => measured(sample.values[view.candidate.name]?.[id]),
    hint: ({ sample }) => whyUndefined(sample.values[view.candidate.name]?.[id]),
  });
  return html`
<section id="worst">
<h2>Worst samples</h2>
<p class="lead">${aboutWorst(view, found)}</p>
${scrollingTable('worst samples', {
  columns: [
    { head: 'rank', kind: 'text', cell: ({ rank }) => rank },
    { head: 'sample', kind: 'text', cell: ({ sample }) => [sampleLink(sample, view), several ? html` <small>${sample.corpus}</small>` : null] },
    { head: 'slices', kind: 'text', cell: ({ sample }) => sliceValues(sample).join(', ') || absent },
    column(ranking, 'strong'),
    ...others.map((definition) => column(definition, 'number')),
    ...(failures ? [{ head: 'why it failed', kind: 'text', cell: ({ failure }: WorstSample) => failure } as const] : []),
  ],
  rows: samples,
  classOf: ({ failure }) => (failure === null ? '' : 'failed'),
})}
</section>`;
}

type Value = number | { readonly undefined: string } | undefined;

function measured(value: Value): string {
  return number(typeof value === 'number' ? value : null);
}

function whyUndefined(value: Value): string | undefined {
  return typeof value === 'object' ? value.undefined : undefined;
}
