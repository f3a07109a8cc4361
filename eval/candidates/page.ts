/** candidates.html and candidates.md: verdicts, then criteria in rows and candidates in columns. */
import type { Candidates } from '../contracts/candidates.ts';
import { type Block, type ColumnOf, code, type Inline, paragraph, tableOf } from '../report/blocks.ts';
import { blocksHtml } from '../report/html/blocks.ts';
import { html } from '../report/html/html.ts';
import { plainPage } from '../report/html/plain_page.ts';
import { blocksMarkdown, parts } from '../report/markdown/blocks.ts';
import { prose } from '../report/markdown/text.ts';
import { foundAndNeeded, judgedText, policyText } from '../report/phrases/criteria.ts';
import { subsetText } from '../report/phrases/names.ts';
import { asLabel, statusText } from '../report/phrases/status.ts';
import { signOfResult, signOfVerdict } from '../report/signs.ts';

type Criterion = Candidates['criteria'][number];

export function htmlOf(compared: Candidates): string {
  return plainPage(titleOf(compared), html`<section><h1>${titleOf(compared)}</h1>${blocksHtml(blocksOf(compared))}</section>`);
}

export function markdownOf(compared: Candidates): string {
  return `${parts(`# ${prose(titleOf(compared))}`, blocksMarkdown(blocksOf(compared), { rows: 1000, details: true }))}\n`;
}

function titleOf({ candidates }: Candidates): string {
  const goes = candidates.filter(({ verdict }) => verdict === 'go').length;
  return `${goes} of ${candidates.length} candidates may be promoted`;
}

function blocksOf({ candidates, criteria, policy, suite, titles }: Candidates): Block[] {
  const sign = (of: Parameters<typeof signOfVerdict>[0]): Inline => ({ kind: 'sign', sign: signOfVerdict(of) });
  return [
    paragraph(`Criteria ${policyText(policy)}, on ${Object.keys(suite.corpora).join(', ')}`, 'lead'),
    ...policy.notices.map((notice) => paragraph(notice, 'quoted')),
    tableOf<Candidates['candidates'][number]>({
      label: 'Verdicts',
      columns: [
        { head: 'candidate', kind: 'text', cell: ({ name }) => name },
        { head: 'verdict', kind: 'text', cell: (one) => [sign(one), ` ${one.verdict}`] },
        { head: 'decided by', kind: 'text', cell: ({ deciding }) => code(deciding) },
        { head: 'why', kind: 'text', cell: ({ why }) => why },
        { head: 'report', kind: 'text', cell: ({ evaluation }) => code(evaluation) },
      ],
      rows: candidates,
    }),
    tableOf<Criterion>({
      label: 'Criteria by candidate',
      columns: [
        { head: 'criterion', kind: 'text', cell: ({ id }) => code(id), hint: ({ title }) => title },
        { head: 'what', kind: 'text', cell: (one) => `${judgedText(one, titles[one.metric] ?? one.metric)}, ${subsetText(one.where)}` },
        { head: 'needed', kind: 'text', cell: neededOf },
        ...candidates.map(({ name }): ColumnOf<Criterion> => {
          return { head: name, kind: 'text', cell: (one) => cellOf(one, name), hint: ({ results }) => results[name]?.reason };
        }),
      ],
      rows: criteria,
    }),
  ];
}

function neededOf(criterion: Criterion): string {
  const { asked, needed } = foundAndNeeded({ ...criterion, judged: null, observed: null, margin: null });
  return `${asked} ${needed}`;
}

function cellOf({ results, ...criterion }: Criterion, name: string): Inline {
  const result = results[name];
  if (result === undefined) return 'not judged';
  const { found } = foundAndNeeded({ ...criterion, ...result });
  return [{ kind: 'sign', sign: signOfResult(result) }, ` ${asLabel(statusText(result))}: ${found}`];
}
