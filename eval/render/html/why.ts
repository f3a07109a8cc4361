/** The first screen: the verdict in words, why, and the picture that shows it. */
import type { GalleryItem } from '../../contracts/report.ts';
import { counted, number, signed } from '../format.ts';
import { doubt, firmness, foundAndNeeded, headline, onTheWhole, subject, tally, warnings } from '../sentences.ts';
import { placeName } from '../view.ts';
import type { View } from '../view.ts';
import { dumbbell, dumbbellScale, legend } from './dumbbell.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { anchorOf, caption, sampleLinks } from './links.ts';
import { markOf, resultMark, verdictMark } from './marks.ts';
import { panels } from './pictures.ts';

export function banner(view: View): Html {
  const { decision, metrics, candidate, baseline } = view;
  const statements = [...new Set(metrics.corpora.flatMap((corpus) => corpus.statements))];
  return html`
<header class="banner ${decision.verdict}">
<div class="column">
<p class="eyebrow">Promotion report <span>${metrics.evaluation}</span></p>
<h1>${markOf(verdictMark(decision))}${headline(view)}</h1>
<p class="why">${decision.why}.</p>
<dl class="facts">
<div><dt>recommendation</dt><dd><strong>${decision.recommendation}</strong></dd></div>
<div><dt>deciding</dt><dd><code>${decision.deciding}</code></dd></div>
<div><dt>candidate</dt><dd>${candidate.name}</dd></div>
<div><dt>baseline</dt><dd>${baseline?.name ?? 'none'}</dd></div>
<div><dt>corpora</dt><dd>${metrics.corpora.map(({ name, samples }, i) => `${i === 0 ? '' : ', '}${name} (${samples})`)}</dd></div>
<div><dt>criteria</dt><dd>${decision.policy.id}, version ${decision.policy.version}</dd></div>
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
<p class="lead">${subject(result, view)}, ${placeName(result.where)}</p>
<dl class="key"><div class="${resultMark(result)}"><dt>found</dt><dd>${found}</dd></div><div><dt>needed, ${asked}</dt><dd>${needed}</dd></div><div><dt>samples</dt><dd>${result.n}</dd></div></dl>
<p>${firmness(result)}</p>`;
}

/** What else is known at the place that decided: whether something is missed or too much shows here. */
function otherMetrics(view: View): Html | null {
  const { deciding, baseline, candidate } = view;
  if (deciding === undefined || baseline === null || view.primary.length < 2) return null;
  const rows = view.primary.map(({ id, title }) => {
    const [own, other, delta] = [view.row(candidate, deciding.where, id), view.row(baseline, deciding.where, id), view.delta(deciding.where, id)];
    return html`<tr${id === deciding.metric ? html` class="deciding"` : null}><th scope="row">${title}</th><td class="number">${number(other?.value ?? null)}</td><td class="number">${number(own?.value ?? null)}</td><td class="number">${signed(delta?.value ?? null)}</td></tr>`;
  });
  return html`
<table class="overview"><thead><tr><th scope="col">${placeName(deciding.where)}</th><th scope="col" class="number">baseline</th><th scope="col" class="number">candidate</th><th scope="col" class="number">difference</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

/** Sanity findings that stand against the run. */
function findings(view: View): Html {
  const grave = view.decision.sanity.filter(({ status, level }) => status !== 'quiet' && (level === 'void' || level === 'block'));
  return html`<ul class="findings">${grave.map(({ reason, samples, corpus }) => html`<li>${reason}. ${sampleLinks('Samples', samples, corpus, view)}</li>`)}</ul>`;
}

/** The leading metric of every whole corpus and of the place that decided: a mean may rise where one slice falls. */
function overview(view: View): Html | null {
  const { leading, deciding, baseline, metrics } = view;
  if (leading === undefined || baseline === null) return null;
  const places = metrics.corpora.map(({ name }) => ({ corpus: name, slice: null }));
  const shown = deciding === undefined || deciding.where.slice === null ? places : [...places, deciding.where];
  const rows = shown.map((where) => ({ where, candidate: view.row(view.candidate, where, leading.id), baseline: view.row(baseline, where, leading.id), delta: view.delta(where, leading.id) }));
  const at = dumbbellScale(leading, rows.flatMap((row) => [row.candidate?.value ?? null, row.baseline?.value ?? null]));
  return html`
<table class="overview"><caption>${leading.title} ${legend(view)}</caption>
<tbody>${rows.map(
    (row) => html`<tr${row.where === deciding?.where ? html` class="deciding"` : null}><th scope="row">${placeName(row.where)}</th><td class="wide">${dumbbell(at, row.candidate?.value ?? null, row.baseline?.value ?? null)}</td><td class="number">${signed(row.delta?.value ?? null)}</td></tr>`,
  )}</tbody></table>`;
}

/** Photo, truth, both predictions and the difference of the worst sample of the result that decided. */
function decisivePicture(view: View): Html | null {
  const { deciding } = view;
  const pictures = deciding === undefined ? findingPictures(view) : view.pictures(deciding);
  const item = pictures[0];
  if (item === undefined) return null;
  const role = deciding === undefined ? 'One of the samples in question' : `The worst of ${counted(deciding.n, 'sample')} of ${placeName(deciding.where)}`;
  return html`
<figure class="decisive">
${panels(item, view)}
<figcaption><strong>${role}:</strong> <a href="#${anchorOf(item)}"><code>${item.id}</code></a>; ${caption(item, view)}${item.notes.map((note) => html` <q>${note}</q>`)}</figcaption>
</figure>`;
}

function findingPictures(view: View): GalleryItem[] {
  const grave = view.decision.sanity.filter(({ status, level }) => status === 'fired' && (level === 'void' || level === 'block'));
  return grave.flatMap(({ corpus, samples }) => samples.flatMap((id) => view.item(corpus, id) ?? []));
}
