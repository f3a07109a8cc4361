/** The first screen: the verdict in words, why, and the picture that shows it. */

import type { CriterionResult } from '../../contracts/decision.ts';
import type { MetricDefinition, Where } from '../../contracts/metrics.ts';
import type { GalleryItem } from '../../contracts/report.ts';
import { counted } from '../../io/words.ts';
import { subsetText } from '../../report/phrases/names.ts';
import { number, signed } from '../../report/phrases/numbers.ts';
import { unitOf } from '../../table/units.ts';
import { singles } from '../metric_groups.ts';
import { differenceText, doubt, firmness, foundAndNeeded, headline, onTheWhole, subject, tally, warnings } from '../sentences.ts';
import type { View } from '../view.ts';
import { dumbbell, dumbbellScale, legend } from './dumbbell.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { anchorOf, caption, sampleLinks } from './links.ts';
import { markOf, resultMark, verdictMark } from './marks.ts';
import { panels } from './pictures.ts';
import { plainTable } from './table.ts';

/** Rows of the table of other metrics. */
const mostOthers = 8;

export function banner(view: View): Html {
  const { decision, metrics, candidate, baseline } = view;
  const statements = [...new Set(metrics.corpora.flatMap((corpus) => corpus.statements))];
  return html`
<header class="banner ${decision.verdict}">
<div class="column">
<p class="eyebrow">Promotion report <span>${metrics.evaluation}</span></p>
<h1>${markOf(verdictMark(decision))}${headline(view)}</h1>
<p class="why">${decision.why}.</p>
${decision.policy.notices.map((notice) => html`<p class="notice">${markOf('unknown')} ${notice}</p>`)}
<dl class="facts">
<div><dt>recommendation</dt><dd><strong>${decision.recommendation}</strong></dd></div>
<div><dt>deciding</dt><dd><code>${decision.deciding}</code></dd></div>
<div><dt>candidate</dt><dd>${candidate.name}</dd></div>
<div><dt>baseline</dt><dd>${baseline?.name ?? 'none'}</dd></div>
${metrics.corpora.length === 0 ? null : html`<div><dt>corpora</dt><dd>${metrics.corpora.map(({ name, samples }) => `${name} (${samples})`).join(', ')}</dd></div>`}
${metrics.evidence.length === 0 ? null : html`<div><dt>evidence</dt><dd>${metrics.evidence.map(({ name }) => name).join(', ')}</dd></div>`}
<div><dt>criteria</dt><dd>${decision.policy.id}, version ${decision.policy.version}</dd></div>
${decision.policy.tier === null ? null : html`<div><dt>tier</dt><dd><strong>${decision.policy.tier}</strong></dd></div>`}
</dl>
${statements.map((statement) => html`<p class="statement">${statement}</p>`)}
</div>
</header>`;
}

export function whySection(view: View): Html {
  const warned = warnings(view);
  return html`
<section id="why">
<h2>Why</h2>
${view.decision.verdict === 'void' ? html`${findings(view)}<p>${doubt}</p>` : measured(view)}
${decisivePicture(view)}
${warned.length === 0 ? null : html`<div class="note"><h3>Worth knowing</h3><ul>${warned.map((warning) => html`<li>${warning}</li>`)}</ul></div>`}
</section>`;
}

function measured(view: View): Html {
  return html`
<div class="two">
<div>${view.deciding === undefined ? findings(view) : keyNumbers(view)}
<p>${tally(view)}</p>${otherMetrics(view)}</div>
<div>${overview(view)}${view.metrics.corpora.map(({ name }) => html`<p>${onTheWhole(view, name)}</p>`)}</div>
</div>`;
}

function keyNumbers(view: View): Html | null {
  const result = view.deciding;
  if (result === undefined) return null;
  const { found, needed, asked } = foundAndNeeded(result);
  return html`
<p class="lead">${subject(result, view)}, ${subsetText(result.where)}</p>
<dl class="key">
<div class="${resultMark(result)}"><dt>found</dt><dd>${found}</dd></div>
<div><dt>needed, ${asked}</dt><dd>${needed}</dd></div>
<div><dt>${unitOf(result.where, view).many}</dt><dd>${result.n}</dd></div>
</dl>
<p>${firmness(result, view)}</p>`;
}

