/** A table of the candidate's worst samples, whatever their kind: also where there are no pictures. */
import type { RankedSample } from '../../contracts/distributions.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { isBetter } from '../../table/direction.ts';
import { sliceValues } from '../../table/subsets.ts';
import { aside, type Block, type ColumnOf, paragraph, tableOf } from '../blocks.ts';
import { inOrderOfConcern } from '../metric_groups.ts';
import { inSentence } from '../phrases/names.ts';
import { absent, number } from '../phrases/numbers.ts';
import type { View } from '../view.ts';

/** Columns of metrics, the one that ranks among them. */
const mostMetrics = 8;

export function worstBlocks(view: View): Block[] {
  const { ranking } = view.metrics;
  if (ranking === null) return [];
  const { samples } = ranking;
  const metric = view.definition(ranking.metric);
  const valued = view.primary.filter(({ id }) => samples.some(({ values }) => typeof values[id] === 'number'));
  const others = inOrderOfConcern(view, valued).filter(({ id }) => id !== metric.id);
  const several = view.metrics.corpora.length > 1;
  const failures: ColumnOf<RankedSample>[] = samples.some(({ failure }) => failure !== null)
    ? [{ head: 'why it failed', kind: 'text', cell: ({ failure }) => failure ?? '' }]
    : [];
  return [
    paragraph(aboutRanking(view, metric, ranking.unranked), 'lead'),
    tableOf<RankedSample>({
      label: 'worst samples',
      columns: [
        { head: 'rank', kind: 'text', cell: ({ rank }) => String(rank) },
        { head: 'sample', kind: 'text', cell: ({ corpus, id }) => [view.sample(corpus, id), several ? aside(corpus) : ''] },
        { head: 'slices', kind: 'text', cell: (sample) => sliceValues(sample).join(', ') || absent },
        column(metric, 'strong'),
        ...others.slice(0, mostMetrics - 1).map((other) => column(other, 'number')),
        ...failures,
      ],
      rows: samples,
      toneOf: ({ failure }) => (failure === null ? undefined : 'failed'),
    }),
  ];
}

function column({ id, title }: MetricDefinition, kind: 'strong' | 'number'): ColumnOf<RankedSample> {
  return {
    head: title,
    kind,
    cell: ({ values: { [id]: value } }) => number(typeof value === 'number' ? value : null),
    hint: ({ values: { [id]: value } }) => (typeof value === 'object' ? value.undefined : undefined),
  };
}

/** How the table is to be read. */
function aboutRanking({ candidate }: View, metric: MetricDefinition, unranked: number): string {
  const worse = isBetter(1, metric) ? 'less' : 'more';
  const order = `${candidate.name} by ${inSentence(metric.title)}, of which ${worse} is worse; a sample that it failed on comes first.`;
  const without = unranked === 0 ? '' : ` ${counted(unranked, 'sample')} without a value ${unranked === 1 ? 'has' : 'have'} no rank.`;
  return `${order} Equal values share a rank and stand in the order of their ids.${without}`;
}
