/** Numbers that came from outside: what they are, what they rest on, and who answers for them. */

import type { Evidence, EvidenceRow } from '../../contracts/evidence.ts';
import { interval } from '../../report/phrases/numbers.ts';
import { aboutEvidence, countsText, evidenceValue, originText } from '../evidence.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { scrollingTable } from './table.ts';

export function evidenceSection(view: View): Html | null {
  const { evidence } = view.metrics;
  if (evidence.length === 0) return null;
  return html`
<section id="evidence">
<h2>Evidence</h2>
<p class="lead">Nothing here was measured by this evaluation: the numbers were quoted from elsewhere, with their origin.</p>
${evidence.map((one) => evidenceTable(view, one))}
</section>`;
}

function evidenceTable(view: View, evidence: Evidence): Html {
  const { name, rows, remarks, inputs } = evidence;
  const found = html`<details><summary>Digests of what it was made from</summary>
<dl class="digests">${inputs.map(({ role, sha256 }) => html`<dt>${role}</dt><dd><code>${sha256}</code></dd>\n`)}</dl></details>`;
  return html`
<h3>${name} <span>${aboutEvidence(evidence)}</span></h3>
${scrollingTable(`evidence of ${name}`, {
  columns: [
    { head: 'metric', kind: 'text', cell: ({ metric }) => view.definitions.get(metric)?.title ?? html`<code>${metric}</code>` },
    { head: 'about', kind: 'text', cell: ({ role }) => role },
    { head: 'value', kind: 'strong', cell: evidenceValue },
    { head: 'n', kind: 'number', cell: ({ n }) => n },
    { head: 'counts', kind: 'number', cell: countsText },
    { head: 'interval', kind: 'number', cell: (row) => interval(view.evidenceRow(name, row)?.interval ?? null) },
    {
      head: 'origin',
      kind: 'text',
      cell: (row: EvidenceRow) => html`${row.origin === 'override' ? html`<strong>override</strong> ` : null}${originText(row)}`,
    },
  ],
  rows,
  classOf: ({ origin }) => (origin === 'override' ? 'override' : ''),
})}
${remarks.length === 0 ? null : html`<ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`}
${inputs.length === 0 ? null : found}`;
}
