/** What speaks for and against trusting the numbers: sanity checks, and what was left out. */
import type { Finding } from '../../contracts/decision.ts';
import { counted } from '../../io/words.ts';
import { type Block, code, details, heading, type Inline, joined, paragraph, type Table, tableOf } from '../blocks.ts';
import { absent, number } from '../phrases/numbers.ts';
import { asLabel, findingText } from '../phrases/status.ts';
import { signOfFinding } from '../signs.ts';
import type { View } from '../view.ts';
import { samplesText } from './samples.ts';

const mostIds = 100;

export function trustBlocks(view: View): Block[] {
  const { sanity, tally } = view.decision;
  const { fired, not_measured: missing, quiet } = tally.sanity;
  const withStatus = (status: Finding['status']): Finding[] => sanity.filter((finding) => finding.status === status);
  const [loud, silent] = [withStatus('fired'), [...withStatus('not_measured'), ...withStatus('quiet')]];
  return [
    paragraph(`${counted(sanity.length, 'sanity check')}: ${fired} fired, ${missing} not measured, ${quiet} quiet.`),
    ...(loud.length === 0 ? [] : [findingTable(loud, view)]),
    ...details('All checks that did not fire', silent.length === 0 ? [] : [findingTable(silent, view)]),
    heading('Exclusions'),
    exclusions(view),
  ];
}

function findingTable(findings: readonly Finding[], view: View): Table {
  return tableOf<Finding>({
    label: 'sanity checks',
    columns: [
      { head: 'check', kind: 'text', cell: ({ check }) => code(check) },
      { head: 'result', kind: 'text', cell: (finding) => [{ kind: 'sign', sign: signOfFinding(finding) }, asLabel(findingText(finding))] },
      { head: 'what was found', kind: 'text', cell: ({ reason, samples, corpus }) => [`${reason} `, samplesText('Samples', samples, corpus, view)] },
      { head: 'value', kind: 'number', cell: ({ value }) => number(value) },
      { head: 'limit', kind: 'number', cell: ({ limit }) => number(limit) },
    ],
    rows: findings,
  });
}

function exclusions({ metrics }: View): Block {
  const rows = metrics.corpora.flatMap(({ name, exclusions: all }) => all.map((exclusion) => ({ corpus: name, ...exclusion })));
  if (rows.length === 0) return paragraph('Nothing was left out of any corpus.');
  return tableOf<(typeof rows)[number]>({
    label: 'exclusions',
    columns: [
      { head: 'corpus', kind: 'text', cell: ({ corpus }) => corpus },
      { head: 'reason', kind: 'text', cell: ({ reason }) => reason },
      { head: 'count', kind: 'number', cell: ({ count }) => String(count) },
      { head: 'which', kind: 'text', cell: ({ ids }) => named(ids) },
    ],
    rows,
  });
}

/** The first of a long list; the corpus's own file has them all. */
function named(ids: readonly string[]): Inline {
  if (ids.length === 0) return absent;
  return [joined(ids.slice(0, mostIds).map(code), ' '), ids.length > mostIds ? ` and ${ids.length - mostIds} more` : ''];
}
