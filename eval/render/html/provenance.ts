/** How the numbers were made, and from what. */

import type { MetricDefinition } from '../../contracts/metrics.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { byText } from '../../io/order.ts';
import { counted } from '../../io/words.ts';
import { inSentence } from '../../report/phrases/names.ts';
import { modelSize } from '../../report/phrases/numbers.ts';
import { aboutIntervals, aboutNumbers, hasResampled, intervalMethods, passing, reproduction } from '../sentences.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

export function methodSection(view: View): Html {
  const { definitions, pass } = view.metrics;
  const intervals = intervalMethods(view);
  const passMetric = pass === null ? '' : inSentence(view.title(pass.metric));
  return html`
<section id="method">
<h2>How the numbers were made</h2>
<p>${aboutNumbers}</p>
${intervals.length === 0 ? null : html`<p>${intervals.join(' ')} ${hasResampled(view) ? aboutIntervals : null}</p>`}
${pass === null ? null : html`<p>A sample passes when its ${passMetric} ${passing(view)}.</p>`}
<details><summary>Definitions of ${counted(definitions.length, 'metric')}</summary>
<dl class="definitions">${definitions.map(definition)}</dl></details>
</section>`;
}

function definition({ id, version, title, summary, unit, range, better, secondary, undefinedWhen }: MetricDefinition): Html {
  const bounds = range.map((bound) => bound ?? 'open').join(' to ');
  return html`
<dt>${title} <code>${id}@${version}</code></dt>
<dd>${summary} Unit: ${unit}; range: ${bounds}; ${better} is better${secondary ? '; secondary' : ''}. No value: ${undefinedWhen}.</dd>`;
}

export function provenanceSection(view: View): Html {
  const { metrics, decision } = view;
  const { digests, policy } = decision;
  const tools = Object.entries(metrics.tools).sort(([a], [b]) => byText(a, b));
  const corpora = metrics.corpora.map((corpus) => ({
    ...corpus,
    words: `corpus ${corpus.name}, version ${corpus.datasetVersion}, read by ${corpus.importer}`,
  }));
  return html`
<section id="provenance">
<h2>Provenance</h2>
<p>The same inputs give the same bytes. To make this report again: <code>${reproduction(view)}</code></p>
<details><summary>Backends and their configurations</summary>
${metrics.backends.map(backend)}</details>
<details><summary>Digests and versions</summary>
<dl class="digests">
${corpora.map(({ words, digest }) => entry(words, digest))}
${entry(`criteria ${policy.id}, version ${policy.version}${policy.tier === null ? '' : `, tier ${policy.tier}`}`, digests.policy)}
${entry('measuring part of the criteria', digests.measure)}
${Object.keys(digests.evidence)
  .sort()
  .map((name) => entry(`evidence ${name}`, digests.evidence[name] ?? ''))}
${entry('table (metrics.json)', digests.metrics)}
${tools.map(([tool, version]) => entry(tool, version))}
</dl>
${policy.about === '' ? null : html`<p>About the criteria: ${policy.about}</p>`}</details>
</section>`;
}

function backend({ role, identity }: View['metrics']['backends'][number]): Html {
  const { name, kind, checkpoint, digest, size, config } = identity;
  return html`
<h3>${name} <span>${role}</span></h3>
<dl class="digests">${entry('kind', kind)}${entry('checkpoint', checkpoint ?? 'none')}${size === undefined ? null : entry('size', modelSize(size))}${entry('backend', digest)}</dl>
<pre>${canonicalJson(config)}</pre>`;
}

function entry(term: string, value: string): Html {
  return html`<dt>${term}</dt><dd><code>${value}</code></dd>\n`;
}
