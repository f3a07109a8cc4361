/** Numbers that came from outside: what they are, what they rest on, and who answers for them. */
import type { ExternalMetrics, ExternalRow } from '../../contracts/external_metrics.ts';
import { aside, type Block, code, details, facts, heading, list, paragraph, strong, tableOf } from '../blocks.ts';
import { originText } from '../phrases/external_metrics.ts';
import { absent, interval, number } from '../phrases/numbers.ts';
import type { View } from '../view.ts';

export function externalBlocks(view: View): Block[] {
  const { evidence } = view.metrics;
  if (evidence.length === 0) return [];
  const about = 'Nothing here was measured by this evaluation: the numbers come from elsewhere, with their origin.';
  return [paragraph(about, 'lead'), ...evidence.flatMap((one) => blocksOf(view, one))];
}

function blocksOf(view: View, { name, subject: { candidate, baseline }, rows, remarks, inputs }: ExternalMetrics): Block[] {
  const table = tableOf<ExternalRow>({
    label: `external metrics of ${name}`,
    columns: [
      { head: 'metric', kind: 'text', cell: ({ metric }) => view.definitions.get(metric)?.title ?? code(metric) },
      { head: 'about', kind: 'text', cell: ({ role }) => role },
      { head: 'value', kind: 'strong', cell: ({ value }) => (value === null ? 'not measured' : number(value)) },
      { head: 'n', kind: 'number', cell: ({ n }) => String(n) },
      { head: 'counts', kind: 'number', cell: ({ counts }) => (counts === null ? absent : `${counts.numerator} of ${counts.denominator}`) },
      { head: 'interval', kind: 'number', cell: (row) => interval(view.externalRow(name, row)?.interval ?? null) },
      { head: 'origin', kind: 'text', cell: (row) => (row.origin === 'override' ? [strong('override'), ' ', originText(row)] : originText(row)) },
    ],
    rows,
    toneOf: ({ origin }) => (origin === 'override' ? 'override' : undefined),
  });
  const digests = inputs.map(({ role, sha256 }) => [role, code(sha256)] as const);
  return [
    heading(name, aside(`about ${candidate}${baseline === null ? '' : `, held against ${baseline}`}`)),
    table,
    ...list(remarks),
    ...details('Digests of what it was made from', digests.length === 0 ? [] : [facts('lines', digests)]),
  ];
}