/** What else is known at the place that decided: whether something is missed or too much shows here. */
function otherMetrics(view: View): Html | null {
  const { deciding, baseline, candidate } = view;
  if (deciding === undefined || baseline === null) return null;
  const { where, metric } = deciding;
  const rows = singles(
    view,
    view.measuredAt(where).filter(({ secondary }) => !secondary),
  ).slice(0, mostOthers);
  if (rows.length < 2) return null;
  const difference = (id: string): string =>
    where.across === undefined ? differenceText(view.delta(where, id)) : signed(view.comparison(where, id)?.difference ?? null);
  return plainTable<MetricDefinition>({
    columns: [
      { head: where.across === undefined ? subsetText(where) : `mean of ${subsetText(where)}`, kind: 'text', cell: ({ title }) => title },
      { head: 'baseline', kind: 'number', cell: ({ id }) => number(view.value(baseline, where, id)) },
      { head: 'candidate', kind: 'number', cell: ({ id }) => number(view.value(candidate, where, id)) },
      { head: 'difference', kind: 'number', cell: ({ id }) => difference(id) },
    ],
    rows,
    classOf: ({ id }) => (id === metric ? 'deciding' : ''),
  });
}

/** Sanity findings that stand against the run. */
function findings(view: View): Html {
  const grave = view.decision.sanity.filter(({ status, level }) => status !== 'quiet' && (level === 'void' || level === 'block'));
  const items = grave.map(({ reason, samples, corpus }) => html`<li>${reason}. ${sampleLinks('Samples', samples, corpus, view)}</li>`);
  return html`<ul class="findings">${items}</ul>`;
}

/** The leading metric of every whole corpus and of the place that decided: a mean may rise where one slice falls. */
function overview(view: View): Html | null {
  const { leading, deciding, baseline, candidate, metrics } = view;
  if (leading === undefined || baseline === null) return null;
  if (metrics.corpora.length === 0) return null;
  const corpora = metrics.corpora.map(({ name }): Where => ({ corpus: name, slice: null }));
  const rows = deciding === undefined || deciding.where.slice === null ? corpora : [...corpora, deciding.where];
  const valuesAt = (where: Where) =>
    [view.row(candidate, where, leading.id)?.value ?? null, view.row(baseline, where, leading.id)?.value ?? null] as const;
  const at = dumbbellScale(leading, rows.flatMap(valuesAt));
  return plainTable<Where>({
    caption: html`${leading.title} ${legend(view)}`,
    columns: [
      { head: 'samples', kind: 'text', cell: subsetText },
      { head: 'chart', kind: 'chart', cell: (where) => dumbbell(at, ...valuesAt(where)) },
      { head: 'difference', kind: 'number', cell: (where) => differenceText(view.delta(where, leading.id)) },
    ],
    rows,
    classOf: (where) => (where === deciding?.where ? 'deciding' : ''),
  });
}

/** Photo, truth, both predictions and the difference of the worst sample of the result that decided. */
function decisivePicture(view: View): Html | null {
  const { deciding } = view;
  const pictures = deciding === undefined ? findingPictures(view) : view.pictures(deciding);
  const item = pictures[0];
  if (item === undefined) return null;
  const role = deciding === undefined ? 'One of the samples in question' : worstOf(deciding);
  return html`
<figure class="decisive">
${panels(item, view)}
<figcaption><strong>${role}:</strong> <a href="#${anchorOf(item)}"><code>${item.id}</code></a>; ${caption(item, view)}
${item.notes.map((note) => html`<q>${note}</q> `)}</figcaption>
</figure>`;
}

function worstOf({ n, where }: CriterionResult): string {
  return where.across === undefined ? `The worst of ${counted(n, 'sample')} of ${subsetText(where)}` : `The worst sample of ${where.corpus}`;
}

function findingPictures(view: View): GalleryItem[] {
  const grave = view.decision.sanity.filter(({ status, level }) => status === 'fired' && (level === 'void' || level === 'block'));
  return grave.flatMap(({ corpus, samples }) => samples.flatMap((id) => view.item(corpus, id) ?? []));
}
