/** Why the verdict is what it is, and the picture that shows it. */
import type { CriterionResult, Finding } from '../../contracts/decision.ts';
import type { MetricDefinition, Where } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { wholeCorpus } from '../../table/subsets.ts';
import { unitOf } from '../../table/units.ts';
import { type Block, type Inline, list, paragraph, strong, tableOf } from '../blocks.ts';
import { dumbbellOf, legendOf } from '../charts.ts';
import { ofWholes } from '../metric_groups.ts';
import { foundAndNeeded, judgedText } from '../phrases/criteria.ts';
import { subsetText } from '../phrases/names.ts';
import { number, signed } from '../phrases/numbers.ts';
import { differenceText, doubt, firmness, onTheWhole, tallyText, warnings } from '../sentences.ts';
import { signOfResult } from '../signs.ts';
import type { View } from '../view.ts';
import { pictureOf, samplesText } from './samples.ts';

/** Rows of the table of other metrics. */
const mostOthers = 8;

export function whyBlocks(view: View): Block[] {
  const reasons = view.decision.verdict === 'void' ? [...findings(view), paragraph(doubt)] : [measured(view)];
  return [...reasons, ...decisivePicture(view), ...list(warnings(view), 'Worth knowing')];
}

function measured(view: View): Block {
  const { deciding, metrics } = view;
  const sentences = metrics.corpora.flatMap(({ name }) => onTheWhole(view, name) ?? []);
  const own = deciding === undefined ? findings(view) : keyNumbers(view, deciding);
  return {
    kind: 'columns',
    columns: [
      [...own, paragraph(tallyText(view)), ...otherMetrics(view)],
      [...overview(view), ...sentences.map((sentence) => paragraph(sentence))],
    ],
  };
}

function keyNumbers(view: View, result: CriterionResult): Block[] {
  const { found, needed, asked } = foundAndNeeded(result);
  const firm = firmness(result, view);
  return [
    paragraph(`${judgedText(result, view.title(result.metric))}, ${subsetText(result.where)}`, 'lead'),
    {
      kind: 'facts',
      look: 'large',
      entries: [
        { term: 'found', value: found, sign: signOfResult(result) },
        { term: `needed, ${asked}`, value: needed },
        { term: unitOf(result.where, view).many, value: String(result.n) },
      ],
    },
    ...(firm === undefined ? [] : [paragraph(firm)]),
  ];
}

/** What else is known at the place that decided: whether something is missed or too much shows here. */
function otherMetrics(view: View): Block[] {
  const { deciding, baseline, candidate } = view;
  if (deciding === undefined || baseline === null) return [];
  const { where, metric } = deciding;
  const measured = view.measuredAt(where).filter(({ secondary }) => !secondary);
  const rows = (where.part === undefined ? ofWholes(view, measured) : measured).slice(0, mostOthers);
  if (rows.length < 2) return [];
  const difference = (id: string): string =>
    where.across === undefined ? differenceText(view.delta(where, id)) : signed(view.comparison(where, id)?.difference ?? null);
  return [
    tableOf<MetricDefinition>({
      label: 'metrics where it was decided',
      columns: [
        { head: where.across === undefined ? subsetText(where) : `mean of ${subsetText(where)}`, kind: 'text', cell: ({ title }) => title },
        { head: 'baseline', kind: 'number', cell: ({ id }) => number(view.value(baseline, where, id)) },
        { head: 'candidate', kind: 'number', cell: ({ id }) => number(view.value(candidate, where, id)) },
        { head: 'difference', kind: 'number', cell: ({ id }) => difference(id) },
      ],
      rows,
      toneOf: ({ id }) => (id === metric ? 'deciding' : undefined),
    }),
  ];
}

/** Findings of a gravity that stands against the run. */
function graveFindings({ decision }: View, statuses: readonly Finding['status'][]): Finding[] {
  return decision.sanity.filter(({ status, level }) => statuses.includes(status) && (level === 'void' || level === 'block'));
}

function findings(view: View): Block[] {
  const grave = graveFindings(view, ['fired', 'not_measured']);
  return list(grave.map(({ reason, samples, corpus }): Inline => [`${reason}. `, samplesText('Samples', samples, corpus, view)]));
}

/** The leading metric of every whole corpus and of the place that decided: a mean may rise where one slice falls. */
function overview(view: View): Block[] {
  const { leading, deciding, baseline, candidate, metrics } = view;
  if (leading === undefined || baseline === null || metrics.corpora.length === 0) return [];
  const corpora = metrics.corpora.map(({ name }): Where => wholeCorpus(name));
  const rows = deciding === undefined || deciding.where.slice === null ? corpora : [...corpora, deciding.where];
  const valuesAt = (where: Where) => [view.value(candidate, where, leading.id), view.value(baseline, where, leading.id)] as const;
  const dumbbell = dumbbellOf(leading, rows.flatMap(valuesAt));
  return [
    tableOf<Where>({
      label: `${leading.title} of whole corpora`,
      caption: leading.title,
      legend: legendOf(view),
      columns: [
        { head: 'samples', kind: 'text', cell: subsetText },
        { head: 'candidate and baseline', kind: 'chart', cell: (where) => dumbbell(...valuesAt(where)) },
        { head: 'difference', kind: 'number', cell: (where) => differenceText(view.delta(where, leading.id)) },
      ],
      rows,
      toneOf: (where) => (where === deciding?.where ? 'deciding' : undefined),
    }),
  ];
}

/** Photo, truth, both predictions and the difference of the worst sample of the result that decided. */
function decisivePicture(view: View): Block[] {
  const { deciding } = view;
  const items =
    deciding === undefined
      ? graveFindings(view, ['fired']).flatMap(({ corpus, samples }) => view.items(corpus, samples))
      : view.items(deciding.where.corpus, deciding.worstSamples);
  const [item] = items;
  if (item === undefined) return [];
  const picture = pictureOf(item, view);
  const role = deciding === undefined ? 'One of the samples in question' : worstOf(deciding);
  const remarks = item.notes.map((text): Inline => [' ', { kind: 'quote', text }]);
  return [
    { kind: 'panels', picture, caption: [strong(`${role}:`), ' ', view.sample(item.corpus, item.id), '; ', picture.caption, remarks] },
    { kind: 'swatches', entries: view.gallery.legend },
  ];
}

function worstOf({ n, where }: CriterionResult): string {
  return where.across === undefined ? `The worst of ${counted(n, 'sample')} of ${subsetText(where)}` : `The worst sample of ${where.corpus}`;
}
