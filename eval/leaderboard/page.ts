/** leaderboard.html: the ranking as a page of its own, without scripts. */
import type { Leaderboard } from '../contracts/leaderboard.ts';
import { counted } from '../io/words.ts';
import { type ColumnOf, code, type Table, tableOf } from '../report/blocks.ts';
import { html } from '../report/html/html.ts';
import { plainPage } from '../report/html/plain_page.ts';
import { tableHtml } from '../report/html/table.ts';
import { fullSubsetText } from '../report/phrases/names.ts';

type Entry = Leaderboard['entries'][number];

/** A complete document. */
export function page(board: Leaderboard): string {
  const { suite, entries, left_out: leftOut } = board;
  return plainPage(
    'Leaderboard',
    html`<section><h1>Leaderboard</h1>
<p class="why">${counted(entries.length, 'model')} on ${Object.keys(suite.corpora).join(', ')}, by the best report of each</p>
${tableHtml(tableOf({ label: 'Models by score', columns: columnsOf(board), rows: entries }))}</section>
${leftOut.length === 0 ? null : leftOutSection(leftOut)}
<section><h2>How models are ranked</h2>${tableHtml(termTable(board))}
<p class="small">Suite <code>${suite.digest}</code></p></section>`,
  );
}

function columnsOf({ scoring }: Leaderboard): ColumnOf<Entry>[] {
  return [
    { head: 'Model', kind: 'text', cell: ({ rank, model }) => `${rank}. ${model}` },
    { head: 'Score', kind: 'strong', cell: ({ score }) => score.toFixed(4) },
    ...scoring.terms.map(
      (term, i): ColumnOf<Entry> => ({ head: term.name, kind: 'number', cell: ({ terms }) => terms[i]?.value?.toFixed(4) ?? 'not measured' }),
    ),
    { head: 'Verdict', kind: 'text', cell: ({ verdict }) => verdict },
    { head: 'Runs', kind: 'number', cell: ({ runs }) => String(runs) },
    { head: 'Report', kind: 'text', cell: ({ evaluation }) => code(evaluation) },
  ];
}

function leftOutSection(runs: Leaderboard['left_out']) {
  const columns: ColumnOf<Leaderboard['left_out'][number]>[] = [
    { head: 'Model', kind: 'text', cell: ({ model }) => model },
    { head: 'Why', kind: 'text', cell: ({ reason }) => reason },
    { head: 'Report', kind: 'text', cell: ({ evaluation }) => code(evaluation) },
  ];
  return html`<section><h2>Without a place</h2>${tableHtml(tableOf({ label: 'Models without a place', columns, rows: runs }))}</section>`;
}

function termTable({ scoring }: Leaderboard): Table {
  const sum = scoring.terms.reduce((total, { weight }) => total + weight, 0);
  const columns: ColumnOf<Leaderboard['scoring']['terms'][number]>[] = [
    { head: 'Term', kind: 'text', cell: ({ name }) => name },
    { head: 'Weight', kind: 'number', cell: ({ weight }) => `${((100 * weight) / sum).toFixed(1)} %` },
    { head: 'Metric', kind: 'text', cell: ({ metric }) => metric },
    { head: 'Place', kind: 'text', cell: ({ where }) => fullSubsetText(where) },
    { head: 'Counts', kind: 'text', cell: ({ scale }) => (scale === undefined ? 'as it is' : `0 at ${scale.zero}, 1 at ${scale.one}`) },
  ];
  return tableOf({ label: 'Terms of the score', columns, rows: scoring.terms });
}
