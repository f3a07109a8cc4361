/** What speaks for and against trusting the numbers, how they were made, and from what. */
import type { Finding } from '../../contracts/decision.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { absent, counted, number } from '../format.ts';
import { aboutIntervals, findingWord, inSentence, intervalMethods, reproduction } from '../sentences.ts';
import type { View } from '../view.ts';
import { html } from './html.ts';
import type { Content, Html } from './html.ts';
import { sampleLinks } from './links.ts';
import { markOf } from './marks.ts';

const mostIds = 100;

export function trustSection(view: View): Html {
  const { sanity } = view.decision;
  const number = (status: Finding['status']): number => sanity.filter((finding) => finding.status === status).length;
  const loud = sanity.filter(({ status }) => status === 'fired');
  return html`
<section id="trust">
<h2>Can the numbers be trusted?</h2>
<p>${counted(sanity.length, 'sanity check')}: ${number('fired')} fired, ${number('not_measured')} not measured, ${number('quiet')} quiet.</p>
${loud.length === 0 ? null : findingTable(loud, view)}
${loud.length === sanity.length ? null : html`<details><summary>All checks that did not fire</summary>${findingTable(sanity.filter((finding) => !loud.includes(finding)), view)}</details>`}
${exclusions(view)}
</section>`;
}

function findingTable(findings: readonly Finding[], view: View): Html {
  const mark = ({ status, level }: Finding) => markOf(status === 'quiet' ? 'good' : status === 'not_measured' ? 'none' : level === 'void' || level === 'block' ? 'bad' : 'unknown');
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="sanity checks"><table class="values text">
<thead><tr><th scope="col">check</th><th scope="col">result</th><th scope="col">what was found</th><th scope="col" class="number">value</th><th scope="col" class="number">limit</th></tr></thead>
<tbody>${findings.map((finding) => html`<tr><th scope="row"><code>${finding.check}</code></th><td>${mark(finding)} ${findingWord(finding)}</td><td>${finding.reason} ${sampleLinks('Samples', finding.samples, finding.corpus, view)}</td><td class="number">${number(finding.value)}</td><td class="number">${number(finding.limit)}</td></tr>`)}</tbody></table></div>`;
}

function exclusions({ metrics }: View): Html {
  const rows = metrics.corpora.flatMap(({ name, exclusions: all }) => all.map((exclusion) => ({ corpus: name, ...exclusion })));
  if (rows.length === 0) return html`<h3>Exclusions</h3><p>Nothing was left out of any corpus.</p>`;
  return html`<h3>Exclusions</h3>
<div class="scroll" tabindex="0" role="region" aria-label="exclusions"><table class="values text"><thead><tr><th scope="col">corpus</th><th scope="col">reason</th><th scope="col" class="number">count</th><th scope="col">which</th></tr></thead>
<tbody>${rows.map(({ corpus, reason, count, ids }) => html`<tr><th scope="row">${corpus}</th><td>${reason}</td><td class="number">${count}</td><td>${named(ids)}</td></tr>`)}</tbody></table></div>`;
}

/** The first of a long list; the corpus's own file has them all. */
function named(ids: readonly string[]): Content {
  if (ids.length === 0) return absent;
  return [ids.slice(0, mostIds).map((id) => html`<code>${id}</code> `), ids.length > mostIds ? `and ${ids.length - mostIds} more` : null];
}

export function methodSection(view: View): Html {
  const { definitions, pass } = view.metrics;
  const intervals = intervalMethods(view);
  return html`
<section id="method">
<h2>How the numbers were made</h2>
<p>Differences are candidate minus baseline over the samples where both have a value. Percentiles are interpolated. Numbers are rounded on this page and nowhere before.</p>
${intervals.length === 0 ? null : html`<p>${intervals.join(' ')} ${aboutIntervals}</p>`}
${pass === null ? null : html`<p>A sample passes when its ${inSentence(view.definition(pass.metric)?.title ?? pass.metric)} reaches ${number(pass.at)}; equality passes.</p>`}
<details><summary>Definitions of ${counted(definitions.length, 'metric')}</summary>
<dl class="definitions">${definitions.map(
    ({ id, version, title, summary, unit, range, better, secondary, undefinedWhen }) => html`<dt>${title} <code>${id}@${version}</code></dt>
<dd>${summary} Unit: ${unit}; range: ${range.map((bound) => bound ?? 'open').join(' to ')}; ${better} is better${secondary ? '; secondary' : ''}. No value: ${undefinedWhen}.</dd>`,
  )}</dl></details>
</section>`;
}

export function provenanceSection(view: View): Html {
  const { metrics, decision } = view;
  const { digests, policy } = decision;
  const tools = Object.entries(metrics.tools).sort(([a], [b]) => (a < b ? -1 : 1));
  return html`
<section id="provenance">
<h2>Provenance</h2>
<p>The same inputs give the same bytes. To make this report again: <code>${reproduction(view)}</code></p>
<details><summary>Backends and their configurations</summary>
${metrics.backends.map(
    ({ role, identity }) => html`<h3>${identity.name} <span>${role}</span></h3>
<dl class="digests"><dt>kind</dt><dd><code>${identity.kind}</code></dd><dt>checkpoint</dt><dd><code>${identity.checkpoint ?? 'none'}</code></dd><dt>backend</dt><dd><code>${identity.digest}</code></dd></dl>
<pre>${canonicalJson(identity.config)}</pre>`,
  )}</details>
<details><summary>Digests and versions</summary>
<dl class="digests">${metrics.corpora.map(({ name, datasetVersion, importer, digest }) => html`<dt>corpus ${name}, version ${datasetVersion}, read by ${importer}</dt><dd><code>${digest}</code></dd>`)}
<dt>criteria ${policy.id}, version ${policy.version}</dt><dd><code>${digests.policy}</code></dd>
<dt>measuring part of the criteria</dt><dd><code>${digests.measure}</code></dd>
<dt>table (metrics.json)</dt><dd><code>${digests.metrics}</code></dd>
${tools.map(([tool, version]) => html`<dt>${tool}</dt><dd>${version}</dd>`)}</dl>
${policy.about === '' ? null : html`<p>About the criteria: ${policy.about}</p>`}</details>
</section>`;
}
