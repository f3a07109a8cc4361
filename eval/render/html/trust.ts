/** What speaks for and against trusting the numbers: sanity checks, and what was left out. */

import type { Finding } from '../../contracts/decision.ts';
import { counted } from '../../io/words.ts';
import { absent, number } from '../../report/phrases/numbers.ts';
import { asLabel, findingText } from '../../report/phrases/status.ts';
import type { View } from '../view.ts';
import type { Content, Html } from './html.ts';
import { html } from './html.ts';
import { sampleLinks } from './links.ts';
import { findingMark, markOf } from './marks.ts';
import { scrollingTable } from './table.ts';

const mostIds = 100;

export function trustSection(view: View): Html {
  const { sanity } = view.decision;
  const withStatus = (status: Finding['status']): Finding[] => sanity.filter((finding) => finding.status === status);
  const [fired, missing, quiet] = [withStatus('fired'), withStatus('not_measured'), withStatus('quiet')];
  const silent = [...missing, ...quiet];
  return html`
<section id="trust">
<h2>Can the numbers be trusted?</h2>
<p>${counted(sanity.length, 'sanity check')}: ${fired.length} fired, ${missing.length} not measured, ${quiet.length} quiet.</p>
${fired.length === 0 ? null : findingTable(fired, view)}
${silent.length === 0 ? null : html`<details><summary>All checks that did not fire</summary>${findingTable(silent, view)}</details>`}
<h3>Exclusions</h3>
${exclusions(view)}
</section>`;
}

function findingTable(findings: readonly Finding[], view: View): Html {
  return scrollingTable('sanity checks', {
    columns: [
      { head: 'check', kind: 'text', cell: ({ check }) => html`<code>${check}</code>` },
      { head: 'result', kind: 'text', cell: (finding) => html`${markOf(findingMark(finding))} ${asLabel(findingText(finding))}` },
      {
        head: 'what was found',
        kind: 'text',
        cell: ({ reason, samples, corpus }) => html`${reason} ${sampleLinks('Samples', samples, corpus, view)}`,
      },
      { head: 'value', kind: 'number', cell: ({ value }) => number(value) },
      { head: 'limit', kind: 'number', cell: ({ limit }) => number(limit) },
    ],
    rows: findings,
  });
}

function exclusions({ metrics }: View): Html {
  const rows = metrics.corpora.flatMap(({ name, exclusions: all }) => all.map((exclusion) => ({ corpus: name, ...exclusion })));
  if (rows.length === 0) return html`<p>Nothing was left out of any corpus.</p>`;
  return scrollingTable('exclusions', {
    columns: [
      { head: 'corpus', kind: 'text', cell: ({ corpus }) => corpus },
      { head: 'reason', kind: 'text', cell: ({ reason }) => reason },
      { head: 'count', kind: 'number', cell: ({ count }) => count },
      { head: 'which', kind: 'text', cell: ({ ids }) => named(ids) },
    ],
    rows,
  });
}

/** The first of a long list; the corpus's own file has them all. */
function named(ids: readonly string[]): Content {
  if (ids.length === 0) return absent;
  return [ids.slice(0, mostIds).map((id) => html`<code>${id}</code> `), ids.length > mostIds ? `and ${ids.length - mostIds} more` : null];
}
